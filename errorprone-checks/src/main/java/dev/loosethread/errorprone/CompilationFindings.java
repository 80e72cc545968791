package dev.loosethread.errorprone;

import com.google.errorprone.VisitorState;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.PackageSymbol;
import com.sun.tools.javac.model.JavacElements;
import com.sun.tools.javac.util.Context;
import dev.loosethread.fixes.ClassFindings;
import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.rules.FactsIndex;
import dev.loosethread.model.rules.Finding;
import dev.loosethread.model.rules.Pattern;
import dev.loosethread.model.rules.Rule;
import dev.loosethread.model.rules.RuleBook;
import dev.loosethread.source.SourceFrontEnd;
import dev.loosethread.source.TreeSite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.PackageElement;
import javax.tools.Diagnostic;

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
  private final Options options;
  private final List<Rule> rules;
  private CompilationUnitTree unit;

  /** In the order of the rules and of the source, so that fixes are too. */
  private final List<Located> located = new ArrayList<>();

  private final Map<ClassFacts, ClassFindings> all = new IdentityHashMap<>();
  private final Set<String> plannedTypes = new HashSet<>();
  private final Set<Finding> mended = new HashSet<>();
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
            CompilationFindings::classesRead);
    options = Options.read(state.errorProneOptions().getFlags());
    rules =
        RuleBook.rules().stream()
            .filter(r -> LifecycleChecker.isWanted(r.pattern(), state.errorProneOptions()))
            .toList();
  }

  /**
   * The classes of a package that javac has read already, in their order. Asked for all classes, a
   * package makes javac compile whatever the source path has in it, needed or not.
   */
  private static List<Symbol> classesRead(PackageElement home) {
    List<Symbol> classes = new ArrayList<>();
    for (Symbol member : ((PackageSymbol) home).members().getSymbols()) {
      if (member instanceof ClassSymbol && member.isCompleted()) {
        classes.add(member);
      }
    }
    // A scope lists the newest first.
    Collections.reverse(classes);
    return classes;
  }

  static CompilationFindings of(VisitorState state) {
    CompilationFindings findings = state.context.get(KEY);
    if (findings == null) {
      findings = new CompilationFindings(state);
      state.context.put(KEY, findings);
    }
    return findings;
  }

  /** Whether the unit has no findings; looks for them when it is the first to ask. */
  boolean areNone(CompilationUnitTree current, VisitorState state) {
    if (current != unit) {
      begin(current, state);
    }
    return located.isEmpty();
  }

  /** The findings of one pattern in the unit asked about last, at most one at each tree. */
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
    all.clear();
    plannedTypes.clear();
    mended.clear();
    analyse(state);
  }

  /**
   * Every finding of the current unit about one type, whoever reports it.
   *
   * @param isOn which of them count, the same in all of a compilation
   */
  ClassFindings all(ClassFacts facts, Predicate<Finding> isOn) {
    return all.computeIfAbsent(
        facts,
        f ->
            new ClassFindings(
                located.stream()
                    .filter(l -> l.facts() == f && isOn.test(l.finding()))
                    .map(Located::finding)
                    .toList()));
  }

  /** Whether this is the first to ask for the one fix plan of a type. */
  boolean takePlan(String type) {
    return plannedTypes.add(type);
  }

  /** Notes that a fix that was handed out mends this finding. */
  void mend(Finding finding) {
    mended.add(finding);
  }

  /** Whether a fix that was handed out mends this finding. */
  boolean isMended(Finding finding) {
    return mended.contains(finding);
  }

  private void analyse(VisitorState state) {
    if (options.problem() != null) {
      sayOnce(Diagnostic.Kind.ERROR, options.problem());
      return;
    }
    try {
      checkUserTypes();
      Catalogue catalogue = options.catalogue();
      if (!catalogue.mayConcern(text())) {
        return;
      }
      for (Tree declaration : unit.getTypeDecls()) {
        if (declaration instanceof ClassTree type) {
          analyse(frontEnd.read(unit, type), catalogue);
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
          unit,
          unit);
    }
  }

  private void analyse(ClassFacts facts, Catalogue catalogue) {
    FactsIndex index = new FactsIndex(facts, catalogue);
    for (Rule rule : rules) {
      rule.check(index)
          .forEach(
              finding -> {
                if (finding.site() instanceof TreeSite site) {
                  located.add(new Located(facts, finding, site.tree()));
                }
              });
    }
  }

  private CharSequence text() {
    try {
      return unit.getSourceFile().getCharContent(true);
    } catch (IOException e) {
      // Unreadable now, though it was read before: analyse it.
      return "Thread";
    }
  }

  private void sayOnce(Diagnostic.Kind kind, String message) {
    if (!isChecked) {
      isChecked = true;
      trees.printMessage(kind, message, unit, unit);
    }
  }

  private void checkUserTypes() {
    if (isChecked) {
      return;
    }
    isChecked = true;
    frontEnd
        .unknownTypes(options.catalogue())
        .forEach(line -> trees.printMessage(Diagnostic.Kind.NOTE, line, unit, unit));
  }
}
