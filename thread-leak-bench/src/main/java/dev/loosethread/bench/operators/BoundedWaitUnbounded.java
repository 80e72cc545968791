package dev.loosethread.bench.operators;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Takes the limit from a wait of an end method. */
final class BoundedWaitUnbounded implements Operator {
  private static final String FOREVER = "Long.MAX_VALUE, java.util.concurrent.TimeUnit.NANOSECONDS";

  @Override
  public String name() {
    return "bounded-wait-unbounded";
  }

  @Override
  public Set<String> fitting() {
    return Set.of("UnboundedWaitInStop");
  }

  @Override
  public void find(SourceUnit unit, Consumer<Candidate> candidates) {
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree node, Void unused) {
        TreePath path = getCurrentPath();
        if (SourceUnit.enclosingCode(path) instanceof MethodTree method
            && Vocabulary.isEndMethod(method)
            // A loop around it waits forever already, or counts.
            && Loops.openAround(path).isEmpty()) {
          Invocation.of(unit, path)
              .filter(call -> isBounded(unit, call))
              .ifPresent(call -> candidates.accept(candidate(unit, call, method)));
        }
        return super.visitMethodInvocation(node, null);
      }
    }.scan(unit.tree(), null);
  }

  private static Candidate candidate(SourceUnit unit, Invocation call, MethodTree method) {
    List<? extends ExpressionTree> arguments = call.arguments();
    Edit edit =
        unit.replace(
            unit.start(arguments.get(0)),
            unit.end(arguments.get(arguments.size() - 1)),
            call.name().equals("join") ? "" : FOREVER);
    return new Candidate(
        unit.start(call.tree()),
        unit.text(call.tree()),
        List.of(List.of(edit)),
        List.of(unit.lines(call.tree()), unit.headerLines(method)));
  }

  private static boolean isBounded(SourceUnit unit, Invocation call) {
    String type =
        switch (call.name()) {
          case "awaitTermination" -> "java.util.concurrent.ExecutorService";
          case "join" -> "java.lang.Thread";
          case "await" -> "java.util.concurrent.CountDownLatch";
          case "get" -> "java.util.concurrent.Future";
          default -> null;
        };
    if (type == null || !call.isOn(unit, type)) {
      return false;
    }
    int count = call.arguments().size();
    if (call.name().equals("join") ? count != 1 && count != 2 : count != 2) {
      return false;
    }
    String limit = unit.text(call.arguments().get(0));
    return !limit.contains("MAX_VALUE") && !limit.matches("0[lL]?");
  }
}
