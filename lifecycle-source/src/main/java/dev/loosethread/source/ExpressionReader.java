package dev.loosethread.source;

import com.sun.source.tree.*;
import com.sun.source.util.SimpleTreeVisitor;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.OpaqueCodeException;
import dev.loosethread.model.facts.StructuredFlowBuilder;
import dev.loosethread.model.facts.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Reads expressions: appends their events in evaluation order and returns what they stand for.
 *
 * <p>The visitor's argument is whether the value is dropped. A switch over the kinds of trees would
 * do as well, but the JVM's compiler inlines what a switch calls, again and again since expressions
 * nest.
 */
final class ExpressionReader extends SimpleTreeVisitor<Value, Boolean> {
  private final BodyReader body;
  private final StructuredFlowBuilder flow;
  private final CallReader calls;

  ExpressionReader(BodyReader body) {
    this.body = body;
    this.flow = body.flow();
    this.calls = new CallReader(body, this);
  }

  /**
   * Reads an expression whose value matters.
   *
   * @param tree may be null
   */
  Value value(@Nullable ExpressionTree tree) {
    return read(tree, false);
  }

  /** Reads an expression statement. */
  void statement(ExpressionTree tree) {
    read(tree, true);
  }

  private Value read(@Nullable ExpressionTree tree, boolean isDiscarded) {
    return tree == null ? Value.UNKNOWN : strip(tree).accept(this, isDiscarded);
  }

  /** Reads expressions, such as arguments, from left to right. */
  List<Value> values(List<? extends ExpressionTree> trees) {
    if (trees.isEmpty()) {
      return List.of();
    }
    List<Value> values = new ArrayList<>(trees.size());
    for (ExpressionTree tree : trees) {
      values.add(value(tree));
    }
    return values;
  }

  /**
   * Removes parentheses and casts, which do not change the object that an expression stands for.
   */
  static ExpressionTree strip(ExpressionTree tree) {
    ExpressionTree e = tree;
    while (true) {
      if (e instanceof ParenthesizedTree p) {
        e = p.getExpression();
      } else if (e instanceof TypeCastTree c) {
        e = c.getExpression();
      } else {
        return e;
      }
    }
  }

  /** Returns whether a tree is an expression, rather than the name of a type or package. */
  boolean isExpression(ExpressionTree tree) {
    Element element = body.trees().element(tree);
    return element == null
        || !(element instanceof TypeElement || element.getKind() == ElementKind.PACKAGE);
  }

  private String typeName(Tree tree) {
    return body.trees().typeName(tree);
  }

  private Value unknown(Tree tree) {
    return new Value.Unknown(typeName(tree));
  }

  @Override
  protected Value defaultAction(Tree e, Boolean isDiscarded) {
    throw new OpaqueCodeException("expression " + e.getKind());
  }

  @Override
  public Value visitAnnotatedType(AnnotatedTypeTree e, Boolean isDiscarded) {
    return Value.UNKNOWN;
  }

  @Override
  public Value visitPrimitiveType(PrimitiveTypeTree e, Boolean isDiscarded) {
    return Value.UNKNOWN;
  }

  @Override
  public Value visitLiteral(LiteralTree e, Boolean isDiscarded) {
    return e.getKind() == Tree.Kind.NULL_LITERAL ? Value.NULL : new Value.Constant(e.getValue());
  }

  // Variables.

  @Override
  public Value visitIdentifier(IdentifierTree e, Boolean isDiscarded) {
    Element element = body.trees().element(e);
    if (body.owner().names().isThisOrSuper(e.getName())) {
      TypeElement type = body.type();
      return new Value.This(type == null ? "" : body.owner().names().of(type));
    }
    return variable(element, e, null);
  }

  @Override
  public Value visitMemberSelect(MemberSelectTree e, Boolean isDiscarded) {
    if (body.owner().names().isThisOrSuper(e.getIdentifier())) {
      return new Value.This(typeName(e));
    }
    if (e.getIdentifier().contentEquals("class")) {
      return new Value.Unknown("java.lang.Class");
    }
    Element element = body.trees().element(e);
    if (element == null) {
      // The name is unresolved; its qualifier may be a package or a type.
      return unknown(e);
    }
    if (!element.getKind().isField()) {
      return Value.UNKNOWN;
    }
    if (element.getModifiers().contains(Modifier.STATIC)) {
      if (isExpression(e.getExpression())) {
        value(e.getExpression());
      }
      return variable(element, e, null);
    }
    return variable(element, e, value(e.getExpression()));
  }

  private Value variable(@Nullable Element element, Tree tree, @Nullable Value receiver) {
    return element instanceof VariableElement variable
        ? body.owner().variables().read(variable, receiver, body.type())
        : unknown(tree);
  }

  @Override
  public Value visitArrayAccess(ArrayAccessTree e, Boolean isDiscarded) {
    Value container = value(e.getExpression());
    value(e.getIndex());
    return new Value.Element(container, typeName(e));
  }

