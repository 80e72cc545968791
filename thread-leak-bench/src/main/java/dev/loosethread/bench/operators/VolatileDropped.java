package dev.loosethread.bench.operators;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Makes a flag plain that a loop polls while others write it. */
final class VolatileDropped implements Operator {
  @Override
  public String name() {
    return "volatile-dropped";
  }

  @Override
  public Set<String> fitting() {
    return Set.of("NonVolatileStopFlag");
  }

  @Override
  public void find(SourceUnit unit, Consumer<Candidate> candidates) {
    // Several fields may share their modifiers.
    Set<Integer> seen = new HashSet<>();
    for (Flag flag : Flag.of(unit)) {
      if (isSharedWithWriter(flag)) {
        VariableTree field = (VariableTree) flag.declaration().getLeaf();
        ControlFlow.drop(unit, field.getModifiers(), "volatile")
            .filter(edit -> seen.add(edit.start()))
            .ifPresent(
                edit ->
                    candidates.accept(
                        new Candidate(
                            edit.start(),
                            "volatile boolean " + field.getName(),
                            List.of(List.of(edit)),
                            anchors(unit, flag))));
      }
    }
  }

  /** Class files do not tell where a field is declared, so SpotBugs names a line that writes it. */
  private static List<Lines> anchors(SourceUnit unit, Flag flag) {
    List<Lines> anchors = flag.anchors(unit);
    flag.writes().forEach(write -> anchors.add(unit.lines(write.path().getLeaf())));
    return anchors;
  }

  private static boolean isSharedWithWriter(Flag flag) {
    for (Flag.Poll poll : flag.polls()) {
      MethodTree reader = SourceUnit.enclosingMethod(poll.loop());
      if (flag.writes().stream().anyMatch(w -> !w.isInitial() && w.method() != reader)) {
        return true;
      }
    }
    return false;
  }
}
