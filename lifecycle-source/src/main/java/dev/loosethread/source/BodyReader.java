package dev.loosethread.source;

import com.sun.source.tree.*;
import com.sun.source.util.SimpleTreeVisitor;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.LoopKind;
import dev.loosethread.model.facts.Value;
import dev.loosethread.source.FlowBuilder.Handler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** Reads the statements of one body into a flow. */
final class BodyReader {
  private final ClassReader reader;
  private final FlowBuilder flow;
  private final ExpressionReader expressions;
  private final int id;
  private final Kinds kinds = new Kinds();
  private Set<String> labels = Set.of();
  private List<Value> yields;

  BodyReader(ClassReader reader, TypeElement type, int id) {
    this.reader = reader;
    this.id = id;
    this.flow = new FlowBuilder(reader.hierarchy());
    this.expressions = new ExpressionReader(reader, this, flow, type);
  }

  int id() {
    return id;
  }

  Flow finish() {
    return flow.finish();
  }

  /** A lambda body that is an expression: its value is returned. */
  void returned(ExpressionTree expression) {
    Value value = expressions.value(expression);
    flow.add(new Event.Return(value, reader.site(expression)));
  }

  /** A lambda body that is an expression statement. */
  void evaluated(ExpressionTree expression) {
    expressions.statement(expression);
  }

  /** A field with its initialiser. */
  void initialize(Value.Field field, ExpressionTree initializer, VariableTree declaration) {
    Value value = expressions.value(initializer);
    flow.add(new Event.Assign(field, value, false, reader.site(declaration)));
  }

  void statements(List<? extends StatementTree> trees) {
    for (StatementTree tree : trees) {
      statement(tree);
    }
  }

  void statement(StatementTree tree) {
    if (tree == null || !flow.isReachable() && !(tree instanceof ClassTree)) {
      return;
    }
    Set<String> ownLabels = labels;
    labels = Set.of();
    tree.accept(kinds, ownLabels);
  }

  /**
   * One method for each kind of statement, given its labels; why, {@link ExpressionReader} says.
   */
  private final class Kinds extends SimpleTreeVisitor<Void, Set<String>> {
    @Override
    protected Void defaultAction(Tree tree, Set<String> ownLabels) {
      throw new FlowBuilder.Opaque("statement " + tree.getKind());
    }

    @Override
    public Void visitBlock(BlockTree tree, Set<String> ownLabels) {
      statements(tree.getStatements());
      return null;
    }

    @Override
    public Void visitEmptyStatement(EmptyStatementTree tree, Set<String> ownLabels) {
      return null;
    }

    @Override
    public Void visitExpressionStatement(ExpressionStatementTree tree, Set<String> ownLabels) {
      expressions.statement(tree.getExpression());
      return null;
    }

    @Override
    public Void visitVariable(VariableTree tree, Set<String> ownLabels) {
      variable(tree);
      return null;
    }

    @Override
    public Void visitIf(IfTree tree, Set<String> ownLabels) {
      ifElse(tree);
      return null;
    }

    @Override
    public Void visitWhileLoop(WhileLoopTree tree, Set<String> ownLabels) {
      whileLoop(tree, ownLabels);
      return null;
    }

    @Override
    public Void visitDoWhileLoop(DoWhileLoopTree tree, Set<String> ownLabels) {
      doLoop(tree, ownLabels);
      return null;
    }

    @Override
    public Void visitForLoop(ForLoopTree tree, Set<String> ownLabels) {
      forLoop(tree, ownLabels);
      return null;
    }

    @Override
    public Void visitEnhancedForLoop(EnhancedForLoopTree tree, Set<String> ownLabels) {
      forEach(tree, ownLabels);
      return null;
    }

    @Override
    public Void visitLabeledStatement(LabeledStatementTree tree, Set<String> ownLabels) {
      labeled(tree, ownLabels);
      return null;
    }

    @Override
    public Void visitBreak(BreakTree tree, Set<String> ownLabels) {
      flow.breakTo(tree.getLabel() == null ? null : tree.getLabel().toString());
      return null;
    }

