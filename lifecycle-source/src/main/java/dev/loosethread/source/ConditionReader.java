package dev.loosethread.source;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Event.Test;
import dev.loosethread.model.facts.StructuredFlowBuilder;
import dev.loosethread.model.facts.Value;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Reads conditions: takes them apart into branches, and evaluates those that are constant. */
final class ConditionReader {
  private final BodyReader body;
  private final StructuredFlowBuilder flow;

  ConditionReader(BodyReader body) {
    this.body = body;
    this.flow = body.flow();
  }

  /** Evaluates a condition and goes to one of two labels. */
  void branch(ExpressionTree tree, int ifTrue, int ifFalse) {
    ExpressionTree e = stripParentheses(tree);
    Boolean constant = constant(e);
    if (constant != null) {
      flow.jump(constant ? ifTrue : ifFalse);
      return;
    }
    switch (e.getKind()) {
      case LOGICAL_COMPLEMENT -> branch(((UnaryTree) e).getExpression(), ifFalse, ifTrue);
      case CONDITIONAL_AND -> {
        int second = flow.label();
        branch(((BinaryTree) e).getLeftOperand(), second, ifFalse);
        flow.continueAt(second);
        branch(((BinaryTree) e).getRightOperand(), ifTrue, ifFalse);
      }
      case CONDITIONAL_OR -> {
        int second = flow.label();
        branch(((BinaryTree) e).getLeftOperand(), ifTrue, second);
        flow.continueAt(second);
        branch(((BinaryTree) e).getRightOperand(), ifTrue, ifFalse);
      }
      case EQUAL_TO, NOT_EQUAL_TO -> equality((BinaryTree) e, ifTrue, ifFalse);
      default -> test(e, ifTrue, ifFalse);
    }
  }

  private static ExpressionTree stripParentheses(ExpressionTree tree) {
    ExpressionTree e = tree;
    while (e instanceof ParenthesizedTree p) {
      e = p.getExpression();
    }
    return e;
  }

  private void equality(BinaryTree e, int ifTrue, int ifFalse) {
    Boolean left = constant(e.getLeftOperand());
    Boolean right = constant(e.getRightOperand());
    Boolean constant = left != null ? left : right;
    if (constant == null) {
      test(e, ifTrue, ifFalse);
      return;
    }
    // running == false asks what !running asks.
    boolean isSame = e.getKind() == Tree.Kind.EQUAL_TO;
    boolean holdsIfTrue = isSame == constant;
    branch(
        left != null ? e.getRightOperand() : e.getLeftOperand(),
        holdsIfTrue ? ifTrue : ifFalse,
        holdsIfTrue ? ifFalse : ifTrue);
  }

  private void test(ExpressionTree e, int ifTrue, int ifFalse) {
    flow.branch(new Event.Branch(test(e), body.trees().site(e)), ifTrue, ifFalse);
  }

  private Test test(ExpressionTree e) {
    return switch (e.getKind()) {
      case EQUAL_TO, NOT_EQUAL_TO, LESS_THAN, LESS_THAN_EQUAL, GREATER_THAN, GREATER_THAN_EQUAL -> {
        BinaryTree binary = (BinaryTree) e;
        Value left = body.expressions().value(binary.getLeftOperand());
        Value right = body.expressions().value(binary.getRightOperand());
        yield new Test.Compare(left, operator(e.getKind()), right);
      }
      case INSTANCE_OF -> {
        InstanceOfTree instanceOf = (InstanceOfTree) e;
        Value tested = body.expressions().value(instanceOf.getExpression());
        bind(instanceOf.getPattern(), tested);
        Tree type =
            instanceOf.getPattern() instanceof BindingPatternTree p
                ? p.getVariable().getType()
                : instanceOf.getType();
        yield new Test.InstanceOf(tested, type == null ? "" : body.trees().typeName(type));
      }
      default -> new Test.Truth(body.expressions().value(e));
    };
  }

  private static String operator(Tree.Kind kind) {
    return switch (kind) {
      case EQUAL_TO -> "==";
      case NOT_EQUAL_TO -> "!=";
      case LESS_THAN -> "<";
      case LESS_THAN_EQUAL -> "<=";
      case GREATER_THAN -> ">";
      default -> ">=";
    };
  }

  /**
   * Appends the assignment of the matched value to a pattern's variable.
   *
   * @param pattern null if there is none
   */
  void bind(@Nullable Tree pattern, Value matched) {
    if (pattern instanceof BindingPatternTree binding
        && body.trees().element(binding.getVariable()) instanceof VariableElement variable) {
      Value.Local local = body.owner().variables().local(variable);
      flow.add(new Event.Assign(local, matched, false, body.trees().site(binding.getVariable())));
    }
  }

  /** Reads {@code &&} or {@code ||} where its value matters and not where it leads. */
  Value shortCircuit(BinaryTree e) {
    Boolean constant = constant(e);
    if (constant != null) {
      return new Value.Constant(constant);
    }
    int join = flow.label();
    branch(e, join, join);
    flow.continueAt(join);
    return new Value.Unknown("boolean");
  }

  /** Returns the value of a boolean constant expression (JLS 15.29), null for any other. */
  @Nullable Boolean constant(ExpressionTree tree) {
    ExpressionTree e = ExpressionReader.strip(tree);
    return switch (e.getKind()) {
      case BOOLEAN_LITERAL -> (Boolean) ((LiteralTree) e).getValue();
      case IDENTIFIER, MEMBER_SELECT ->
          (body.trees().element(e) instanceof VariableElement v
                  && v.getConstantValue() instanceof Boolean b)
              ? b
              : null;
      case LOGICAL_COMPLEMENT -> {
        Boolean negated = constant(((UnaryTree) e).getExpression());
        yield negated == null ? null : Boolean.valueOf(!negated);
      }
      case CONDITIONAL_AND, CONDITIONAL_OR -> {
        Boolean left = constant(((BinaryTree) e).getLeftOperand());
        Boolean right = constant(((BinaryTree) e).getRightOperand());
        if (left == null || right == null) {
          yield null;
        }
        yield e.getKind() == Tree.Kind.CONDITIONAL_AND ? left && right : left || right;
      }
      case EQUAL_TO, NOT_EQUAL_TO -> {
        Object a = literal(((BinaryTree) e).getLeftOperand());
        Object b = literal(((BinaryTree) e).getRightOperand());
        if (a == null || b == null) {
          yield null;
        }
        yield a.equals(b) == (e.getKind() == Tree.Kind.EQUAL_TO);
      }
      default -> null;
    };
  }

  private static @Nullable Object literal(ExpressionTree tree) {
    return ExpressionReader.strip(tree) instanceof LiteralTree l
            && !(l.getValue() instanceof String)
        ? l.getValue()
        : null;
  }
}
