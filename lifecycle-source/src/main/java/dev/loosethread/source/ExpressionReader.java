package dev.loosethread.source;

import com.sun.source.tree.*;
import com.sun.source.util.SimpleTreeVisitor;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Event.Test;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Value;
import dev.loosethread.source.Callees.Callee;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** Reads expressions: appends their events in evaluation order and says what they stand for. */
final class ExpressionReader {
  private final ClassReader reader;
  private final BodyReader body;
  private final FlowBuilder flow;

  /** The class whose code this is: what an unqualified {@code this} stands for. */
  private final TypeElement type;

  private final Kinds kinds = new Kinds();

  ExpressionReader(ClassReader reader, BodyReader body, FlowBuilder flow, TypeElement type) {
    this.reader = reader;
    this.body = body;
    this.flow = flow;
    this.type = type;
  }

  /** Reads an expression whose value matters. */
  Value value(ExpressionTree tree) {
    return read(tree, false);
  }

  /** Reads an expression statement. */
  void statement(ExpressionTree tree) {
    read(tree, true);
  }

  private Value read(ExpressionTree tree, boolean isDiscarded) {
    return tree == null ? Value.UNKNOWN : strip(tree).accept(kinds, isDiscarded);
  }

  /**
   * One method for each kind of expression, given whether its value is dropped. A switch over the
   * kinds would do, but the JVM's compiler puts what a switch calls into it, again and again since
   * expressions nest.
   */
  private final class Kinds extends SimpleTreeVisitor<Value, Boolean> {
    @Override
    protected Value defaultAction(Tree e, Boolean isDiscarded) {
      throw new FlowBuilder.Opaque("expression " + e.getKind());
    }

    @Override
    public Value visitIdentifier(IdentifierTree e, Boolean isDiscarded) {
      return identifier(e);
    }

    @Override
    public Value visitMemberSelect(MemberSelectTree e, Boolean isDiscarded) {
      return select(e);
    }

    @Override
    public Value visitMethodInvocation(MethodInvocationTree e, Boolean isDiscarded) {
      return call(e, isDiscarded);
    }

    @Override
    public Value visitNewClass(NewClassTree e, Boolean isDiscarded) {
      return creation(e, isDiscarded);
    }

    @Override
    public Value visitNewArray(NewArrayTree e, Boolean isDiscarded) {
      return array(e);
    }

    @Override
    public Value visitLambdaExpression(LambdaExpressionTree e, Boolean isDiscarded) {
      return new Value.Lambda(reader.lambda(e, type, body.id()), typeName(e));
    }

    @Override
    public Value visitMemberReference(MemberReferenceTree e, Boolean isDiscarded) {
      return reference(e);
    }

    @Override
    public Value visitAssignment(AssignmentTree e, Boolean isDiscarded) {
      return assign(e.getVariable(), e.getExpression(), e);
    }

    @Override
    public Value visitConditionalExpression(ConditionalExpressionTree e, Boolean isDiscarded) {
      return conditional(e);
    }

    @Override
    public Value visitInstanceOf(InstanceOfTree e, Boolean isDiscarded) {
      Value tested = value(e.getExpression());
      bind(e.getPattern(), tested);
      return new Value.Unknown("boolean");
    }

    @Override
    public Value visitArrayAccess(ArrayAccessTree e, Boolean isDiscarded) {
      Value container = value(e.getExpression());
      value(e.getIndex());
      return new Value.Element(container, typeName(e));
    }

    @Override
    public Value visitSwitchExpression(SwitchExpressionTree e, Boolean isDiscarded) {
      return body.switchExpression(e);
    }

    @Override
    public Value visitLiteral(LiteralTree e, Boolean isDiscarded) {
      return e.getKind() == Tree.Kind.NULL_LITERAL ? Value.NULL : new Value.Constant(e.getValue());
    }

    @Override
    public Value visitBinary(BinaryTree e, Boolean isDiscarded) {
      return isShortCircuit(e) ? shortCircuit(e) : operands(e);
    }

    @Override
    public Value visitUnary(UnaryTree e, Boolean isDiscarded) {
      return unary(e);
    }

    @Override
    public Value visitCompoundAssignment(CompoundAssignmentTree e, Boolean isDiscarded) {
      Value target = value(e.getVariable());
      value(e.getExpression());
      return changed(target, e);
    }

    @Override
    public Value visitAnnotatedType(AnnotatedTypeTree e, Boolean isDiscarded) {
      return Value.UNKNOWN;
    }

    @Override
    public Value visitPrimitiveType(PrimitiveTypeTree e, Boolean isDiscarded) {
      return Value.UNKNOWN;
    }
  }

