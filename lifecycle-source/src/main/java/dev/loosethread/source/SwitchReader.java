package dev.loosethread.source;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.YieldTree;
import dev.loosethread.model.facts.OpaqueCodeException;
import dev.loosethread.model.facts.StructuredFlowBuilder;
import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads switch statements and switch expressions. */
final class SwitchReader {
  private final BodyReader body;
  private final StructuredFlowBuilder flow;

  /** The values that the innermost switch expression may have; null outside of one. */
  private @Nullable List<Value> yielded;

  SwitchReader(BodyReader body) {
    this.body = body;
    this.flow = body.flow();
  }

  void statement(SwitchTree tree) {
    cases(tree.getExpression(), tree.getCases(), false);
  }

  Value expression(SwitchExpressionTree tree) {
    List<Value> outer = yielded;
    yielded = new ArrayList<>();
    cases(tree.getExpression(), tree.getCases(), true);
    List<Value> values = yielded;
    yielded = outer;
    return values.size() == 1 ? values.get(0) : new Value.Choice(values);
  }

  void yieldStatement(YieldTree tree) {
    yielded(body.expressions().value(tree.getValue()));
    flow.yieldValue();
  }

  private void yielded(Value value) {
    if (yielded != null) {
      yielded.add(value);
    }
  }

  private void cases(
      ExpressionTree selector, List<? extends CaseTree> cases, boolean isExpression) {
    body.expressions().value(selector);
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
    if (isExpression) {
      flow.enterSwitchExpression(after);
    } else {
      flow.enterSwitch(after);
    }
    for (int i = 0; i < cases.size(); i++) {
      // Falls through from the case before, if that can complete.
      flow.jump(entries.get(i));
      flow.continueAt(entries.get(i));
      caseCode(cases.get(i), isExpression, after);
    }
    flow.jump(after);
    flow.leave();
    flow.continueAt(after);
  }

  private void caseCode(CaseTree tree, boolean isExpression, int after) {
    if (tree.getCaseKind() == CaseTree.CaseKind.RULE) {
      rule(tree.getBody(), isExpression);
      flow.jump(after);
    } else {
      body.statements().readAll(tree.getStatements());
    }
  }

  /** Reads what follows the arrow of a case. */
  private void rule(Tree tree, boolean isExpression) {
    if (tree instanceof ExpressionTree expression) {
      if (isExpression) {
        yielded(body.expressions().value(expression));
      } else {
        body.expressions().statement(expression);
      }
    } else if (tree instanceof ExpressionStatementTree statement && isExpression) {
      yielded(body.expressions().value(statement.getExpression()));
    } else if (tree instanceof StatementTree statement) {
      body.statement(statement);
    } else {
      throw new OpaqueCodeException("case body");
    }
  }
}
