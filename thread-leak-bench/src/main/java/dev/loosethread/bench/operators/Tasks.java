package dev.loosethread.bench.operators;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;

/** The code behind expressions that are handed over as tasks. */
final class Tasks {
  private Tasks() {}

  /** The method or lambda of this file that such a task runs. */
  static Optional<TreePath> code(SourceUnit unit, TreePath task) {
    TreePath plain = ControlFlow.plain(task);
    Tree leaf = plain.getLeaf();
    if (leaf instanceof TypeCastTree cast) {
      return code(unit, new TreePath(plain, cast.getExpression()));
    }
    if (leaf instanceof LambdaExpressionTree) {
      return Optional.of(plain);
    }
    if (leaf instanceof MemberReferenceTree) {
      return declared(unit, unit.trees().getElement(plain))
          .filter(path -> path.getLeaf() instanceof MethodTree);
    }
    if (leaf instanceof NewClassTree created && created.getClassBody() != null) {
      return run(new TreePath(plain, created.getClassBody()));
    }
    if (unit.trees().getElement(plain) instanceof VariableElement variable) {
      TreePath declaration = declared(unit, variable).orElse(null);
      if (declaration != null
          && declaration.getLeaf() instanceof VariableTree tree
          && tree.getInitializer() != null
          && tree.getInitializer() != leaf) {
        return code(unit, new TreePath(declaration, tree.getInitializer()));
      }
    }
    return unit.type(plain) instanceof DeclaredType type
        ? declared(unit, type.asElement()).flatMap(Tasks::run)
        : Optional.empty();
  }

  private static Optional<TreePath> declared(SourceUnit unit, Element element) {
    return Optional.ofNullable(element)
        .map(unit.trees()::getPath)
        .filter(path -> path.getCompilationUnit() == unit.tree());
  }

  private static Optional<TreePath> run(TreePath type) {
    return type.getLeaf() instanceof ClassTree tree
        ? tree.getMembers().stream()
            .filter(member -> member instanceof MethodTree method && isRun(method))
            .findFirst()
            .map(method -> new TreePath(type, method))
        : Optional.empty();
  }

  /** Returns whether it may be the method of a Runnable. */
  static boolean isRun(MethodTree method) {
    return method.getName().contentEquals("run")
        && method.getParameters().isEmpty()
        && method.getBody() != null;
  }

  /** The body of a method or lambda; nothing if it is an expression. */
  static Optional<TreePath> body(TreePath code) {
    Tree body =
        code.getLeaf() instanceof MethodTree method
            ? method.getBody()
            : ((LambdaExpressionTree) code.getLeaf()).getBody();
    return body instanceof BlockTree ? Optional.of(new TreePath(code, body)) : Optional.empty();
  }

  /** The statements of a method or lambda. */
  static List<TreePath> statements(TreePath code) {
    TreePath body = body(code).orElse(null);
    return body == null
        ? List.of()
        : ((BlockTree) body.getLeaf())
            .getStatements().stream().map(each -> new TreePath(body, each)).toList();
  }
}
