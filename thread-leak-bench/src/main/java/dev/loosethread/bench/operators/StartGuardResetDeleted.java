package dev.loosethread.bench.operators;

import com.sun.source.tree.CatchTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Keeps what was ended, or failed to start, from being started again. */
final class StartGuardResetDeleted implements Operator {
  @Override
  public String name() {
    return "start-guard-reset-deleted";
  }

  @Override
  public Set<String> fitting() {
    return Set.of("StartGuardNotReset");
  }

  @Override
  public void find(SourceUnit unit, Consumer<Candidate> candidates) {
    List<Candidate> found = new ArrayList<>();
    List<StartGuard> guards = StartGuards.in(unit);
    for (Flag flag : guards.isEmpty() ? List.<Flag>of() : Flag.of(unit)) {
      guards.stream()
          .filter(guard -> guard.field().equals(flag.field()))
          .findFirst()
          .ifPresent(guard -> find(unit, guard, flag, found));
    }
    found.sort(Comparator.comparing(Candidate::position));
    found.forEach(candidates);
  }

  private static void find(SourceUnit unit, StartGuard guard, Flag flag, List<Candidate> found) {
    List<Flag.Write> resets =
        flag.writes().stream()
            .filter(write -> !write.isInitial() && write.mayWrite(!guard.started()))
            .toList();
    // A flag that ends a loop as well does more than to guard.
    if (resets.size() != 1 || !flag.polls().isEmpty() || !isReset(resets.get(0))) {
      return;
    }
    TreePath statement = resets.get(0).statement();
    List<Lines> anchors = guard.anchors(unit);
    anchors.add(unit.lines(statement.getLeaf()));
    anchors.addAll(ControlFlow.codeHeader(unit, statement));
    found.add(
        new Candidate(
            unit.start(statement.getLeaf()),
            unit.text(statement.getLeaf()),
            List.of(List.of(ControlFlow.delete(unit, statement))),
            anchors));
  }

  private static boolean isReset(Flag.Write write) {
    if (write.statement() == null || write.value().isEmpty()) {
      return false;
    }
    if (write.method() != null && Vocabulary.isEndMethod(write.method())) {
      return true;
    }
    for (TreePath at = write.path();
        at != null && !ControlFlow.isOtherCode(at.getLeaf());
        at = at.getParentPath()) {
      if (at.getLeaf() instanceof CatchTree) {
        return true;
      }
    }
    return false;
  }
}
