package dev.loosethread.audit.engine;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import com.sun.tools.javac.api.JavacTaskImpl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;

/** Gives the trees of one run of javac their types, a top-level class at a time and once. */
final class Attribution {
  private final JavacTaskImpl task;
  private final Trees trees;
  private final Set<Element> attributed = new HashSet<>();
  private JavaFileObject file;

  /**
   * @param task has entered its trees
   */
  Attribution(JavacTaskImpl task, Trees trees) {
    this.task = task;
    this.trees = trees;
  }

  /** The file that is attributed right now, or whose attribution failed last. */
  JavaFileObject file() {
    return file;
  }

  void attribute(CompilationUnitTree unit) {
    List<Element> types = new ArrayList<>();
    for (Tree declaration : unit.getTypeDecls()) {
      if (declaration instanceof ClassTree type) {
        Element element = trees.getElement(TreePath.getPath(unit, type));
        if (element instanceof TypeElement && attributed.add(element)) {
          types.add(element);
        }
      }
    }
    analyze(types, unit.getSourceFile());
  }

  /** Attributes a class that another one is read together with, and returns true. */
  boolean canBeRead(TypeElement type) {
    if (attributed.add(type)) {
      JavaFileObject asking = file;
      TreePath path = trees.getPath(type);
      analyze(List.of(type), path == null ? file : path.getCompilationUnit().getSourceFile());
      file = asking;
    }
    return true;
  }

  private void analyze(List<Element> types, JavaFileObject source) {
    file = source;
    if (!types.isEmpty()) {
      task.analyze(types);
    }
  }
}
