package dev.loosethread.javac;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Tells whether javac could resolve all of a class. Where it could not, javac reports an error, and
 * a finding beside it may be false.
 */
final class UnresolvedTypes {
  private UnresolvedTypes() {}

  /** Returns true if an expression or a type in the class did not resolve. */
  static boolean areIn(CompilationUnitTree unit, ClassTree type, Trees trees) {
    Boolean found =
        new TreePathScanner<Boolean, Void>() {
          @Override
          public Boolean scan(Tree tree, Void unused) {
            if (tree == null) {
              return false;
            }
            TreePath parent = getCurrentPath();
            TypeMirror resolved = trees.getTypeMirror(new TreePath(parent, tree));
            boolean isError = resolved != null && resolved.getKind() == TypeKind.ERROR;
            return isError || Boolean.TRUE.equals(super.scan(tree, null));
          }

          @Override
          public Boolean reduce(Boolean one, Boolean other) {
            return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
          }
        }.scan(new TreePath(new TreePath(unit), type), null);
    return Boolean.TRUE.equals(found);
  }
}