    @Override
    public Void visitContinue(ContinueTree tree, Set<String> ownLabels) {
      flow.continueTo(tree.getLabel() == null ? null : tree.getLabel().toString());
      return null;
    }

    @Override
    public Void visitYield(YieldTree tree, Set<String> ownLabels) {
      Value value = expressions.value(tree.getValue());
      if (yields != null) {
        yields.add(value);
      }
      flow.yieldTo();
      return null;
    }

    @Override
    public Void visitReturn(ReturnTree tree, Set<String> ownLabels) {
      Value value = expressions.value(tree.getExpression());
      flow.add(new Event.Return(value, reader.site(tree)));
      flow.leaveBody();
      return null;
    }

    @Override
    public Void visitThrow(ThrowTree tree, Set<String> ownLabels) {
      throwing(tree);
      return null;
    }

    @Override
    public Void visitSynchronized(SynchronizedTree tree, Set<String> ownLabels) {
      synchronizedBlock(tree);
      return null;
    }

    @Override
    public Void visitTry(TryTree tree, Set<String> ownLabels) {
      tryStatement(tree);
      return null;
    }

    @Override
    public Void visitSwitch(SwitchTree tree, Set<String> ownLabels) {
      switchCases(tree.getExpression(), tree.getCases(), false);
      return null;
    }

    @Override
    public Void visitAssert(AssertTree tree, Set<String> ownLabels) {
      assertion(tree);
      return null;
    }

    @Override
    public Void visitClass(ClassTree tree, Set<String> ownLabels) {
      reader.nested(tree, id);
      return null;
    }
  }

  private void variable(VariableTree tree) {
    if (tree.getInitializer() == null) {
      return;
    }
    for (AnnotationTree annotation : tree.getModifiers().getAnnotations()) {
      if (annotation.getAnnotationType().toString().endsWith("Cleanup")) {
        // Lombok writes the try block that ends it, here only if it has not run.
        throw new FlowBuilder.Opaque("a variable that a tool closes");
      }
    }
    Value value = expressions.value(tree.getInitializer());
    if (reader.element(tree) instanceof VariableElement variable) {
      flow.add(
          new Event.Assign(reader.variables().local(variable), value, false, reader.site(tree)));
    }
  }

  private void ifElse(IfTree tree) {
    int ifTrue = flow.label();
    int ifFalse = flow.label();
    int after = flow.label();
    expressions.condition(tree.getCondition(), ifTrue, ifFalse);
    flow.continueAt(ifTrue);
    statement(tree.getThenStatement());
    flow.jump(after);
    flow.continueAt(ifFalse);
    statement(tree.getElseStatement());
    flow.jump(after);
    flow.continueAt(after);
  }

  private boolean isTrue(ExpressionTree condition) {
    return condition == null || Boolean.TRUE.equals(expressions.constantBoolean(condition));
  }

  private void declare(int header, LoopKind kind, boolean constantTrue, Tree tree) {
    flow.declareLoop(new Flow.Loop(header, kind, constantTrue, reader.site(tree)));
  }

  private void loopBody(StatementTree body, Set<String> ownLabels, int after, int next) {
    flow.enter(new FlowBuilder.Target(flow.scope(), ownLabels, true, after, next));
    statement(body);
    flow.jump(next);
    flow.leave();
  }

  private void whileLoop(WhileLoopTree tree, Set<String> ownLabels) {
    int after = flow.label();
    int header = flow.openLoop();
    declare(header, LoopKind.WHILE, isTrue(tree.getCondition()), tree);
    int start = flow.label();
    expressions.condition(tree.getCondition(), start, after);
    flow.continueAt(start);
    loopBody(tree.getStatement(), ownLabels, after, header);
    flow.closeLoop(header);
    flow.continueAt(after);
  }

  private void doLoop(DoWhileLoopTree tree, Set<String> ownLabels) {
    int after = flow.label();
    int header = flow.openLoop();
    declare(header, LoopKind.DO, isTrue(tree.getCondition()), tree);
    int condition = flow.label();
    loopBody(tree.getStatement(), ownLabels, after, condition);
    flow.continueAt(condition);
    if (flow.isReachable()) {
      expressions.condition(tree.getCondition(), header, after);
    }
    flow.closeLoop(header);
    flow.continueAt(after);
  }

