package dev.loosethread.source;

import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow.LoopKind;
import dev.loosethread.model.facts.StructuredFlowBuilder;
import dev.loosethread.model.facts.Value;
import java.util.Set;
import javax.lang.model.element.VariableElement;

/** Reads the four kinds of loops. */
final class LoopReader {
  private final BodyReader body;
  private final StatementReader statements;
  private final StructuredFlowBuilder flow;

  LoopReader(BodyReader body, StatementReader statements) {
    this.body = body;
    this.statements = statements;
    this.flow = body.flow();
  }

  void whileLoop(WhileLoopTree tree, Set<String> labels) {
    int after = flow.label();
    int header = open(LoopKind.WHILE, isTrue(tree.getCondition()), tree);
    int start = flow.label();
    body.conditions().branch(tree.getCondition(), start, after);
    flow.continueAt(start);
    loopBody(tree.getStatement(), labels, after, header);
    flow.closeLoop(header);
    flow.continueAt(after);
  }

  void doLoop(DoWhileLoopTree tree, Set<String> labels) {
    int after = flow.label();
    int header = open(LoopKind.DO, isTrue(tree.getCondition()), tree);
    int condition = flow.label();
    loopBody(tree.getStatement(), labels, after, condition);
    flow.continueAt(condition);
    if (flow.isReachable()) {
      body.conditions().branch(tree.getCondition(), header, after);
    }
    flow.closeLoop(header);
    flow.continueAt(after);
  }

  void forLoop(ForLoopTree tree, Set<String> labels) {
    statements.readAll(tree.getInitializer());
    int after = flow.label();
    int header = open(LoopKind.FOR, isTrue(tree.getCondition()), tree);
    if (tree.getCondition() != null) {
      int start = flow.label();
      body.conditions().branch(tree.getCondition(), start, after);
      flow.continueAt(start);
    }
    int update = flow.label();
    loopBody(tree.getStatement(), labels, after, update);
    flow.continueAt(update);
    if (flow.isReachable()) {
      statements.readAll(tree.getUpdate());
      flow.jump(header);
    }
    flow.closeLoop(header);
    flow.continueAt(after);
  }

  void forEach(EnhancedForLoopTree tree, Set<String> labels) {
    Value container = body.expressions().value(tree.getExpression());
    int after = flow.label();
    int header = open(LoopKind.FOR_EACH, false, tree);
    int start = flow.label();
    flow.branch(
        new Event.Branch(new Event.Test.Opaque(), body.trees().site(tree.getExpression())),
        start,
        after);
    flow.continueAt(start);
    if (flow.isReachable()
        && body.trees().element(tree.getVariable()) instanceof VariableElement variable) {
      Value.Local local = body.owner().variables().local(variable);
      Value element = new Value.Element(container, local.type());
      flow.add(new Event.Assign(local, element, false, body.trees().site(tree.getVariable())));
    }
    loopBody(tree.getStatement(), labels, after, header);
    flow.closeLoop(header);
    flow.continueAt(after);
  }

  private int open(LoopKind kind, boolean constantTrue, Tree tree) {
    return flow.openLoop(kind, constantTrue, body.trees().site(tree));
  }

  private boolean isTrue(ExpressionTree condition) {
    return condition == null || Boolean.TRUE.equals(body.conditions().constant(condition));
  }

  private void loopBody(StatementTree tree, Set<String> labels, int after, int next) {
    flow.enterLoopBody(labels, after, next);
    statements.read(tree);
    flow.jump(next);
    flow.leave();
  }
}
