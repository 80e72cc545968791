package dev.loosethread.fixes.text;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.HashSet;
import java.util.Set;

/** Knows which names of variables are taken. */
public final class VariableNames {
  private VariableNames() {}

  /** Returns true if the tree declares a variable of this name anywhere. */
  public static boolean declares(Tree tree, String name) {
    return names(tree).contains(name);
  }

  /**
   * Returns how code in a method refers to a field: by its name, qualified if the method declares a
   * variable of that name.
   */
  public static String reference(String field, String qualifier, Tree method) {
    return declares(method, field) ? qualifier + "." + field : field;
  }

  /**
   * Returns a name that no field of the class has.
   *
   * @param taken other names that may not be returned
   */
  public static String freeFieldName(ClassTree type, String wanted, Set<String> taken) {
    Set<String> fields = new HashSet<>(taken);
    for (Tree member : type.getMembers()) {
      if (member instanceof VariableTree v) {
        fields.add(v.getName().toString());
      }
    }
    return free(wanted, fields);
  }

  /** Returns a name that no variable declared in the tree has. */
  public static String freeName(Tree scope, String wanted) {
    return free(wanted, names(scope));
  }

  private static String free(String wanted, Set<String> taken) {
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
