package dev.loosethread.javac;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.engine.ClassJudgement;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.PatternPages;
import dev.loosethread.source.CompiledClasses;
import dev.loosethread.source.SourceFrontEnd;
import dev.loosethread.source.Suppressions;
import dev.loosethread.source.TreePaths;
import dev.loosethread.source.TreeSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Judges the classes of one compilation, unit by unit, and prints what it finds. */
final class UnitJudge {
  private final Trees trees;
  private final Elements elements;
  private final Arguments arguments;
  private final Catalogue catalogue;
  private final Set<Pattern> wanted;
  private final ClassJudgement judgement;
  private final Set<TypeElement> compiled;
  private final SourceFrontEnd frontEnd;
  private final Suppressions suppressions;
  private final Map<PackageElement, Set<TypeElement>> classes = new LinkedHashMap<>();
  private boolean areUserTypesChecked;

  /**
   * @param compiled the top-level classes that javac may have rewritten; grows as javac goes on
   */
  UnitJudge(JavacTask task, Arguments arguments, Catalogue catalogue, Set<TypeElement> compiled) {
    this.trees = Trees.instance(task);
    this.elements = task.getElements();
    this.arguments = arguments;
    this.catalogue = catalogue;
    this.wanted = arguments.wanted();
    this.judgement = new ClassJudgement(catalogue, wanted);
    this.compiled = compiled;
    this.suppressions = Suppressions.of(trees);
    this.frontEnd = SourceFrontEnd.of(trees, elements, this::canBeRead, new Added());
  }

  /** The classes of the units that are known so far. */
  private final class Added implements CompiledClasses {
    @Override
    public Set<TypeElement> in(PackageElement home) {
      return classes.getOrDefault(home, Set.of());
    }

    @Override
    public List<TypeElement> calling(String methodName) {
      return classes.values().stream().flatMap(Set::stream).toList();
    }
  }

  /** Returns true if {@link #judge} may have something to say about the unit. */
  boolean mayConcern(CompilationUnitTree unit) {
    try {
      return !wanted.isEmpty() && !isExcluded(unit) && catalogue.mayConcern(text(unit));
    } catch (RuntimeException e) {
      // Told when it is judged.
      return true;
    }
  }

  /** Makes the classes of a unit known to those that are judged. */
  void add(CompilationUnitTree unit) {
    for (Tree declaration : unit.getTypeDecls()) {
      if (trees.getElement(new TreePath(new TreePath(unit), declaration))
          instanceof TypeElement type) {
        classes.computeIfAbsent(elements.getPackageOf(type), p -> new LinkedHashSet<>()).add(type);
      }
    }
  }

  /** Makes javac attribute the classes of a unit before their turn. */
  void attribute(CompilationUnitTree unit) {
    for (Tree declaration : unit.getTypeDecls()) {
      if (declaration instanceof ClassTree type) {
        attribute(unit, type);
      }
    }
  }

  /**
   * Says what is wrong in a unit that {@link #mayConcern} was asked about.
   *
   * <p>All units that are there are to be attributed before: while javac is in a listener, it takes
   * a class file that is missing as told once anybody has asked for the class, and this method asks
   * for many.
   */
  void judge(CompilationUnitTree unit) {
    contained(unit, () -> judgeTypes(unit));
    // Facts hold on to trees.
    frontEnd.forget();
    judgement.forget();
  }

  private void judgeTypes(CompilationUnitTree unit) {
    if (!isPackageCompiled(unit)) {
      for (Tree declaration : unit.getTypeDecls()) {
        if (declaration instanceof ClassTree type) {
          judge(unit, type);
        }
      }
    }
  }

  private void contained(CompilationUnitTree unit, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      if (arguments.isStrict()) {
        throw e;
      }
      // A note, since a warning would fail a build with -Werror.
      trees.printMessage(
          Diagnostic.Kind.NOTE,
          "Loosethread could not analyse this file, please report it: " + e,
          unit,
          unit);
    }
  }

  private void judge(CompilationUnitTree unit, ClassTree type) {
    ClassFacts facts = frontEnd.read(unit, type);
    TreePaths paths = TreePaths.below(new TreePath(new TreePath(unit), type));
    List<Finding> findings =
        judgement.judge(facts, finding -> isSuppressed(finding, paths)).findings();
    if (findings.isEmpty() || UnresolvedTypes.areIn(unit, type, trees)) {
      return;
    }
    Map<Pattern, Set<Tree>> reported = new EnumMap<>(Pattern.class);
    for (Finding finding : findings) {
      if (reported
          .computeIfAbsent(
              finding.pattern(), p -> Collections.newSetFromMap(new IdentityHashMap<>()))
          .add(tree(finding))) {
        report(finding, paths.path(tree(finding)));
      }
    }
  }

  private boolean isSuppressed(Finding finding, TreePaths paths) {
    return suppressions.cover(paths.path(tree(finding)), finding.pattern().patternName());
  }

  private static Tree tree(Finding finding) {
    return ((TreeSite) finding.site()).tree();
  }

  private void report(Finding finding, @Nullable TreePath path) {
    if (path != null) {
      trees.printMessage(
          arguments.severity(finding.pattern()).kind(),
          "[%s] %s\n(see %s)"
              .formatted(
                  finding.pattern().patternName(),
                  finding.message(),
                  PatternPages.reference(finding.pattern())),
          path.getLeaf(),
          path.getCompilationUnit());
    }
  }

  /** Makes javac attribute a class before its turn, and returns whether its tree is still whole. */
  private boolean canBeRead(TypeElement type) {
    if (compiled.contains(type)) {
      return false;
    }
    TreePath path = trees.getPath(type);
    if (path != null && path.getLeaf() instanceof ClassTree tree) {
      attribute(path.getCompilationUnit(), tree);
    }
    return true;
  }

  /**
   * Makes javac attribute a class before its turn. {@link Trees#getElement} does so when it is
   * asked for the element of a tree inside the class that has none yet.
   */
  private void attribute(CompilationUnitTree unit, ClassTree type) {
    TreePath path = new TreePath(new TreePath(unit), type);
    trees.getElement(new TreePath(path, type.getModifiers()));
  }

  /**
   * Returns true for a unit that javac has found on the source path after it had compiled classes
   * of the same package: they may release what is in this unit's fields, and can no longer be read.
   */
  private boolean isPackageCompiled(CompilationUnitTree unit) {
    String name = unit.getPackageName() == null ? "" : unit.getPackageName().toString();
    return compiled.stream()
        .anyMatch(type -> elements.getPackageOf(type).getQualifiedName().contentEquals(name));
  }

  private boolean isExcluded(CompilationUnitTree unit) {
    JavaFileObject file = unit.getSourceFile();
    return arguments.isExcluded(
        "file".equals(file.toUri().getScheme()) ? Path.of(file.toUri()) : Path.of(file.getName()));
  }

  private static CharSequence text(CompilationUnitTree unit) {
    try {
      return unit.getSourceFile().getCharContent(true);
    } catch (IOException e) {
      // Unreadable now, though it was read before: judge it.
      return "Thread";
    }
  }

  /**
   * Says once which types of the user's catalogue files are not there. Asks for them, so that all
   * units are to be attributed before, as for {@link #judge}.
   *
   * @param unit any, to say it at
   */
  void checkUserTypes(CompilationUnitTree unit) {
    if (!areUserTypesChecked) {
      areUserTypesChecked = true;
      contained(
          unit,
          () ->
              frontEnd
                  .unknownTypes(catalogue)
                  .forEach(line -> trees.printMessage(Diagnostic.Kind.NOTE, line, unit, unit)));
    }
  }
}
