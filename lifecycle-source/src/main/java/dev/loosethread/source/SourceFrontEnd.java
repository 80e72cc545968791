package dev.loosethread.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.Trees;
import dev.loosethread.model.facts.ClassFacts;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;
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
  private final Names names;
  private final SourceHierarchy hierarchy;
  private final Map<ClassTree, ClassFacts> read = new IdentityHashMap<>();

  private final Consumer<TypeElement> attribute;

  private SourceFrontEnd(Trees trees, Elements elements, Consumer<TypeElement> attribute) {
    this.attribute = attribute;
    this.trees = trees;
    this.elements = elements;
    this.names = new Names(elements);
    this.hierarchy = new SourceHierarchy(elements, names);
  }

  /** A front end over the symbols of one compilation. */
  public static SourceFrontEnd of(Trees trees, Elements elements) {
    return new SourceFrontEnd(trees, elements, type -> {});
  }

  /**
   * The same for a compilation that attributes some of its classes only.
   *
   * @param attribute called with each top-level class before it is read for the sake of another;
   *     one that is attributed already may come again
   */
  public static SourceFrontEnd of(Trees trees, Elements elements, Consumer<TypeElement> attribute) {
    return new SourceFrontEnd(trees, elements, attribute);
  }

  void attribute(TypeElement topLevelClass) {
    attribute.accept(topLevelClass);
  }

  /**
   * Facts of one top-level class; a class read before is not read again. A body that can not be
   * understood is opaque.
   */
  public ClassFacts read(CompilationUnitTree unit, ClassTree topLevelClass) {
    ClassFacts facts = read.get(topLevelClass);
    if (facts == null) {
      facts =
          new ClassReader(trees, names, hierarchy, unit)
              .read(
                  topLevelClass,
                  new SourceOutside(this, trees, elements, hierarchy, topLevelClass));
      read.put(topLevelClass, facts);
    }
    return facts;
  }

  /** Whether a class of this binary name can be found on the class path or among the sources. */
  public boolean exists(String type) {
    return hierarchy.isResolved(type);
  }

  /** Forgets what was read, to keep memory flat over a large compilation. */
  public void forget() {
    read.clear();
  }
}