  private void forLoop(ForLoopTree tree, Set<String> ownLabels) {
    statements(tree.getInitializer());
    int after = flow.label();
    int header = flow.openLoop();
    declare(header, LoopKind.FOR, isTrue(tree.getCondition()), tree);
    if (tree.getCondition() != null) {
      int start = flow.label();
      expressions.condition(tree.getCondition(), start, after);
      flow.continueAt(start);
    }
    int update = flow.label();
    loopBody(tree.getStatement(), ownLabels, after, update);
    flow.continueAt(update);
    if (flow.isReachable()) {
      statements(tree.getUpdate());
      flow.jump(header);
    }
    flow.closeLoop(header);
    flow.continueAt(after);
  }

  private void forEach(EnhancedForLoopTree tree, Set<String> ownLabels) {
    Value container = expressions.value(tree.getExpression());
    int after = flow.label();
    int header = flow.openLoop();
    declare(header, LoopKind.FOR_EACH, false, tree);
    int start = flow.label();
    flow.branch(
        new Event.Branch(new Event.Test.Opaque(), reader.site(tree.getExpression())), start, after);
    flow.continueAt(start);
    if (flow.isReachable() && reader.element(tree.getVariable()) instanceof VariableElement v) {
      Value.Local element = reader.variables().local(v);
      flow.add(
          new Event.Assign(
              element,
              new Value.Element(container, element.type()),
              false,
              reader.site(tree.getVariable())));
    }
    loopBody(tree.getStatement(), ownLabels, after, header);
    flow.closeLoop(header);
    flow.continueAt(after);
  }

  private void labeled(LabeledStatementTree tree, Set<String> outerLabels) {
    Set<String> all = new HashSet<>(outerLabels);
    all.add(tree.getLabel().toString());
    StatementTree inner = tree.getStatement();
    switch (inner.getKind()) {
      case WHILE_LOOP, DO_WHILE_LOOP, FOR_LOOP, ENHANCED_FOR_LOOP, LABELED_STATEMENT -> {
        labels = all;
        statement(inner);
      }
      default -> {
        int after = flow.label();
        flow.enter(new FlowBuilder.Target(flow.scope(), all, false, after, FlowBuilder.NOWHERE));
        statement(inner);
        flow.leave();
        flow.jump(after);
        flow.continueAt(after);
      }
    }
  }

  private void throwing(ThrowTree tree) {
    expressions.value(tree.getExpression());
    String type = reader.typeOf(tree.getExpression());
    int node = flow.add(new Event.Throw(type, reader.site(tree)));
    flow.raise(node, type.isEmpty() ? "java.lang.Throwable" : type);
    flow.stop();
  }

  private void synchronizedBlock(SynchronizedTree tree) {
    Value lock = expressions.value(tree.getExpression());
    flow.add(new Event.Monitor(true, lock, reader.site(tree)));
    flow.withCleanup(
        () -> statement(tree.getBlock()),
        () -> flow.add(new Event.Monitor(false, lock, reader.site(tree))));
  }

  private void tryStatement(TryTree tree) {
    if (tree.getFinallyBlock() == null) {
      tryCatch(tree);
    } else {
      flow.withCleanup(() -> tryCatch(tree), () -> statement(tree.getFinallyBlock()));
    }
  }

  private void tryCatch(TryTree tree) {
    if (tree.getCatches().isEmpty()) {
      resources(tree, 0);
      return;
    }
    List<Handler> handlers = new ArrayList<>();
    for (CatchTree c : tree.getCatches()) {
      handlers.add(new Handler(catchEvent(c), () -> statement(c.getBlock())));
    }
    flow.withHandlers(() -> resources(tree, 0), handlers);
  }

  private Event.Catch catchEvent(CatchTree tree) {
    List<String> types = new ArrayList<>();
    if (tree.getParameter().getType() instanceof UnionTypeTree union) {
      for (Tree alternative : union.getTypeAlternatives()) {
        types.add(reader.typeOf(alternative));
      }
    } else {
      types.add(reader.typeOf(tree.getParameter().getType()));
    }
    Value.Local parameter =
        reader.element(tree.getParameter()) instanceof VariableElement v
            ? reader.variables().local(v)
            : new Value.Local(-1, tree.getParameter().getName().toString(), "");
    return new Event.Catch(types, parameter, reader.site(tree));
  }

