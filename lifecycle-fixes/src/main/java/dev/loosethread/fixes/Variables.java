package dev.loosethread.fixes;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.HashSet;
import java.util.Set;

/** Which names are taken. */
final class Variables {
  private Variables() {}

  /** Whether a variable of this name is declared anywhere in the tree. */
  static boolean declares(Tree tree, String name) {
    return names(tree).contains(name);
  }

  /** A name for a new field that hides nothing and that nothing in the class hides. */
  static String freeFieldName(ClassTree type, String wanted) {
    Set<String> fields = new HashSet<>();
    for (Tree member : type.getMembers()) {
      if (member instanceof VariableTree v) {
        fields.add(v.getName().toString());
      }
    }
    String name = wanted;
    for (int i = 2; fields.contains(name); i++) {
      name = wanted + i;
    }
    return name;
  }

  /** A name that no variable declared in the tree has. */
  static String freeName(Tree scope, String wanted) {
    Set<String> taken = names(scope);
    String name = wanted;
    for (int i = 2; taken.contains(name); i++) {
      name = wanted + i;
    }
    return name;
  }

  private static Set<String> names(Tree tree) {
    Set<String> names = new HashSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitVariable(VariableTree v, Void unused) {
        names.add(v.getName().toString());
        return super.visitVariable(v, null);
      }
    }.scan(tree, null);
    return names;
  }
}
