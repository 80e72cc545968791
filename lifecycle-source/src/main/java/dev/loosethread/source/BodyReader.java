package dev.loosethread.source;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.VariableTree;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.StructuredFlowBuilder;
import dev.loosethread.model.facts.Value;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Reads the code of one body into a flow; used once. It holds what the readers of statements and
 * expressions share, and these readers, which call each other since statements and expressions
 * nest.
 */
final class BodyReader {
  private final ClassReader owner;
  private final @Nullable TypeElement type;
  private final int id;
  private final StructuredFlowBuilder flow;
  private final StatementReader statements;
  private final SwitchReader switches;
  private final ExpressionReader expressions;
  private final ConditionReader conditions;

  /**
   * @param type the class whose code it is; null if it is unresolved
   */
  BodyReader(ClassReader owner, @Nullable TypeElement type, int id) {
    this.owner = owner;
    this.type = type;
    this.id = id;
    this.flow = new StructuredFlowBuilder(owner.hierarchy());
    this.conditions = new ConditionReader(this);
    this.expressions = new ExpressionReader(this);
    this.switches = new SwitchReader(this);
    this.statements = new StatementReader(this);
  }

  // What code a body consists of.

  /** Reads the expression that is a lambda's body. */
  void lambdaExpression(ExpressionTree expression, boolean isVoid) {
    if (isVoid) {
      expressions.statement(expression);
      return;
    }
    Value value = expressions.value(expression);
    flow.add(new Event.Return(value, trees().site(expression)));
  }

  /** Reads a field's initialiser. */
  void fieldInitializer(Value.Field field, VariableTree declaration) {
    Value value = expressions.value(declaration.getInitializer());
    flow.add(new Event.Assign(field, value, false, trees().site(declaration)));
  }

  void statement(StatementTree tree) {
    statements.read(tree);
  }

  Flow finish() {
    return flow.build();
  }

  // What the readers of its statements and expressions share.

  /** The index of the body. */
  int id() {
    return id;
  }

  /** The class whose code it is, which an unqualified {@code this} stands for. */
  @Nullable TypeElement type() {
    return type;
  }

  /** The reader of the top-level class. */
  ClassReader owner() {
    return owner;
  }

  AttributedTrees trees() {
    return owner.trees();
  }

  StructuredFlowBuilder flow() {
    return flow;
  }

  StatementReader statements() {
    return statements;
  }

  SwitchReader switches() {
    return switches;
  }

  ExpressionReader expressions() {
    return expressions;
  }

  ConditionReader conditions() {
    return conditions;
  }
}
