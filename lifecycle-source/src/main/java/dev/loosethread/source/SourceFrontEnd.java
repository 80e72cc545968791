package dev.loosethread.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.Trees;
import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.facts.ClassFacts;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

  private final Function<PackageElement, Collection<? extends Element>> classes;

  private SourceFrontEnd(
      Trees trees,
      Elements elements,
      Predicate<TypeElement> attributed,
      Function<PackageElement, Collection<? extends Element>> classes) {
    this.attributed = attributed;
    this.classes = classes;
    this.trees = trees;
    this.elements = elements;
    this.names = new ElementNames(elements);
    this.hierarchy = new SourceHierarchy(elements, names);
  }

  /** A front end over the symbols of one compilation. */
  public static SourceFrontEnd of(Trees trees, Elements elements) {
    return new SourceFrontEnd(trees, elements, type -> true, PackageElement::getEnclosedElements);
  }

  /**
   * The same for a compilation in which not every class can be read at any time.
   *
   * @param attributed asked about each top-level class before it is read for the sake of another;
   *     may attribute it, and returns false if its tree can no longer be read. One class may come
   *     several times.
   */
  public static SourceFrontEnd of(
      Trees trees, Elements elements, Predicate<TypeElement> attributed) {
    return of(trees, elements, attributed, PackageElement::getEnclosedElements);
  }

  /**
   * The same for a compilation that is to end with the class files that it would have alone.
   *
   * @param attributed as above
   * @param classes the classes of a package that are being compiled. A package's own list would
   *     make javac compile whatever the source path has in it.
   */
  public static SourceFrontEnd of(
      Trees trees,
      Elements elements,
      Predicate<TypeElement> attributed,
      Function<PackageElement, Collection<? extends Element>> classes) {
    return new SourceFrontEnd(trees, elements, attributed, classes);
  }

  Collection<? extends Element> classesIn(PackageElement home) {
    return classes.apply(home);
  }

  boolean canBeRead(TypeElement topLevelClass) {
    return attributed.test(topLevelClass);
  }

  /**
   * Facts of one top-level class; a class read before is not read again. A body that cannot be
   * understood is opaque.
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
   * For each type that users' own catalogue files name and that is neither on the class path nor
   * among the sources, a line that says so.
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

  /** Forgets what was read, to keep memory flat over a large compilation. */
  public void forget() {
    read.clear();
  }
}
