package dev.loosethread.errorprone.fixes;

import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import java.util.List;
import java.util.Set;

/**
 * Puts releases into an end method: before it closes what the tasks still use, but after it told
 * them to stop.
 */
final class EndMethodEdit {
  private static final Set<String> STOP_SIGNALS = Set.of("cancel", "interrupt", "shutdownNow");

  private final SourceText source;
  private final String unit;

  EndMethodEdit(SourceText source, String unit) {
    this.source = source;
    this.unit = unit;
  }

  /** Inserts the lines; false if there is no place for them. */
  boolean insert(MethodTree method, List<String> lines, SuggestedFix.Builder fix) {
    BlockTree body = method.getBody();
    if (body == null || !source.has(body) || source.closingBrace(body) < 0) {
      return false;
    }
    int position = source.afterOpeningBrace(body);
    List<? extends StatementTree> statements = body.getStatements();
    for (int i = 0; i < statements.size(); i++) {
      boolean isGuard =
          isOnceGuard(statements.get(i))
              || (isReturnGuard(statements.get(i))
                  && i + 1 < statements.size()
                  && isFlag(statements.get(i + 1)));
      if (!isGuard && !isFlag(statements.get(i)) && !isStopSignal(statements.get(i))) {
        break;
      }
      position = source.end(statements.get(i));
    }
    position = source.afterTrailingComment(position);
    String indent = source.indentAt(source.start(method));
    String inner = indent + unit;
    StringBuilder text = new StringBuilder();
    lines.forEach(l -> text.append("\n").append(inner).append(l));
    int end = position;
    if (source.isOneLine(body)) {
      // What stood on one line gets lines of its own.
      if (!statements.isEmpty() && position > source.start(statements.get(0))) {
        fix.replace(
            source.afterOpeningBrace(body),
            source.start(statements.get(0)),
            source.lines("\n" + inner));
      }
      boolean isLast =
          statements.isEmpty() || position >= source.end(statements.get(statements.size() - 1));
      end = isLast ? source.closingBrace(body) : source.skipBlanks(position);
      text.append("\n").append(isLast ? indent : inner);
    }
    fix.replace(position, end, source.lines(text.toString()));
    return true;
  }

  /** {@code running = false;} or {@code running.set(false);}. */
  static boolean isFlag(StatementTree statement) {
    if (!(statement instanceof ExpressionStatementTree e)) {
      return false;
    }
    ExpressionTree expression = e.getExpression();
    if (expression instanceof AssignmentTree assignment) {
      return isBoolean(assignment.getExpression());
    }
    return expression instanceof MethodInvocationTree call
        && call.getArguments().size() == 1
        && isBoolean(call.getArguments().get(0))
        && call.getMethodSelect().toString().endsWith(".set");
  }

  /** {@code task.cancel(true);}, with or without a test before it: waiting comes after it. */
  private static boolean isStopSignal(StatementTree statement) {
    if (statement instanceof IfTree test && test.getElseStatement() == null) {
      return isStopSignal(test.getThenStatement());
    }
    if (statement instanceof BlockTree block) {
      return !block.getStatements().isEmpty()
          && block.getStatements().stream()
              .allMatch(s -> !(s instanceof BlockTree) && isStopSignal(s));
    }
    return statement instanceof ExpressionStatementTree e
        && e.getExpression() instanceof MethodInvocationTree call
        && call.getMethodSelect() instanceof MemberSelectTree select
        && STOP_SIGNALS.contains(select.getIdentifier().toString());
  }

  private static boolean isBoolean(ExpressionTree tree) {
    return tree.getKind() == Tree.Kind.BOOLEAN_LITERAL
        && ((LiteralTree) tree).getValue() instanceof Boolean;
  }

  /** {@code if (!closed.compareAndSet(false, true)) return;}. */
  private static boolean isOnceGuard(StatementTree statement) {
    if (!isReturnGuard(statement)) {
      return false;
    }
    String condition = ((IfTree) statement).getCondition().toString();
    return condition.contains(".compareAndSet(") || condition.contains(".getAndSet(");
  }

  private static boolean isReturnGuard(StatementTree statement) {
    if (!(statement instanceof IfTree i) || i.getElseStatement() != null) {
      return false;
    }
    StatementTree then = i.getThenStatement();
    if (then instanceof BlockTree block && block.getStatements().size() == 1) {
      then = block.getStatements().get(0);
    }
    return then instanceof ReturnTree;
  }
}
