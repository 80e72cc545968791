package dev.loosethread.bench.operators;

import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Lets an end method forget the flag that a loop polls. */
final class FlagWriteDeleted implements Operator {
  @Override
  public String name() {
    return "flag-write-deleted";
  }

  @Override
  public Set<String> fitting() {
    return Set.of(
        "StopFlagNeverCleared", "ThreadNotStopped", "UninterruptibleLoop", "UnownedThread");
  }

  @Override
  public void find(SourceUnit unit, Consumer<Candidate> candidates) {
    List<Candidate> found = new ArrayList<>();
    for (Flag flag : Flag.of(unit)) {
      for (Flag.Write write : flag.writes()) {
        if (isTheEnd(flag, write)) {
          TreePath statement = write.statement();
          List<Lines> anchors = flag.anchors(unit);
          anchors.add(unit.lines(statement.getLeaf()));
          anchors.add(unit.headerLines(write.method()));
          found.add(
              new Candidate(
                  unit.start(statement.getLeaf()),
                  unit.text(statement.getLeaf()),
                  List.of(List.of(ControlFlow.delete(unit, statement))),
                  anchors));
        }
      }
    }
    found.sort(Comparator.comparing(Candidate::position));
    found.forEach(candidates);
  }

  private static boolean isTheEnd(Flag flag, Flag.Write write) {
    return write.statement() != null
        && write.value().isPresent()
        && write.method() != null
        && Vocabulary.isEndMethod(write.method())
        && flag.polls().stream().anyMatch(poll -> poll.endsAt() == write.value().get())
        && flag.writes().stream()
            .noneMatch(
                other ->
                    other != write && !other.isInitial() && other.mayWrite(write.value().get()));
  }
}
