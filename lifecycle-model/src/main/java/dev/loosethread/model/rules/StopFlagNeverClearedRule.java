package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.AliasSet;
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.ownership.FieldLeaks;
import dev.loosethread.model.ownership.LocalLeaks;
import dev.loosethread.model.tasks.StopFlags;
import dev.loosethread.model.tasks.StopFlags.Poll;
import dev.loosethread.model.tasks.TaskCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * A private flag that a loop asks whether to end, and that nothing ever gives the value that ends
 * it: the only exit of a task's loop, or a volatile field, which exists to be changed.
 */
public final class StopFlagNeverClearedRule implements Rule {
  @Override
  public Pattern pattern() {
    return Pattern.STOP_FLAG_NEVER_CLEARED;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    StopFlags flags = index.get(StopFlags.KEY);
    List<Poll> stuck = stuck(flags, flags.polls());
    List<Poll> elsewhere = stuck(flags, flags.pollsElsewhere());
    if ((stuck.isEmpty() && elsewhere.isEmpty())
        || index.facts().bodies().stream().anyMatch(Body::isOpaque)) {
      return Stream.empty();
    }
    Set<FieldKey> seen = new HashSet<>();
    List<Finding> findings = new ArrayList<>();
    for (Poll poll : stuck) {
      if (isOnlyWayOut(poll, stuck) && seen.add(poll.flag().key())) {
        findings.add(finding(index, poll, " exits only through "));
      }
    }
    Stream.concat(stuck.stream(), elsewhere.stream())
        .filter(poll -> isMeantToChange(flags, poll.flag()) && seen.add(poll.flag().key()))
        .forEach(poll -> findings.add(finding(index, poll, " asks ")));
    return findings.stream();
  }

  private static List<Poll> stuck(StopFlags flags, List<Poll> polls) {
    return polls.stream().filter(p -> p.flag().isPrivate() && flags.isNeverEnding(p)).toList();
  }

  private static boolean isOnlyWayOut(Poll poll, List<Poll> stuck) {
    Set<Integer> nodes =
        stuck.stream()
            .filter(p -> p.body() == poll.body() && p.loop().equals(poll.loop()))
            .map(p -> p.node().id())
            .collect(Collectors.toSet());
    return poll.exits().planned().stream().allMatch(e -> nodes.contains(e.from().id()));
  }

  /**
   * Returns whether the flag is there to be changed by another thread, and not a setting: it is
   * volatile, and nobody chooses its first value.
   */
  private static boolean isMeantToChange(StopFlags flags, FieldFacts flag) {
    return flag.modifiers().contains(Modifier.VOLATILE) && !flags.isSetAtFirst(flag);
  }

  private Finding finding(ClassIndex index, Poll poll, String asks) {
    FieldKey flag = poll.flag().key();
    Optional<Body> end =
        index.get(EndMethods.KEY).of(flag.owner(), poll.flag().isStatic()).stream().findFirst();
    boolean isWritten = !index.get(StopFlags.KEY).writes(poll.flag()).isEmpty();
    return new Finding(
        pattern(),
        poll.flag().site(),
        "the loop in "
            + Messages.name(poll.body())
            + asks
            + flag.name()
            + ", which nothing ever "
            + (isWritten ? "sets to " + poll.endingValue() : "changes")
            + "; change it in "
            + end.map(Messages::name).orElse("the method that stops the object"),
        remedy(index, poll, end));
  }

  private static Remedy remedy(ClassIndex index, Poll poll, Optional<Body> end) {
    if (end.isEmpty()) {
      return new Remedy.None("the class has no end method");
    }
    BitSet task = index.reach(poll.body());
    String name = poll.flag().key().name();
    if (index.get(StopFlags.KEY).writes(poll.flag()).stream()
        .anyMatch(write -> task.get(write.body().id()))) {
      // A task that starts late would undo the change.
      return new Remedy.None(Messages.name(poll.body()) + " sets " + name + " itself");
    }
    return leakingExecutor(index, poll.body())
        .<Remedy>map(pool -> new Remedy.None("nothing shuts " + pool + " down either"))
        .orElseGet(
            () -> new Remedy.ChangeFlag(poll.flag().key(), poll.endingValue(), end.get().id()));
  }

  /** The executor that runs the code and that nothing ends: half of a fix would hide the rest. */
  private static Optional<String> leakingExecutor(ClassIndex index, Body task) {
    Stream<Leaking> leaking =
        Stream.of(OwnerKind.EXECUTOR, OwnerKind.SCHEDULED_EXECUTOR)
            .flatMap(kind -> Stream.concat(inFields(index, kind), inLocals(index, kind)));
    return leaking
        .filter(
            executor ->
                executor
                    .uses()
                    .callsOn()
                    .flatMap(at -> TaskCode.givenBy(index, at.event()).stream())
                    .anyMatch(code -> code.allHere().contains(task)))
        .map(Leaking::name)
        .findFirst();
  }

  /** An executor that nothing ends. */
  private record Leaking(String name, AliasSet uses) {}

  private static Stream<Leaking> inFields(ClassIndex index, OwnerKind kind) {
    return new FieldLeaks(index)
        .leaks(kind, leak -> true).stream()
            .map(leak -> leak.field().key())
            .map(field -> new Leaking(field.name(), AliasSet.ofField(index, field)));
  }

  private static Stream<Leaking> inLocals(ClassIndex index, OwnerKind kind) {
    return new LocalLeaks(index)
        .leaks(kind).stream()
            .map(
                at ->
                    new Leaking(
                        "the executor of " + Messages.name(at.body()),
                        AliasSet.ofResult(index, at.event().id())));
  }
}
