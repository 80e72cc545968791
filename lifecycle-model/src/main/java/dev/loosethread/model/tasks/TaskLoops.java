package dev.loosethread.model.tasks;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Event.Test;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.flow.Loops.Exit;
import dev.loosethread.model.index.ClassIndex;
import java.util.stream.Stream;

/**
 * Says how long the loops of a task may run. {@link #mayRunOn} takes any loop for one, except over
 * a collection, since other tasks end soon; {@link #runsUntilStopped} one that ends when other code
 * changes something. {@link EndlessLoops} finds those that only an interrupt ends.
 */
public final class TaskLoops {
  private TaskLoops() {}

  /**
   * Returns whether the code has a loop, other than over the elements of a collection. Does not
   * read other classes.
   */
  public static boolean mayRunOn(TaskCode code) {
    return code.allHere().stream().flatMap(TaskLoops::loops).findAny().isPresent();
  }

  static Stream<Flow.Loop> loops(Body body) {
    return body.flow().loops().stream().filter(loop -> loop.kind() != Flow.LoopKind.FOR_EACH);
  }

  /** The exits of the loops of a body, other than over the elements of a collection. */
  static Stream<LoopExits> exits(ClassIndex index, Body body) {
    return loops(body).map(loop -> index.exits(body, loop)).filter(LoopExits::isLoop);
  }

  /**
   * Returns whether a loop of the code ends only when a state changes or something is thrown. Loops
   * over a counter or collection, searches and repeated attempts end by themselves. Reads the
   * classes that the code is in.
   */
  public static boolean runsUntilStopped(TaskCode code) {
    return code.all().stream()
        .anyMatch(
            part ->
                exits(part.index(), part.body())
                    .anyMatch(exits -> waitsForAChange(part.index(), exits)));
  }

  static boolean waitsForAChange(ClassIndex index, LoopExits exits) {
    return exits.planned().stream()
        .allMatch(e -> e.edge().kind() == Kind.EXCEPTION || testsState(index, e));
  }

  private static boolean testsState(ClassIndex index, Exit exit) {
    if (!(exit.from().event() instanceof Event.Branch branch)
        || !(branch.test() instanceof Test.Truth truth)) {
      return false;
    }
    Event.Call call = index.callOf(truth.value()).orElse(null);
    if (call != null) {
      return LoopExits.isInterruptionCheck(call)
          || (call.receiver() instanceof Value.Field
              && !index.library().isTransition(call.method()));
    }
    return truth.value() instanceof Value.Field;
  }
}
