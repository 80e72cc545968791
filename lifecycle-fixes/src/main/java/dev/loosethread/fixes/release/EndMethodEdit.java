package dev.loosethread.fixes.release;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
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
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.Layout;
import dev.loosethread.fixes.text.ReturnFinder;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import java.util.List;
import java.util.Set;

/**
 * Puts releases into an end method: after it has told the tasks to stop, but before it closes what
 * they still use.
 */
public final class EndMethodEdit {
  private static final Set<String> STOP_SIGNALS = Set.of("cancel", "interrupt");
  private static final Set<String> SHUTDOWNS = Set.of("shutdown", "shutdownNow");

  private final SourceEdit edit;
  private final SourceText source;
  private final ClassTree type;

  /**
   * @param type the class that has the end methods
   */
  public EndMethodEdit(ClassTree type, SourceEdit edit) {
    this.edit = edit;
    this.source = edit.source();
    this.type = type;
  }

  /** Inserts code that tells tasks to stop, and returns false if there is no place for it. */
  public boolean insert(MethodTree method, Code tell) {
    return insert(method, tell, Code.NONE, Set.of());
  }

  /**
   * Inserts code that tells tasks to stop, and code that waits for them: the latter goes after what
   * the method itself tells tasks. Returns false if there is no place.
   *
   * @param first what the method must have done before it waits
   */
  public boolean insert(MethodTree method, Code tell, Code wait, Set<Tree> first) {
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
    int afterFirst = after(statements, first);
    if (afterFirst > afterSignals) {
      if (statements.subList(afterFlags, afterFirst).stream().anyMatch(ReturnFinder::returnsIn)) {
        return false;
      }
      afterSignals = afterFirst;
    }
    Layout outer = source.layoutOf(method, type);
    if (afterFlags == afterSignals || tell.isEmpty() || wait.isEmpty()) {
      edit.addTo(body, wait.isEmpty() ? afterFlags : afterSignals, tell.then(wait), outer);
    } else if (source.isOneLine(body)) {
      edit.addTo(body, afterSignals, tell.then(wait), outer);
    } else {
      edit.addTo(body, afterFlags, tell, outer);
      edit.addTo(body, afterSignals, wait, outer);
    }
    return true;
  }

  /** Returns how many statements there are up to the last one that contains one of the trees. */
  private int after(List<? extends StatementTree> statements, Set<Tree> trees) {
    int count = 0;
    for (Tree tree : trees) {
      int start = source.start(tree);
      for (int i = count; i < statements.size(); i++) {
        if (source.start(statements.get(i)) <= start) {
          count = i + 1;
        }
      }
    }
    return count;
  }

  private static boolean isPreamble(List<? extends StatementTree> statements, int i) {
    return isOnceGuard(statements.get(i))
        || isFlag(statements.get(i))
        || (isReturnGuard(statements.get(i))
            && i + 1 < statements.size()
            && isFlag(statements.get(i + 1)));
  }

  /** Matches {@code running = false;} or {@code running.set(false);}. */
  private static boolean isFlag(StatementTree statement) {
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

  /** Matches {@code task.cancel(true);}, with or without a condition: waiting comes after it. */
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

  /** Matches {@code if (!closed.compareAndSet(false, true)) return;}. */
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
