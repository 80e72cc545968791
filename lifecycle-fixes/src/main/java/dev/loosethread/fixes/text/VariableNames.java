package dev.loosethread.fixes.text;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** Knows which names of variables are taken. */
public final class VariableNames {
  private static final String THIS = "this";

  private VariableNames() {}

  /** Returns true if the tree declares a variable of this name anywhere. */
  public static boolean declares(Tree tree, String name) {
    return declaredIn(tree).contains(name);
  }

  /**
   * Returns how code in a method refers to a field: by its name, qualified if the method declares a
   * variable of that name, or if it is qualified by {@code this} as the class has most fields.
   *
   * @param method null for a method that a fix adds
   */
  public static String reference(
      String field, String qualifier, @Nullable Tree method, ClassTree type) {
    boolean isQualified =
        (method != null && declares(method, field))
            || (qualifier.equals(THIS) && qualifiesFields(type));
    return isQualified ? qualifier + "." + field : field;
  }

  /** Returns true if the class writes {@code this} before its fields, needed or not. */
  private static boolean qualifiesFields(ClassTree type) {
    Symbol self = ASTHelpers.getSymbol(type);
    int[] balance = {0};
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree method, Void unused) {
        // There it is often needed.
        return method.getReturnType() == null ? null : super.visitMethod(method, null);
      }

      @Override
      public Void visitClass(ClassTree other, Void unused) {
        return other == type ? super.visitClass(other, null) : null;
      }

      @Override
      public Void visitMemberSelect(MemberSelectTree select, Void unused) {
        balance[0] += isFieldOf(select, self) && isThis(select.getExpression()) ? 1 : 0;
        return super.visitMemberSelect(select, null);
      }

