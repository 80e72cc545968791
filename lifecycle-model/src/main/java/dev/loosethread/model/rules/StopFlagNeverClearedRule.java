package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.tasks.StopFlags;
import dev.loosethread.model.tasks.StopFlags.Poll;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A private flag that is the only exit of a task's loop, and that nothing ever changes. */
public final class StopFlagNeverClearedRule implements Rule {
  @Override
  public Pattern pattern() {
    return Pattern.STOP_FLAG_NEVER_CLEARED;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    StopFlags flags = index.get(StopFlags.KEY);
    List<Poll> polls = flags.polls();
    if (polls.isEmpty() || index.facts().bodies().stream().anyMatch(Body::isOpaque)) {
      return Stream.empty();
    }
    List<Poll> stuck =
        polls.stream().filter(p -> p.flag().isPrivate() && flags.isNeverChanged(p.flag())).toList();
    Set<Integer> stuckNodes = new HashSet<>();
    Set<FieldKey> seen = new HashSet<>();
    List<Finding> findings = new ArrayList<>();
    for (Poll poll : stuck) {
      stuckNodes.clear();
      stuck.stream()
          .filter(p -> p.body() == poll.body() && p.loop().equals(poll.loop()))
          .forEach(p -> stuckNodes.add(p.node().id()));
      boolean isOnlyWayOut =
          poll.exits().planned().stream().allMatch(e -> stuckNodes.contains(e.from().id()))
              && !poll.exits().checksInterruption();
      if (isOnlyWayOut && seen.add(poll.flag().key())) {
        findings.add(finding(index, poll));
      }
    }
    return findings.stream();
  }

  private Finding finding(ClassIndex index, Poll poll) {
    String name = poll.flag().key().name();
    Optional<Body> end =
        index.get(EndMethods.KEY).of(poll.flag().key().owner(), poll.flag().isStatic()).stream()
            .findFirst();
    String where = end.map(Messages::name).orElse("the method that stops the object");
    return new Finding(
        pattern(),
        poll.flag().site(),
        "the loop in "
            + Messages.name(poll.body())
            + " exits only through "
            + name
            + ", which nothing ever changes; change it in "
            + where,
        end.<Remedy>map(e -> new Remedy.ChangeFlag(poll.flag().key(), endingValue(poll), e.id()))
            .orElse(new Remedy.None("the class has no end method")));
  }

  /** The flag's value at which the branch exits the loop. */
  private static boolean endingValue(Poll poll) {
    for (Edge edge : poll.node().successors()) {
      if (!poll.exits().contains(edge.target())) {
        return edge.kind() == Kind.TRUE;
      }
    }
    return false;
  }
}
