package dev.loosethread.bench.operators;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/**
 * A call.
 *
 * @param path of the whole call
 * @param receiver the expression before the dot; null if there is none
 * @param method null if javac does not know it
 */
record Invocation(TreePath path, String name, TreePath receiver, ExecutableElement method) {
  /** The call that this path ends at; nothing if it is no call. */
  static Optional<Invocation> of(SourceUnit unit, TreePath path) {
    if (!(path.getLeaf() instanceof MethodInvocationTree call)) {
      return Optional.empty();
    }
    TreePath select = new TreePath(path, call.getMethodSelect());
    TreePath receiver =
        select.getLeaf() instanceof MemberSelectTree member
            ? new TreePath(select, member.getExpression())
            : null;
    Element element = unit.trees().getElement(select);
    return Optional.of(
        new Invocation(
            path, name(call), receiver, element instanceof ExecutableElement m ? m : null));
  }

  /** The name of what is called. */
  static String name(MethodInvocationTree call) {
    ExpressionTree select = call.getMethodSelect();
    if (select instanceof MemberSelectTree member) {
      return member.getIdentifier().toString();
    }
    return select instanceof IdentifierTree simple ? simple.getName().toString() : "";
  }

  MethodInvocationTree tree() {
    return (MethodInvocationTree) path.getLeaf();
  }

  List<? extends ExpressionTree> arguments() {
    return tree().getArguments();
  }

  /**
   * Returns whether it is called on an instance of one of these classes, or is a static method of
   * one.
   */
  boolean isOn(SourceUnit unit, String... classNames) {
    List<String> wanted = List.of(classNames);
    return (receiver != null && unit.isSubtypeOfAny(unit.type(receiver), wanted))
        || (method != null && unit.isSubtypeOfAny(method.getEnclosingElement().asType(), wanted));
  }

  /** The true or false that is written as an argument. */
  Optional<Boolean> literal(int argument) {
    return argument < arguments().size() ? literal(arguments().get(argument)) : Optional.empty();
  }

  /** The true or false that is written there. */
  static Optional<Boolean> literal(ExpressionTree expression) {
    return expression instanceof LiteralTree literal && literal.getValue() instanceof Boolean value
        ? Optional.of(value)
        : Optional.empty();
  }
}