      @Override
      public Void visitIdentifier(IdentifierTree identifier, Void unused) {
        balance[0] -= isFieldOf(identifier, self) ? 1 : 0;
        return null;
      }
    }.scan(type, null);
    return balance[0] > 1;
  }

  private static boolean isThis(Tree tree) {
    return tree instanceof IdentifierTree identifier && identifier.getName().contentEquals(THIS);
  }

  private static boolean isFieldOf(Tree tree, @Nullable Symbol type) {
    return ASTHelpers.getSymbol(tree) instanceof Symbol.VarSymbol field
        && field.owner == type
        && !field.isStatic()
        && !field.name.contentEquals(THIS)
        && !field.name.contentEquals("super");
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
    return free(wanted, declaredIn(scope));
  }

  /**
   * Returns a name for a variable that code at a place may declare. JLS 6.4 forbids the names of
   * the variables in scope there, but none of those that are declared elsewhere in the method.
   *
   * @param scope what comes into the scope of the new variable: it neither declares nor uses a
   *     variable of that name
   */
  public static String freeLocal(TreePath place, String wanted, Collection<? extends Tree> scope) {
    Set<String> taken = inScope(place);
    scope.forEach(tree -> taken.addAll(declaredIn(tree)));
    scope.forEach(tree -> taken.addAll(uses(tree)));
    return free(wanted, taken);
  }

  /** Returns a name for the parameter of a handler at a place, as the file names such. */
  public static String exception(TreePath place) {
    return exception(place, Set.of());
  }

  /**
   * Returns a name for the parameter of a handler at a place, as the file names such.
   *
   * @param used the names that the handler uses, and which the parameter must not hide
   */
  public static String exception(TreePath place, Set<String> used) {
    Set<String> taken = inScope(place);
    taken.addAll(used);
    return exception(place.getCompilationUnit(), taken);
  }

  /** Returns a name for the parameter of a handler anywhere in a method, but not in a handler. */
  public static String exception(MethodTree method, CompilationUnitTree unit) {
    Set<String> taken = declaredIn(method);
    Set<String> handled = new HashSet<>();
    Set<String> others = new HashSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitCatch(CatchTree handler, Void unused) {
        handled.add(handler.getParameter().getName().toString());
        return scan(handler.getBlock(), null);
      }

      @Override
      public Void visitVariable(VariableTree variable, Void unused) {
        others.add(variable.getName().toString());
        return super.visitVariable(variable, null);
      }
    }.scan(method, null);
    handled.removeAll(others);
    taken.removeAll(handled);
    return exception(unit, taken);
  }

  private static String exception(CompilationUnitTree unit, Set<String> taken) {
    String usual = usualException(unit);
    return taken.contains(usual) ? free("failure", taken) : usual;
  }

  /** Returns the name that the parameter of a handler has in a method of its own. */
  public static String usualException(VisitorState state) {
    return usualException(state.getPath().getCompilationUnit());
  }

  /** Returns {@code ex} if handlers of the file have it more often than {@code e}. */
  private static String usualException(Tree unit) {
    Map<String, Integer> counts = new HashMap<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitCatch(CatchTree handler, Void unused) {
        counts.merge(handler.getParameter().getName().toString(), 1, Integer::sum);
        return super.visitCatch(handler, null);
      }
    }.scan(unit, null);
    return counts.getOrDefault("ex", 0) > counts.getOrDefault("e", 0) ? "ex" : "e";
  }

  /** Returns the names of the local variables and parameters in scope where a tree begins. */
  private static Set<String> inScope(TreePath place) {
    Set<String> names = new HashSet<>();
    for (TreePath p = place; p.getParentPath() != null; p = p.getParentPath()) {
      Tree child = p.getLeaf();
      Tree parent = p.getParentPath().getLeaf();
      if (child instanceof ClassTree) {
        // A class within a method may declare each name anew.
        break;
      }
      if (parent instanceof BlockTree block) {
        addBefore(child, block.getStatements(), names);
      } else if (parent instanceof CaseTree branch && branch.getStatements() != null) {
        addBefore(child, branch.getStatements(), names);
      } else if (parent instanceof SwitchTree choice) {
        for (CaseTree branch : choice.getCases()) {
          if (branch != child && branch.getStatements() != null) {
            addBefore(child, branch.getStatements(), names);
          }
        }
      } else if (parent instanceof MethodTree method) {
        add(method.getParameters(), names);
      } else if (parent instanceof LambdaExpressionTree lambda) {
        add(lambda.getParameters(), names);
      } else if (parent instanceof ForLoopTree loop) {
        add(loop.getInitializer(), names);
      } else if (parent instanceof EnhancedForLoopTree loop) {
        add(List.of(loop.getVariable()), names);
      } else if (parent instanceof CatchTree handler) {
        add(List.of(handler.getParameter()), names);
      } else if (parent instanceof TryTree guarded && child == guarded.getBlock()) {
        add(guarded.getResources(), names);
      }
      if (parent instanceof StatementTree && !(parent instanceof BlockTree)) {
        names.addAll(patterns(parent));
      }
    }
    return names;
  }

  private static void addBefore(Tree child, List<? extends Tree> statements, Set<String> names) {
    for (Tree statement : statements) {
      if (statement == child) {
        break;
      }
      add(List.of(statement), names);
      // A pattern may be in scope after its statement.
      names.addAll(patterns(statement));
    }
  }

  private static void add(List<? extends Tree> trees, Set<String> names) {
    for (Tree tree : trees) {
      if (tree instanceof VariableTree variable) {
        names.add(variable.getName().toString());
      }
    }
  }

  private static Set<String> patterns(Tree statement) {
    Set<String> names = new HashSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitBindingPattern(BindingPatternTree pattern, Void unused) {
        names.add(pattern.getVariable().getName().toString());
        return null;
      }

      @Override
      public Void visitBlock(BlockTree block, Void unused) {
        return null;
      }
    }.scan(statement, null);
    return names;
  }

  /** Returns true if code uses a variable, or something else, of this name. */
  public static boolean uses(Tree tree, String name) {
    return uses(tree).contains(name);
  }

  /** Returns true if code uses a variable only to call methods of what it holds, at once. */
  public static boolean onlyCallsMethodsOf(Tree code, Name variable) {
    boolean[] holds = {true};
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
        if (call.getMethodSelect() instanceof MemberSelectTree select
            && select.getExpression() instanceof IdentifierTree receiver
            && receiver.getName().contentEquals(variable)) {
          return scan(call.getArguments(), null);
        }
        return super.visitMethodInvocation(call, null);
      }

      @Override
      public Void visitIdentifier(IdentifierTree identifier, Void unused) {
        holds[0] &= !identifier.getName().contentEquals(variable);
        return null;
      }

      @Override
      public Void visitLambdaExpression(LambdaExpressionTree lambda, Void unused) {
        // It may run later.
        holds[0] &= !uses(lambda).contains(variable.toString());
        return null;
      }

      @Override
      public Void visitClass(ClassTree type, Void unused) {
        holds[0] &= !uses(type).contains(variable.toString());
        return null;
      }
    }.scan(code, null);
    return holds[0];
  }

  private static Set<String> uses(Tree tree) {
    Set<String> names = new HashSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitIdentifier(IdentifierTree identifier, Void unused) {
        names.add(identifier.getName().toString());
        return null;
      }
    }.scan(tree, null);
    return names;
  }

  private static String free(String wanted, Set<String> taken) {
    String name = wanted;
    for (int i = 2; taken.contains(name); i++) {
      name = wanted + i;
    }
    return name;
  }

  /** Returns the names of all variables that are declared in the tree. */
  public static Set<String> declaredIn(Tree tree) {
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