  private Value unary(UnaryTree e) {
    switch (e.getKind()) {
      case POSTFIX_DECREMENT, POSTFIX_INCREMENT, PREFIX_DECREMENT, PREFIX_INCREMENT:
        return changed(value(e.getExpression()), e);
      case LOGICAL_COMPLEMENT:
        Boolean constant = constantBoolean(e);
        value(e.getExpression());
        return constant != null ? new Value.Constant(constant) : new Value.Unknown("boolean");
      default:
        Value operand = value(e.getExpression());
        return operand instanceof Value.Constant ? operand : new Value.Unknown(typeName(e));
    }
  }

  /** A variable that gets a value made from its own. */
  private Value changed(Value variable, ExpressionTree e) {
    Value value = new Value.Unknown(typeName(e));
    flow.add(new Event.Assign(variable, value, true, reader.site(e)));
    return value;
  }

  private static boolean isShortCircuit(BinaryTree e) {
    return e.getKind() == Tree.Kind.CONDITIONAL_AND || e.getKind() == Tree.Kind.CONDITIONAL_OR;
  }

  /** Without parentheses and casts, which change nothing about whose object it is. */
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

  private String typeName(Tree tree) {
    return reader.typeOf(tree);
  }

  private Value identifier(IdentifierTree e) {
    Element element = reader.element(e);
    if (reader.names().isThisOrSuper(e.getName())) {
      return new Value.This(reader.nameOf(type));
    }
    return variable(element, e, null);
  }