  @Override
  public Value visitAssignment(AssignmentTree e, Boolean isDiscarded) {
    ExpressionTree left = strip(e.getVariable());
    Value target =
        left instanceof MemberSelectTree || left instanceof ArrayAccessTree
            ? value(left)
            : assignedVariable(left);
    Value value = value(e.getExpression());
    flow.add(new Event.Assign(target, value, false, body.trees().site(e)));
    return value;
  }

  private Value assignedVariable(ExpressionTree left) {
    return body.trees().element(left) instanceof VariableElement variable
        ? body.owner().variables().written(variable, body.type())
        : unknown(left);
  }

  @Override
  public Value visitCompoundAssignment(CompoundAssignmentTree e, Boolean isDiscarded) {
    Value target = value(e.getVariable());
    value(e.getExpression());
    return changed(target, e);
  }

  /** Appends the assignment of a value that is computed from the variable's old one. */
  private Value changed(Value variable, ExpressionTree e) {
    Value value = unknown(e);
    flow.add(new Event.Assign(variable, value, true, body.trees().site(e)));
    return value;
  }

  // Operators.

  @Override
  public Value visitUnary(UnaryTree e, Boolean isDiscarded) {
    return switch (e.getKind()) {
      case POSTFIX_DECREMENT, POSTFIX_INCREMENT, PREFIX_DECREMENT, PREFIX_INCREMENT ->
          changed(value(e.getExpression()), e);
      case LOGICAL_COMPLEMENT -> {
        Boolean constant = body.conditions().constant(e);
        value(e.getExpression());
        yield constant != null ? new Value.Constant(constant) : new Value.Unknown("boolean");
      }
      default -> {
        Value operand = value(e.getExpression());
        yield operand instanceof Value.Constant ? operand : unknown(e);
      }
    };
  }

  @Override
  public Value visitBinary(BinaryTree e, Boolean isDiscarded) {
    return isShortCircuit(e) ? body.conditions().shortCircuit(e) : operands(e);
  }

  private static boolean isShortCircuit(BinaryTree e) {
    return e.getKind() == Tree.Kind.CONDITIONAL_AND || e.getKind() == Tree.Kind.CONDITIONAL_OR;
  }

  /** Reads operands in a loop: long chains of operators lean left and would overflow the stack. */
  private Value operands(BinaryTree e) {
    Deque<ExpressionTree> rights = new ArrayDeque<>();
    ExpressionTree left = e;
    while (left instanceof BinaryTree binary && !isShortCircuit(binary)) {
      rights.push(binary.getRightOperand());
      left = strip(binary.getLeftOperand());
    }
    value(left);
    while (!rights.isEmpty()) {
      value(rights.pop());
    }
    return unknown(e);
  }

  @Override
  public Value visitInstanceOf(InstanceOfTree e, Boolean isDiscarded) {
    Value tested = value(e.getExpression());
    body.conditions().bind(e.getPattern(), tested);
    return new Value.Unknown("boolean");
  }

  // Choices.

  @Override
  public Value visitConditionalExpression(ConditionalExpressionTree e, Boolean isDiscarded) {
    int ifTrue = flow.label();
    int ifFalse = flow.label();
    int after = flow.label();
    body.conditions().branch(e.getCondition(), ifTrue, ifFalse);
    List<Value> values = new ArrayList<>();
    flow.continueAt(ifTrue);
    if (flow.isReachable()) {
      values.add(value(e.getTrueExpression()));
    }
    flow.jump(after);
    flow.continueAt(ifFalse);
    if (flow.isReachable()) {
      values.add(value(e.getFalseExpression()));
    }
    flow.jump(after);
    flow.continueAt(after);
    return values.size() == 1 ? values.get(0) : new Value.Choice(values);
  }

  @Override
  public Value visitSwitchExpression(SwitchExpressionTree e, Boolean isDiscarded) {
    return body.switches().expression(e);
  }

  // Calls and what makes objects.

  @Override
  public Value visitMethodInvocation(MethodInvocationTree e, Boolean isDiscarded) {
    return calls.invocation(e, isDiscarded);
  }

  @Override
  public Value visitNewClass(NewClassTree e, Boolean isDiscarded) {
    return calls.creation(e, isDiscarded);
  }

  @Override
  public Value visitMemberReference(MemberReferenceTree e, Boolean isDiscarded) {
    return calls.reference(e);
  }

  @Override
  public Value visitLambdaExpression(LambdaExpressionTree e, Boolean isDiscarded) {
    return new Value.Lambda(body.owner().lambda(e, body.type(), body.id()), typeName(e));
  }

  @Override
  public Value visitNewArray(NewArrayTree e, Boolean isDiscarded) {
    for (ExpressionTree dimension : e.getDimensions()) {
      value(dimension);
    }
    if (e.getInitializers() == null) {
      return unknown(e);
    }
    List<Value> elements = values(e.getInitializers());
    return elements.isEmpty() ? unknown(e) : new Value.Choice(elements);
  }
}
