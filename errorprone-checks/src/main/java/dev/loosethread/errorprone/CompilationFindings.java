package dev.loosethread.errorprone;

import com.google.errorprone.VisitorState;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.model.JavacElements;
import com.sun.tools.javac.util.Context;
import dev.loosethread.fixes.ClassFixes;
import dev.loosethread.fixes.text.UnitIndex;
import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.engine.ClassJudgement;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.source.SourceFrontEnd;
import dev.loosethread.source.Suppressions;
import dev.loosethread.source.TreeSite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * The findings of the compilation unit that Error Prone is at, computed once for all checkers.
 *
 * <p>Lives in javac's {@link Context}, so that nothing outlasts a compilation or is shared between
 * two that run in one JVM.
 */
final class CompilationFindings {
  private static final Context.Key<CompilationFindings> KEY = new Context.Key<>();

  private final JavacTrees trees;
  private final SourceFrontEnd frontEnd;
  private final Suppressions suppressions;
  private final Options options;
  private final Set<Pattern> wanted;
  private @Nullable ClassJudgement judgement;
  private @Nullable CompilationUnitTree unit;

  /** In the order of the rules and of the source, so that fixes are too. */
  private final List<Located> located = new ArrayList<>();

  private final Map<ClassFacts, ClassFixes> fixes = new IdentityHashMap<>();
  private boolean isChecked;

  /** A finding, the tree it is reported at and the facts it was made from. */
  record Located(ClassFacts facts, Finding finding, Tree tree) {}

  private CompilationFindings(VisitorState state) {
    trees = JavacTrees.instance(state.context);
    frontEnd =
        SourceFrontEnd.of(
            trees,
            JavacElements.instance(state.context),
            type -> true,
            new ClassesRead(state.context));
    suppressions = Suppressions.of(trees);
    options = Options.read(state.errorProneOptions().getFlags());
    wanted =
        Pattern.inOneClass().stream()
            .filter(p -> LifecycleChecker.isWanted(p, state.errorProneOptions()))
            .collect(Collectors.toSet());
  }

  static CompilationFindings of(VisitorState state) {
    CompilationFindings findings = state.context.get(KEY);
    if (findings == null) {
      findings = new CompilationFindings(state);
      state.context.put(KEY, findings);
    }
    return findings;
  }

  /** Returns true if the unit has no findings; the first call for a unit looks for them. */
  boolean areNone(CompilationUnitTree current, VisitorState state) {
    if (current != unit) {
      begin(current, state);
    }
    return located.isEmpty();
  }

  /** Returns the findings of one pattern in the unit asked about last, at most one per tree. */
  List<Located> of(Pattern pattern) {
    Set<Tree> trees = Collections.newSetFromMap(new IdentityHashMap<>());
    return located.stream()
        .filter(l -> l.finding().pattern() == pattern && trees.add(l.tree()))
        .toList();
  }

  private void begin(CompilationUnitTree current, VisitorState state) {
    unit = current;
    located.clear();
    // Facts hold on to trees, which javac drops once it is done with a class.
    frontEnd.forget();
    if (judgement != null) {
      judgement.forget();
    }
    fixes.clear();
    analyse(current, state);
  }

  /** Returns the fixes of the findings about one class of the current unit, for all checkers. */
  ClassFixes fixes(ClassFacts facts) {
    return fixes.computeIfAbsent(
        facts,
        f ->
            new ClassFixes(
                f, located.stream().filter(l -> l.facts() == f).map(Located::finding).toList()));
  }

  private void analyse(CompilationUnitTree current, VisitorState state) {
    Catalogue catalogue = options.catalogue();
    if (catalogue == null) {
      sayOnce(current, Diagnostic.Kind.ERROR, options.problem());
      return;
    }
    try {
      checkUserTypes(current, catalogue);
      if (!catalogue.mayConcern(text(current))) {
        return;
      }
      for (Tree declaration : current.getTypeDecls()) {
        if (declaration instanceof ClassTree type) {
          analyse(frontEnd.read(current, type), current, catalogue, state);
        }
      }
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      if (options.isStrict()) {
        throw e;
      }
      // A crash of ours must never cost a user his build.
      located.clear();
      trees.printMessage(
          Diagnostic.Kind.WARNING,
          "Loosethread could not analyse this file, please report it: " + e,
          current,
          current);
    }
  }

  private void analyse(
      ClassFacts facts, CompilationUnitTree current, Catalogue catalogue, VisitorState state) {
    if (judgement == null) {
      judgement = new ClassJudgement(catalogue, wanted);
    }
    Predicate<Finding> isSuppressed = found -> isSuppressed(found, current, state);
    for (Finding finding : judgement.judge(facts, isSuppressed).findings()) {
      if (finding.site() instanceof TreeSite site) {
        located.add(new Located(facts, finding, site.tree()));
      }
    }
  }

  /** No checker reports such a finding, and a fix that findings share must not mend it. */
  private boolean isSuppressed(Finding finding, CompilationUnitTree current, VisitorState state) {
    return !state.errorProneOptions().isIgnoreSuppressionAnnotations()
        && suppressions.cover(
            UnitIndex.of(current, state.context).path(finding.site()),
            finding.pattern().patternName());
  }

  private static CharSequence text(CompilationUnitTree current) {
    try {
      return current.getSourceFile().getCharContent(true);
    } catch (IOException e) {
      // Unreadable now, though it was read before: analyse it.
      return "Thread";
    }
  }

  private void sayOnce(CompilationUnitTree current, Diagnostic.Kind kind, String message) {
    if (!isChecked) {
      isChecked = true;
      trees.printMessage(kind, message, current, current);
    }
  }

  private void checkUserTypes(CompilationUnitTree current, Catalogue catalogue) {
    if (isChecked) {
      return;
    }
    isChecked = true;
    frontEnd
        .unknownTypes(catalogue)
        .forEach(line -> trees.printMessage(Diagnostic.Kind.NOTE, line, current, current));
  }
}
