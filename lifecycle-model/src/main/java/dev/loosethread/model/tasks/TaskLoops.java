package dev.loosethread.model.tasks;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.flow.LoopExits;

/** Classifies the loops of tasks by how long they run without intervention. */
public final class TaskLoops {
  private TaskLoops() {}

  /**
   * Returns whether a loop of the code has no condition, or the code of the loop's method checks
   * for an interrupt: such code is meant to run until it is interrupted. Does not read other
   * classes.
   */
  public static boolean runsForEver(TaskCode code) {
    return code.allHere().stream().anyMatch(TaskLoops::runsForEver);
  }

  private static boolean runsForEver(Body body) {
    return !body.flow().loops().isEmpty()
        && (body.flow().loops().stream().anyMatch(Flow.Loop::constantTrue)
            || checksInterruption(body));
  }

  private static boolean checksInterruption(Body body) {
    return body.flow().nodes().stream()
        .anyMatch(n -> n.event() instanceof Event.Call c && LoopExits.isInterruptionCheck(c));
  }
}
