package dev.loosethread.fixes;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Puts releases into an end method: before it closes what the tasks still use, but after it told
 * them to stop.
 */
final class EndMethodEdit {
  private static final Set<String> STOP_SIGNALS = Set.of("cancel", "interrupt");
  private static final Set<String> SHUTDOWNS = Set.of("shutdown", "shutdownNow");

  private final SourceText source;
  private final String unit;

  EndMethodEdit(SourceText source, String unit) {
    this.source = source;
    this.unit = unit;
  }

  /** Inserts the lines; false if there is no place for them. */
  boolean insert(MethodTree method, List<String> lines, SuggestedFix.Builder fix) {
    return insert(method, lines, List.of(), fix);
  }

  /**
   * Inserts lines that tell tasks to stop, and lines that wait for them: the latter also after what
   * the method itself tells tasks; false if there is no place.
   */
  boolean insert(
      MethodTree method, List<String> tell, List<String> wait, SuggestedFix.Builder fix) {
    BlockTree body = method.getBody();
    if (body == null || !source.has(body) || source.closingBrace(body) < 0) {
      return false;
    }
    List<? extends StatementTree> statements = body.getStatements();
    int afterFlags = 0;
    while (afterFlags < statements.size() && isPreamble(statements, afterFlags)) {
      afterFlags++;
    }
    int afterSignals = afterFlags;
    while (afterSignals < statements.size()
        && (isFlag(statements.get(afterSignals)) || isStopSignal(statements.get(afterSignals)))) {
      afterSignals++;
    }
    if (source.isOneLine(body)) {
      List<String> all = new ArrayList<>(tell);
      all.addAll(wait);
      unfold(method, wait.isEmpty() ? afterFlags : afterSignals, all, fix);
    } else if (afterFlags == afterSignals) {
      List<String> all = new ArrayList<>(tell);
      all.addAll(wait);
      insertAt(method, afterFlags, all, fix);
    } else {
      insertAt(method, afterFlags, tell, fix);
      insertAt(method, afterSignals, wait, fix);
    }
    return true;
  }

  private static boolean isPreamble(List<? extends StatementTree> statements, int i) {
    return isOnceGuard(statements.get(i))
        || isFlag(statements.get(i))
        || (isReturnGuard(statements.get(i))
            && i + 1 < statements.size()
            && isFlag(statements.get(i + 1)));
  }

  private void insertAt(
      MethodTree method, int index, List<String> lines, SuggestedFix.Builder fix) {
    if (lines.isEmpty()) {
      return;
    }
    int position = source.afterTrailingComment(endBefore(method.getBody(), index));
    fix.replace(position, position, source.lines(indented(method, lines)));
  }

  private int endBefore(BlockTree body, int index) {
    return index == 0
        ? source.afterOpeningBrace(body)
        : source.end(body.getStatements().get(index - 1));
  }

  private String indented(MethodTree method, List<String> lines) {
    String inner = source.indentAt(source.start(method)) + unit;
    StringBuilder text = new StringBuilder();
    lines.forEach(l -> text.append("\n").append(inner).append(l));
    return text.toString();
  }

  /** What stood on one line gets lines of its own. */
  private void unfold(MethodTree method, int index, List<String> lines, SuggestedFix.Builder fix) {
    BlockTree body = method.getBody();
    List<? extends StatementTree> statements = body.getStatements();
    String indent = source.indentAt(source.start(method));
    int position = source.afterTrailingComment(endBefore(body, index));
    if (index > 0) {
      fix.replace(
          source.afterOpeningBrace(body),
          source.start(statements.get(0)),
          source.lines("\n" + indent + unit));
    }
    boolean isLast = index == statements.size();
    int end = isLast ? source.closingBrace(body) : source.skipBlanks(position);
    String text = indented(method, lines) + "\n" + (isLast ? indent : indent + unit);
    fix.replace(position, end, source.lines(text));
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
  private boolean isStopSignal(StatementTree statement) {
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
        && (STOP_SIGNALS.contains(select.getIdentifier().toString())
            || (SHUTDOWNS.contains(select.getIdentifier().toString())
                && source.isSubtype(
                    select.getExpression(), "java.util.concurrent.ExecutorService")));
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
