package dev.loosethread.bench.operators;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Lets exceptions out of a periodic task, which ends it without a word. */
final class PeriodicCatchDeleted implements Operator {
  @Override
  public String name() {
    return "periodic-catch-deleted";
  }

  @Override
  public Set<String> fitting() {
    return Set.of("PeriodicTaskMayThrow");
  }

  @Override
  public void find(SourceUnit unit, Consumer<Candidate> candidates) {
    Set<Integer> seen = new HashSet<>();
    List<Candidate> found = new ArrayList<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree node, Void unused) {
        TreePath path = getCurrentPath();
        Invocation.of(unit, path)
            .filter(call -> isPeriodic(unit, call))
            .flatMap(call -> Tasks.code(unit, new TreePath(path, call.arguments().get(0))))
            .ifPresent(
                code -> {
                  for (BroadCatch guard : mainOf(unit, code)) {
                    if (seen.add(unit.start(guard.tree()))) {
                      found.add(
                          guard.candidate(
                              unit,
                              List.of(unit.lines(node), ControlFlow.header(unit, code.getLeaf()))));
                    }
                  }
                });
        return super.visitMethodInvocation(node, null);
      }
    }.scan(unit.tree(), null);
    found.sort(Comparator.comparing(Candidate::position));
    found.forEach(candidates);
  }

  private static boolean isPeriodic(SourceUnit unit, Invocation call) {
    return switch (call.name()) {
      case "scheduleAtFixedRate", "scheduleWithFixedDelay" ->
          call.isOn(unit, "java.util.concurrent.ScheduledExecutorService", "java.util.Timer");
      case "schedule" -> call.arguments().size() == 3 && call.isOn(unit, "java.util.Timer");
      default -> false;
    };
  }

  /** The try that most of the code is in. */
  private static List<BroadCatch> mainOf(SourceUnit unit, TreePath code) {
    int all = Tasks.body(code).map(body -> unit.text(body.getLeaf()).length()).orElse(0);
    return BroadCatch.among(unit, Tasks.statements(code), true).stream()
        .filter(guard -> unit.text(guard.tree()).length() * 2 > all)
        .toList();
  }
}
