package dev.loosethread.audit.engine;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.google.errorprone.VisitorState;
import com.google.errorprone.apply.DescriptionBasedDiff;
import com.google.errorprone.apply.ImportOrganizer;
import com.google.errorprone.apply.SourceFile;
import com.google.errorprone.fixes.Replacement;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.util.Context;
import dev.loosethread.audit.engine.Row.Hunk;
import dev.loosethread.fixes.ClassFixes;
import dev.loosethread.fixes.text.UnitIndex;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.source.TreeSite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The fixes of one source file, as text. */
final class FixTexts {
  private final CompilationUnitTree unit;
  private final String before;
  private final Map<Finding, Row.Fix> fixes = new HashMap<>();
  private final Set<Finding> mended = new HashSet<>();
  private final Map<Finding, String> messages = new HashMap<>();
  private final List<SuggestedFix> all = new ArrayList<>();
  private final ChangedPlaces changed = new ChangedPlaces();
  private LineStarts lines;

  /** Returns the fixes of a class file, which has none. */
  static FixTexts none() {
    return new FixTexts(null, "");
  }

  FixTexts(CompilationUnitTree unit, String before) {
    this.unit = unit;
    this.before = before;
  }

  /**
   * Makes the fixes of one top-level class.
   *
   * @param isForPatch whether the fix of a finding belongs in the patch
   */
  void add(
      ClassFacts facts, List<Finding> findings, Context context, Predicate<Finding> isForPatch) {
    ClassFixes together = new ClassFixes(facts, findings);
    UnitIndex index = UnitIndex.of(unit, context);
    Set<Finding> asked = new LinkedHashSet<>();
    for (Finding finding : findings) {
      if (!(finding.site() instanceof TreeSite site) || site.unit() != unit) {
        continue;
      }
      TreePath path = index.path(site);
      if (path == null || !asked.add(finding)) {
        continue;
      }
      VisitorState state = VisitorState.createForUtilityPurposes(context).withPath(path);
      SuggestedFix fix = together.fix(finding, state);
      if (fix.isEmpty()) {
        continue;
      }
      List<Hunk> hunks = hunks(fix);
      if (!hunks.isEmpty()) {
        fixes.put(finding, new Row.Fix(hunks));
        // What overlaps comes with the next run.
        if (isForPatch.test(finding) && changed.add(fix, (JCCompilationUnit) unit)) {
          all.add(fix);
        }
      }
    }
    asked.stream().filter(together::isMendedByAnother).forEach(mended::add);
    asked.forEach(finding -> messages.put(finding, together.message(finding)));
  }

  /** Returns the fix of one finding, or null. */
  Row.Fix of(Finding finding) {
    return fixes.get(finding);
  }

  /** Returns the message of a finding, which says why there is no fix if that is known. */
  String message(Finding finding) {
    return messages.getOrDefault(finding, finding.messageOnFix());
  }

  /** Returns true if the fix of another finding also fixes this one. */
  boolean isMendedByAnother(Finding finding) {
    return mended.contains(finding);
  }

  /** Returns the whole file with all fixes, or the same text if there are none. */
  String after() {
    return all.isEmpty() ? before : apply(all);
  }

  private String apply(List<SuggestedFix> suggested) {
    SourceFile file = new SourceFile(unit.getSourceFile().getName(), before);
    DescriptionBasedDiff diff =
        DescriptionBasedDiff.createIgnoringOverlaps(
            (JCCompilationUnit) unit, ImportOrganizer.STATIC_FIRST_ORGANIZER);
    suggested.forEach(diff::handleFix);
    diff.applyDifferences(file);
    return file.getSourceText();
  }

  private List<Hunk> hunks(SuggestedFix fix) {
    List<Replacement> replacements =
        fix.getReplacements(((JCCompilationUnit) unit).endPositions).stream()
            .sorted(Comparator.comparingInt(Replacement::startPosition))
            .toList();
    if (lines == null) {
      lines = new LineStarts(before);
    }
    return !replacements.isEmpty() && !overlap(replacements)
        ? hunksAround(replacements)
        : hunks(before.lines().toList(), apply(List.of(fix)).lines().toList());
  }

  private static boolean overlap(List<Replacement> sorted) {
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).startPosition() < sorted.get(i - 1).endPosition()) {
        return true;
      }
    }
    return false;
  }

  /** Compares only the changed lines, because a file may have thousands of findings. */
  private List<Hunk> hunksAround(List<Replacement> sorted) {
    int first = lines.at(sorted.get(0).startPosition());
    int from = lines.start(first);
    int to = lines.start(lines.at(sorted.get(sorted.size() - 1).endPosition()) + 1);
    StringBuilder after = new StringBuilder();
    int done = from;
    for (Replacement replacement : sorted) {
      after.append(before, done, replacement.startPosition()).append(replacement.replaceWith());
      done = replacement.endPosition();
    }
    after.append(before, done, to);
    List<String> old = before.substring(from, to).lines().toList();
    return hunks(old, after.toString().lines().toList()).stream()
        .map(hunk -> new Hunk(hunk.line() + first, hunk.removed(), hunk.inserted()))
        .toList();
  }

  static List<Hunk> hunks(List<String> before, List<String> after) {
    List<Hunk> hunks = new ArrayList<>();
    for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
      hunks.add(
          new Hunk(
              delta.getSource().getPosition() + 1,
              delta.getSource().getLines(),
              delta.getTarget().getLines()));
    }
    return hunks;
  }
}
