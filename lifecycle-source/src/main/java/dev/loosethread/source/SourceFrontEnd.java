package dev.loosethread.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.Trees;
import dev.loosethread.bytecode.BytecodeFrontEnd;
import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.facts.ClassFacts;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Reads attributed javac trees into facts.
 *
 * <p>Uses javac's public API only and tolerates types that could not be resolved, so that code
 * whose class path is incomplete can be read too. One instance serves one compilation; it is not
 * thread-safe.
 */
public final class SourceFrontEnd {
  private final Trees trees;
  private final Elements elements;
  private final ElementNames names;
  private final SourceHierarchy hierarchy;
  private final Map<ClassTree, ClassFacts> read = new IdentityHashMap<>();

  private final Predicate<TypeElement> attributed;

  private final CompiledClasses classes;

  private final BytecodeFrontEnd libraries;

  private SourceFrontEnd(
      Trees trees, Elements elements, Predicate<TypeElement> attributed, CompiledClasses classes) {
    this.attributed = attributed;
    this.classes = classes;
    this.trees = trees;
    this.elements = elements;
    this.names = new ElementNames(elements);
    this.hierarchy = new SourceHierarchy(elements, names);
    this.libraries =
        new BytecodeFrontEnd(new LibraryClassFiles(hierarchy, new ClassFileLookup(elements)));
  }

  /** Returns a front end over the symbols of one compilation. */
  public static SourceFrontEnd of(Trees trees, Elements elements) {
    return of(trees, elements, type -> true, CompiledClasses.OF_PACKAGES);
  }

  /**
   * Returns a front end over a compilation in which not every class can be read at any time.
   *
   * @param attributed is asked about each top-level class before it is read for another one. It may
   *     attribute the class, and returns false if its tree can no longer be read. It may be asked
   *     about the same class several times.
   * @param classes the classes that are being compiled. Asking a package itself would make javac
   *     compile everything on the source path.
   */
  public static SourceFrontEnd of(
      Trees trees, Elements elements, Predicate<TypeElement> attributed, CompiledClasses classes) {
    return new SourceFrontEnd(trees, elements, attributed, classes);
  }

  /** The libraries of the compilation. Class files are read on demand: few of them matter. */
  BytecodeFrontEnd libraries() {
    return libraries;
  }

  Collection<? extends Element> classesIn(PackageElement home) {
    return classes.in(home);
  }

  Collection<? extends Element> classesCalling(String methodName) {
    return classes.calling(methodName);
  }

  boolean canBeRead(TypeElement topLevelClass) {
    return attributed.test(topLevelClass);
  }

  /**
   * Returns the facts of one top-level class, which is read only once. A body that cannot be
   * represented is opaque.
   */
  public ClassFacts read(CompilationUnitTree unit, ClassTree topLevelClass) {
    ClassFacts facts = read.get(topLevelClass);
    if (facts == null) {
      facts =
          new ClassReader(trees, names, hierarchy, unit)
              .read(
                  topLevelClass,
                  new SourceCompilationView(this, trees, elements, hierarchy, topLevelClass));
      read.put(topLevelClass, facts);
    }
    return facts;
  }

  private boolean exists(String type) {
    return hierarchy.isResolved(type);
  }

  /**
   * Returns a message for each type in users' catalogue files that is neither on the class path nor
   * among the sources.
   */
  public List<String> unknownTypes(Catalogue catalogue) {
    return catalogue.userTypes().stream()
        .filter(row -> !exists(row.type()))
        .map(
            row ->
                "catalogue "
                    + row.file()
                    + ":"
                    + row.line()
                    + ": "
                    + row.type()
                    + " is not on the class path")
        .toList();
  }

  /** Forgets what was read, to limit the memory that a large compilation needs. */
  public void forget() {
    read.clear();
  }
}
