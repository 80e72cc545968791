package dev.loosethread.bench.operators;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Lets a method start a second time what it has started already. */
final class StartGuardRemoved implements Operator {
  @Override
  public String name() {
    return "start-guard-removed";
  }

  @Override
  public Set<String> fitting() {
    return Set.of("UnguardedStart");
  }

  @Override
  public void find(SourceUnit unit, Consumer<Candidate> candidates) {
    for (StartGuard guard : StartGuards.in(unit)) {
      candidates.accept(
          new Candidate(
              unit.start(guard.tree()),
              "if " + unit.text(guard.tree().getCondition()),
              List.of(edits(unit, guard)),
              guard.anchors(unit)));
    }
  }

  private static List<Edit> edits(SourceUnit unit, StartGuard guard) {
    // Others who ask the flag have to see that it is set.
    boolean sets = guard.kind().isAtomic() && unit.uses(guard.field()).size() > 1;
    Tree choice = guard.tree();
    if (guard.kind() == StartGuard.Kind.NULL_REFUSAL
        || (guard.kind().isRefusal() && guard.isWhole())) {
      return List.of(unit.replace(choice, sets ? guard.set() : ""));
    }
    List<Edit> edits = new ArrayList<>();
    edits.add(unit.replace(guard.term().getLeaf(), String.valueOf(!guard.kind().isRefusal())));
    if (sets && guard.kind().isRefusal()) {
      edits.add(new Edit(unit.end(choice), unit.end(choice), " " + guard.set()));
    } else if (sets && guard.tree().getThenStatement() instanceof BlockTree block) {
      int inside = unit.start(block) + 1;
      edits.add(new Edit(inside, inside, " " + guard.set()));
    }
    return edits;
  }
}