  private Value select(MemberSelectTree e) {
    if (reader.names().isThisOrSuper(e.getIdentifier())) {
      return new Value.This(typeName(e));
    }
    if (e.getIdentifier().contentEquals("class")) {
      return new Value.Unknown("java.lang.Class");
    }
    Element element = reader.element(e);
    if (element == null) {
      // Of an unresolved name; its qualifier may be a package or a type.
      return new Value.Unknown(typeName(e));
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

  private boolean isExpression(ExpressionTree tree) {
    Element element = reader.element(tree);
    return element == null || !(element instanceof TypeElement || isPackage(element));
  }

  private static boolean isPackage(Element element) {
    return element.getKind() == ElementKind.PACKAGE;
  }

  private Value variable(Element element, Tree tree, Value receiver) {
    if (!(element instanceof VariableElement variable)) {
      return new Value.Unknown(typeName(tree));
    }
    return reader.variables().read(variable, receiver, type);
  }

  private Value call(MethodInvocationTree e, boolean isDiscarded) {
    ExpressionTree tree = strip(e.getMethodSelect());
    Callee callee =
        reader.element(tree) instanceof ExecutableElement method ? reader.callee(method) : null;
    boolean isStatic = callee != null && callee.isStatic;
    Value receiver = Value.UNKNOWN;
    boolean isSuper = false;
    Name name = null;
    if (tree instanceof MemberSelectTree select) {
      name = select.getIdentifier();
      isSuper = isSuper(select.getExpression());
      if (!isStatic || isExpression(select.getExpression())) {
        Value qualifier = value(select.getExpression());
        receiver = isStatic ? Value.UNKNOWN : qualifier;
      }
    } else if (tree instanceof IdentifierTree identifier) {
      name = identifier.getName();
      isSuper = reader.names().isThisOrSuper(name);
      if (!isStatic && callee != null) {
        receiver = callee.implicitReceiver(type);
      }
    }
    List<Value> arguments = arguments(e.getArguments());
    MethodKey key =
        callee != null
            ? callee.key
            : new MethodKey(
                receiver.typeName().orElse(""),
                name == null ? "" : name.toString(),
                unknown(arguments.size()));
    return append(
        key,
        receiver,
        arguments,
        callee != null && key.isConstructor() ? "" : typeName(e),
        isStatic,
        callee,
        "",
        isSuper,
        isDiscarded,
        e);
  }

  private boolean isSuper(ExpressionTree tree) {
    return (tree instanceof IdentifierTree i && reader.names().isSuper(i.getName()))
        || (tree instanceof MemberSelectTree s && reader.names().isSuper(s.getIdentifier()));
  }

  private static List<String> unknown(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add("");
    }
    return names;
  }

  private List<Value> arguments(List<? extends ExpressionTree> trees) {
    if (trees.isEmpty()) {
      return List.of();
    }
    List<Value> values = new ArrayList<>(trees.size());
    for (ExpressionTree tree : trees) {
      values.add(value(tree));
    }
    return values;
  }

  private Value append(
      MethodKey key,
      Value receiver,
      List<Value> arguments,
      String resultType,
      boolean isStatic,
      Callee callee,
      String createdType,
      boolean isSuper,
      boolean isDiscarded,
      Tree tree) {
    int id = reader.nextCall();
    OptionalInt target = callee == null ? OptionalInt.empty() : callee.body();
    Set<String> thrown = callee == null ? Set.of() : callee.thrown;
    int node =
        flow.add(
            new Event.Call(
                id,
                key,
                receiver,
                arguments,
                resultType,
                isStatic,
                target,
                createdType,
                isSuper,
                isDiscarded,
                thrown,
                reader.site(tree)));
    for (String exception : thrown) {
      flow.raise(node, exception);
    }
    flow.raise(node, Flow.UNCHECKED);
    return new Value.Result(id, resultType);
  }

  private Value creation(NewClassTree e, boolean isDiscarded) {
    if (e.getEnclosingExpression() != null) {
      value(e.getEnclosingExpression());
    }
    List<Value> arguments = arguments(e.getArguments());
    String created;
    Callee constructor = reader.element(e) instanceof ExecutableElement c ? reader.callee(c) : null;
    MethodKey key;
    if (e.getClassBody() != null) {
      created = reader.nested(e.getClassBody(), body.id());
      // The constructor of an anonymous class is its own; what it calls is its superclass's.
      key =
          new MethodKey(
              reader.typeOf(e.getIdentifier()),
              MethodKey.CONSTRUCTOR,
              constructor != null ? constructor.key.parameters() : unknown(arguments.size()));
      constructor = null;
    } else {
      created = typeName(e);
      key =
          constructor != null
              ? constructor.key
              : new MethodKey(created, MethodKey.CONSTRUCTOR, unknown(arguments.size()));
    }
    String result = created.isEmpty() ? "java.lang.Object" : created;
    return append(
        key, Value.UNKNOWN, arguments, result, false, constructor, result, false, isDiscarded, e);
  }

  private Value array(NewArrayTree e) {
    for (ExpressionTree dimension : e.getDimensions()) {
      value(dimension);
    }
    if (e.getInitializers() == null) {
      return new Value.Unknown(typeName(e));
    }
    List<Value> elements = arguments(e.getInitializers());
    return elements.isEmpty() ? new Value.Unknown(typeName(e)) : new Value.Choice(elements);
  }

  private Value reference(MemberReferenceTree e) {
    Element element = reader.element(e);
    Value receiver = Value.UNKNOWN;
    if (isExpression(e.getQualifierExpression())
        && e.getMode() == MemberReferenceTree.ReferenceMode.INVOKE) {
      receiver = value(e.getQualifierExpression());
    }
    if (!(element instanceof ExecutableElement method)) {
      return new Value.Unknown(typeName(e));
    }
    Callee callee = reader.callee(method);
    return new Value.MethodReference(receiver, callee.key, callee.body(), typeName(e));
  }

  private Value assign(ExpressionTree variable, ExpressionTree expression, Tree tree) {
    ExpressionTree left = strip(variable);
    Value target;
    if (left instanceof MemberSelectTree || left instanceof ArrayAccessTree) {
      target = value(left);
    } else {
      target = assignedVariable(left);
    }
    Value value = value(expression);
    flow.add(new Event.Assign(target, value, false, reader.site(tree)));
    return value;
  }

  private Value assignedVariable(ExpressionTree left) {
    Element element = reader.element(left);
    if (element instanceof VariableElement variable) {
      return reader.variables().written(variable, type);
    }
    return new Value.Unknown(typeName(left));
  }

  private Value conditional(ConditionalExpressionTree e) {
    int ifTrue = flow.label();
    int ifFalse = flow.label();
    int after = flow.label();
    condition(e.getCondition(), ifTrue, ifFalse);
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

  private Value shortCircuit(ExpressionTree e) {
    Boolean constant = constantBoolean(e);
    if (constant != null) {
      return new Value.Constant(constant);
    }
    int join = flow.label();
    condition(e, join, join);
    flow.continueAt(join);
    return new Value.Unknown("boolean");
  }

  /** Long chains of binary operators lean left; walking them must not cost a frame each. */
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
    return new Value.Unknown(typeName(e));
  }

  /** Evaluates a condition and goes to one of two labels. */
  void condition(ExpressionTree tree, int ifTrue, int ifFalse) {
    ExpressionTree e = stripParentheses(tree);
    Boolean constant = constantBoolean(e);
    if (constant != null) {
      flow.jump(constant ? ifTrue : ifFalse);
      return;
    }
    switch (e.getKind()) {
      case LOGICAL_COMPLEMENT:
        condition(((UnaryTree) e).getExpression(), ifFalse, ifTrue);
        return;
      case CONDITIONAL_AND:
        int second = flow.label();
        condition(((BinaryTree) e).getLeftOperand(), second, ifFalse);
        flow.continueAt(second);
        condition(((BinaryTree) e).getRightOperand(), ifTrue, ifFalse);
        return;
      case CONDITIONAL_OR:
        int other = flow.label();
        condition(((BinaryTree) e).getLeftOperand(), ifTrue, other);
        flow.continueAt(other);
        condition(((BinaryTree) e).getRightOperand(), ifTrue, ifFalse);
        return;
      case EQUAL_TO, NOT_EQUAL_TO:
        BinaryTree comparison = (BinaryTree) e;
        Boolean left = constantBoolean(comparison.getLeftOperand());
        Boolean right = constantBoolean(comparison.getRightOperand());
        if (left != null || right != null) {
          // running == false asks what !running asks.
          boolean isSame = e.getKind() == Tree.Kind.EQUAL_TO;
          boolean holdsIfTrue = isSame == (left != null ? left : right);
          condition(
              left != null ? comparison.getRightOperand() : comparison.getLeftOperand(),
              holdsIfTrue ? ifTrue : ifFalse,
              holdsIfTrue ? ifFalse : ifTrue);
          return;
        }
        flow.branch(new Event.Branch(test(e), reader.site(e)), ifTrue, ifFalse);
        return;
      default:
        flow.branch(new Event.Branch(test(e), reader.site(e)), ifTrue, ifFalse);
    }
  }

  private Test test(ExpressionTree e) {
    switch (e.getKind()) {
      case EQUAL_TO, NOT_EQUAL_TO, LESS_THAN, LESS_THAN_EQUAL, GREATER_THAN, GREATER_THAN_EQUAL:
        BinaryTree binary = (BinaryTree) e;
        Value left = value(binary.getLeftOperand());
        Value right = value(binary.getRightOperand());
        return new Test.Compare(left, operator(e.getKind()), right);
      case INSTANCE_OF:
        InstanceOfTree instanceOf = (InstanceOfTree) e;
        Value tested = value(instanceOf.getExpression());
        bind(instanceOf.getPattern(), tested);
        Tree testedType =
            instanceOf.getPattern() instanceof BindingPatternTree p
                ? p.getVariable().getType()
                : instanceOf.getType();
        return new Test.InstanceOf(tested, testedType == null ? "" : typeName(testedType));
      default:
        return new Test.Truth(value(e));
    }
  }

  /** A pattern variable stands for the value it matched. */
  void bind(Tree pattern, Value value) {
    if (pattern instanceof BindingPatternTree binding
        && reader.element(binding.getVariable()) instanceof VariableElement variable) {
      flow.add(
          new Event.Assign(
              reader.variables().local(variable),
              value,
              false,
              reader.site(binding.getVariable())));
    }
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

  private static ExpressionTree stripParentheses(ExpressionTree tree) {
    ExpressionTree e = tree;
    while (e instanceof ParenthesizedTree p) {
      e = p.getExpression();
    }
    return e;
  }

  /** The value of a boolean constant expression (JLS 15.29), null for any other. */
  Boolean constantBoolean(ExpressionTree tree) {
    ExpressionTree e = strip(tree);
    switch (e.getKind()) {
      case BOOLEAN_LITERAL:
        return (Boolean) ((LiteralTree) e).getValue();
      case IDENTIFIER, MEMBER_SELECT:
        return reader.element(e) instanceof VariableElement v
                && v.getConstantValue() instanceof Boolean b
            ? b
            : null;
      case LOGICAL_COMPLEMENT:
        Boolean negated = constantBoolean(((UnaryTree) e).getExpression());
        return negated == null ? null : Boolean.valueOf(!negated);
      case CONDITIONAL_AND, CONDITIONAL_OR:
        Boolean left = constantBoolean(((BinaryTree) e).getLeftOperand());
        Boolean right = constantBoolean(((BinaryTree) e).getRightOperand());
        if (left == null || right == null) {
          return null;
        }
        return e.getKind() == Tree.Kind.CONDITIONAL_AND ? left && right : left || right;
      case EQUAL_TO, NOT_EQUAL_TO:
        Object a = literal(((BinaryTree) e).getLeftOperand());
        Object b = literal(((BinaryTree) e).getRightOperand());
        if (a == null || b == null) {
          return null;
        }
        return a.equals(b) == (e.getKind() == Tree.Kind.EQUAL_TO);
      default:
        return null;
    }
  }

  private static Object literal(ExpressionTree tree) {
    return strip(tree) instanceof LiteralTree l && !(l.getValue() instanceof String)
        ? l.getValue()
        : null;
  }
}
