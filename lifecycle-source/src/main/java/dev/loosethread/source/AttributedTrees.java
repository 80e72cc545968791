package dev.loosethread.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.loosethread.model.facts.Site;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Answers what javac knows about the trees of one compilation unit: elements, types and places. */
final class AttributedTrees {
  private final Trees trees;
  private final SourcePositions positions;
  private final ElementNames names;
  private final CompilationUnitTree unit;

  /** The innermost class that is being read; javac looks trees up relative to it. */
  private TreePath path;

  AttributedTrees(Trees trees, ElementNames names, CompilationUnitTree unit) {
    this.trees = trees;
    this.positions = trees.getSourcePositions();
    this.names = names;
    this.unit = unit;
    this.path = new TreePath(unit);
  }

  /** Reads a class, whose trees are looked up relative to it. */
  void inside(ClassTree tree, Runnable reading) {
    TreePath outer = path;
    path = new TreePath(path, tree);
    try {
      reading.run();
    } finally {
      path = outer;
    }
  }

  /** Returns the element that a tree declares or refers to; null if it is unresolved. */
  @Nullable Element element(Tree tree) {
    return trees.getElement(new TreePath(path, tree));
  }

  private @Nullable TypeMirror type(Tree tree) {
    return trees.getTypeMirror(new TreePath(path, tree));
  }

  /** Returns the erased binary name of a tree's type; "" if it has none. */
  String typeName(Tree tree) {
    return names.of(type(tree));
  }

  /** Returns the class or interface that is a tree's type; null if it has another type. */
  @Nullable TypeElement classOf(Tree tree) {
    return type(tree) instanceof DeclaredType declared
            && declared.asElement() instanceof TypeElement element
        ? element
        : null;
  }

  Site site(Tree tree) {
    return new TreeSite(tree, unit, positions);
  }
}
