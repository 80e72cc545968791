package dev.loosethread.audit.launches;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.AliasSet;
import dev.loosethread.model.tasks.TaskCode;
import java.util.List;

/** Tells which owners have daemon threads, as far as their class shows it. */
final class DaemonThreads {
  private DaemonThreads() {}

  /**
   * Returns whether the code shows that the threads of an owner do not keep the JVM alive.
   *
   * @param made the call that makes the owner
   * @param aliases the values that are the owner
   */
  static boolean areOf(ClassIndex index, Event.Call made, AliasSet aliases) {
    boolean isFlagged =
        made.arguments().contains(new Value.Constant(true))
            && index.facts().hierarchy().isSubtype(made.resultType(), "java.util.Timer");
    return isFlagged
        || aliases.callsOn().anyMatch(at -> setsDaemon(at.event()))
        || made.arguments().stream()
            .map(factory -> TaskCode.of(index, factory))
            .flatMap(code -> code.allHere().stream())
            .flatMap(body -> index.callsIn(body.id()).stream())
            .anyMatch(at -> setsDaemon(at.event()));
  }

  private static boolean setsDaemon(Event.Call call) {
    return JdkMethod.THREAD_SET_DAEMON.isNamesake(call.method())
        && call.arguments().equals(List.of(new Value.Constant(true)));
  }
}