  private void resources(TryTree tree, int index) {
    if (index == tree.getResources().size()) {
      statement(tree.getBlock());
      return;
    }
    Tree resource = tree.getResources().get(index);
    Value value;
    if (resource instanceof VariableTree variable) {
      variable(variable);
      value =
          reader.element(variable) instanceof VariableElement v
              ? reader.variables().local(v)
              : Value.UNKNOWN;
    } else if (resource instanceof ExpressionTree expression) {
      value = expressions.value(expression);
    } else {
      throw new FlowBuilder.Opaque("resource " + resource.getKind());
    }
    List<String> thrown = reader.thrownByClose(resource);
    flow.withCleanup(
        () -> resources(tree, index + 1),
        () -> {
          int node = flow.add(new Event.AutoClose(value, reader.site(resource)));
          for (String exception : thrown) {
            flow.raise(node, exception);
          }
        });
  }

  private void assertion(AssertTree tree) {
    int holds = flow.label();
    int fails = flow.label();
    int checked = flow.label();
    flow.fork(List.of(holds, checked));
    flow.continueAt(checked);
    expressions.condition(tree.getCondition(), holds, fails);
    flow.continueAt(fails);
    if (flow.isReachable()) {
      expressions.value(tree.getDetail());
      int node = flow.add(new Event.Throw("java.lang.AssertionError", reader.site(tree)));
      flow.raise(node, "java.lang.AssertionError");
      flow.stop();
    }
    flow.continueAt(holds);
  }

  Value switchExpression(SwitchExpressionTree tree) {
    List<Value> outer = yields;
    yields = new ArrayList<>();
    switchCases(tree.getExpression(), tree.getCases(), true);
    List<Value> values = yields;
    yields = outer;
    return values.size() == 1 ? values.get(0) : new Value.Choice(values);
  }

  private void switchCases(
      ExpressionTree selector, List<? extends CaseTree> cases, boolean isExpression) {
    expressions.value(selector);
    if (!flow.isReachable()) {
      return;
    }
    int after = flow.label();
    List<Integer> entries = new ArrayList<>();
    boolean isExhaustive = isExpression;
    for (CaseTree c : cases) {
      entries.add(flow.label());
      // Neither default nor a pattern label has expressions; a switch with patterns must be
      // exhaustive (JLS 14.11.2).
      isExhaustive |= c.getExpressions().isEmpty();
    }
    List<Integer> targets = new ArrayList<>(entries);
    if (!isExhaustive) {
      targets.add(after);
    }
    if (targets.isEmpty()) {
      return;
    }
    flow.fork(targets);
    flow.enter(
        isExpression
            ? new FlowBuilder.YieldTarget(flow.scope(), after)
            : new FlowBuilder.Target(flow.scope(), Set.of(), true, after, FlowBuilder.NOWHERE));
    for (int i = 0; i < cases.size(); i++) {
      CaseTree c = cases.get(i);
      // Falls through from the case before, if that can complete.
      flow.jump(entries.get(i));
      flow.continueAt(entries.get(i));
      if (c.getCaseKind() == CaseTree.CaseKind.RULE) {
        rule(c.getBody(), isExpression);
        flow.jump(after);
      } else {
        statements(c.getStatements());
      }
    }
    flow.jump(after);
    flow.leave();
    flow.continueAt(after);
  }

  private void rule(Tree body, boolean isExpression) {
    if (body instanceof ExpressionTree expression) {
      if (isExpression) {
        yields.add(expressions.value(expression));
      } else {
        expressions.statement(expression);
      }
    } else if (body instanceof ExpressionStatementTree statement && isExpression) {
      yields.add(expressions.value(statement.getExpression()));
    } else if (body instanceof StatementTree statement) {
      statement(statement);
    } else {
      throw new FlowBuilder.Opaque("case body");
    }
  }
}
