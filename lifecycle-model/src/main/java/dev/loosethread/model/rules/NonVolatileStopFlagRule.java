package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.starts.StartGuards;
import dev.loosethread.model.tasks.StopFlags;
import dev.loosethread.model.tasks.StopFlags.Poll;
import dev.loosethread.model.tasks.TaskBodies;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * A plain field by which one thread asks the loop of another to exit. Without a happens-before edge
 * the loop may never see the write (JLS 17.3: "the compiler is free to read the field just once").
 */
public final class NonVolatileStopFlagRule implements Rule {
  private static final List<JdkMethod> WAITS =
      List.of(
          JdkMethod.OBJECT_WAIT,
          JdkMethod.CONDITION_AWAIT,
          JdkMethod.CONDITION_AWAIT_NANOS,
          JdkMethod.CONDITION_AWAIT_UNINTERRUPTIBLY);

  @Override
  public Pattern pattern() {
    return Pattern.NON_VOLATILE_STOP_FLAG;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    StopFlags flags = index.get(StopFlags.KEY);
    Set<FieldKey> seen = new HashSet<>();
    List<Finding> findings = new ArrayList<>();
    for (Poll poll : flags.polls()) {
      if (poll.flag().modifiers().contains(Modifier.VOLATILE)
          || seen.contains(poll.flag().key())
          // Nothing is missed of a flag that only ever lets the loop go on.
          || (poll.flag().isPrivate() && flags.isNeverEnding(poll))) {
        continue;
      }
      EndMethods ends = index.get(EndMethods.KEY);
      BitSet ownThread = index.reach(poll.body());
      List<At<Event.Assign>> writes =
          flags.writes(poll.flag()).stream()
              .filter(w -> !ownThread.get(w.body().id()) && isForOthers(index, ends, w.body()))
              .toList();
      if (writes.isEmpty() || isUnderOneLock(index, poll, writes)) {
        continue;
      }
      seen.add(poll.flag().key());
      findings.add(finding(poll, writes.get(0)));
    }
    return findings.stream();
  }

  /**
   * Returns whether other threads call the method, or one that reaches it. A task may write the
   * flag for itself, and so may a method that only subclasses call; but an end method that is also
   * a task, such as a shutdown hook, writes it for others.
   */
  private static boolean isForOthers(ClassIndex index, EndMethods ends, Body writer) {
    if (index.get(TaskBodies.KEY).contains(writer)) {
      return ends.isEnd(writer);
    }
    return index.facts().bodies().stream()
        .filter(
            b ->
                ends.isEnd(b)
                    || (b.kind() == Body.Kind.METHOD
                        && b.is(Modifier.PUBLIC)
                        && !index.get(TaskBodies.KEY).contains(b)))
        .anyMatch(b -> b == writer || index.reach(b).get(writer.id()));
  }

  private static boolean isUnderOneLock(
      ClassIndex index, Poll poll, List<At<Event.Assign>> writes) {
    // To wait for a condition gives the lock up and takes it again (Object.wait javadoc).
    boolean isLocked =
        StartGuards.isLocked(index, poll.body(), poll.node())
            || poll.exits()
                .calls()
                .anyMatch(
                    call -> WAITS.stream().anyMatch(w -> w.is(call.method(), index.hierarchy())));
    return isLocked
        && writes.stream().allMatch(w -> StartGuards.isLocked(index, w.body(), w.node()));
  }

  private Finding finding(Poll poll, At<Event.Assign> write) {
    String name = poll.flag().key().name();
    return new Finding(
        pattern(),
        poll.flag().site(),
        "the loop in "
            + Messages.name(poll.body())
            + " polls "
            + name
            + ", which "
            + Messages.name(write.body())
            + " sets on another thread, and may never see the change; make "
            + name
            + " volatile",
        new Remedy.MakeVolatile(poll.flag().key()));
  }
}
