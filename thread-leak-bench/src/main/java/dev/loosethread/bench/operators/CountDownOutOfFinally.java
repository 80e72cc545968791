package dev.loosethread.bench.operators;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Others that wait are let go only if nothing is thrown. */
final class CountDownOutOfFinally implements Operator {
  /** Types that others wait at, and how the names of the methods that let them go begin. */
  private static final Map<String, String> SIGNALS =
      Map.of(
          "java.util.concurrent.CountDownLatch", "countDown",
          "java.util.concurrent.Semaphore", "release",
          "java.util.concurrent.Phaser", "arrive");

  /** It arrives, but waits itself. */
  private static final String ARRIVE_AND_WAIT = "arriveAndAwaitAdvance";

  @Override
  public String name() {
    return "countdown-out-of-finally";
  }

  @Override
  public Set<String> fitting() {
    return Set.of("CountDownNotInFinally");
  }

  @Override
  public void find(SourceUnit unit, Consumer<Candidate> candidates) {
    Declarations declarations = new Declarations(unit, Handle.OWNER);
    InOrder found = new InOrder();
    Set<Tree> seen = new HashSet<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree node, Void unused) {
        if (node.getMethodSelect() instanceof MemberSelectTree select && isSignal(unit, select)) {
          Unfinally.finallyOf(getCurrentPath())
              .filter(statement -> seen.add(statement.getLeaf()))
              .ifPresent(statement -> found.add(candidate(node, select, statement)));
        }
        return super.visitMethodInvocation(node, null);
      }

      private Candidate candidate(
          MethodInvocationTree node, MemberSelectTree select, TreePath statement) {
        Tree block = ((TryTree) statement.getLeaf()).getFinallyBlock();
        Anchors anchors =
            new Anchors(unit, declarations)
                .tree(block)
                .header(SourceUnit.enclosingMethod(statement));
        ExpressionTree receiver = select.getExpression();
        unit.variable(receiver).ifPresent(anchors::variable);
        return new Candidate(
            unit.start(block),
            "finally { " + unit.text(node) + " }",
            new Unfinally(unit).variants(statement),
            anchors.lines());
      }
    }.scan(unit.tree(), null);
    found.tell(candidates);
  }

  private static boolean isSignal(SourceUnit unit, MemberSelectTree select) {
    String name = select.getIdentifier().toString();
    return !name.equals(ARRIVE_AND_WAIT)
        && SIGNALS.entrySet().stream()
            .anyMatch(
                signal ->
                    name.startsWith(signal.getValue())
                        && unit.isSubtype(unit.type(select.getExpression()), signal.getKey()));
  }
}
