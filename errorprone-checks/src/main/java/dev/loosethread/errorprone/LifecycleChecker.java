package dev.loosethread.errorprone;

import static com.google.errorprone.matchers.Description.NO_MATCH;

import com.google.errorprone.ErrorProneOptions;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.fixes.SuggestedFix;
import com.google.errorprone.matchers.Description;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TreePath;
import dev.loosethread.errorprone.CompilationFindings.Located;
import dev.loosethread.fixes.ClassFixes;
import dev.loosethread.fixes.text.UnitIndex;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.PatternPages;
import dev.loosethread.source.Suppressions;

/**
 * The base class of all checkers. It reports the findings of a pattern in a compilation unit.
 *
 * <p>Error Prone runs a checker once for every tree of the kinds that it asks for, and each time
 * checks for suppressions and reads the clock twice. For the kinds of trees that have findings,
 * above all method calls, this would cost more than the search for findings, even in code without
 * threads. So a checker asks for compilation units only, and checks for suppressions between the
 * unit and the tree of a finding itself.
 */
abstract class LifecycleChecker extends BugChecker
    implements BugChecker.CompilationUnitTreeMatcher {
  private final Pattern pattern;

  LifecycleChecker(Pattern pattern) {
    this.pattern = pattern;
  }

  @Override
  public final Description matchCompilationUnit(CompilationUnitTree unit, VisitorState state) {
    CompilationFindings findings = CompilationFindings.of(state);
    if (!findings.areNone(unit, state)) {
      report(findings, unit, state);
    }
    return NO_MATCH;
  }

  private void report(CompilationFindings findings, CompilationUnitTree unit, VisitorState state) {
    Suppressions suppressions = suppressions(state);
    for (Located located : findings.of(pattern)) {
      TreePath path = UnitIndex.of(unit, state.context).path(located.tree());
      if (path != null && !suppressions.cover(path, pattern.patternName())) {
        state.reportMatch(describe(located, findings, state.withPath(path)));
      }
    }
  }

  /**
   * Returns what Error Prone suppresses for this check: generated code too, if it is told to.
   *
   * <p>{@link CompilationFindings} has tested {@code @SuppressWarnings} already, for the fixes that
   * findings share. Only a checker can ask Error Prone for the rest.
   */
  private Suppressions suppressions(VisitorState state) {
    return state.errorProneOptions().isIgnoreSuppressionAnnotations()
        ? Suppressions.NONE
        : (declaration, name) -> isSuppressed(declaration.getLeaf(), state);
  }

  private Description describe(Located located, CompilationFindings findings, VisitorState state) {
    ClassFixes fixes = findings.fixes(located.facts());
    SuggestedFix fix = fixes.fix(located.finding(), state);
    String message = fixes.message(located.finding());
    if (fixes.isMendedByAnother(located.finding())) {
      message += " (the fix of another finding covers this one)";
    }
    // Error Prone shows it as "(see ...)", whatever it is.
    Description.Builder description =
        buildDescription(located.tree())
            .setMessage(message)
            .setLinkUrl(PatternPages.reference(pattern));
    if (!fix.isEmpty()) {
      description.addFix(fix);
    }
    return description.build();
  }

  private static boolean isAskedFor(String check, ErrorProneOptions options) {
    return options.isEnableAllChecksAsWarnings() || options.getSeverityMap().containsKey(check);
  }

  /**
   * Returns true if a pattern may be reported at all; what may not, need not be looked for. A
   * preview has to be named: Error Prone cannot switch a plugin's check off by default.
   */
  static boolean isWanted(Pattern pattern, ErrorProneOptions options) {
    return !isOff(pattern, options)
        && (!pattern.isPreview() || isAskedFor(pattern.patternName(), options));
  }

  private static boolean isOff(Pattern pattern, ErrorProneOptions options) {
    return options.getSeverityMap().get(pattern.patternName()) == ErrorProneOptions.Severity.OFF;
  }
}
