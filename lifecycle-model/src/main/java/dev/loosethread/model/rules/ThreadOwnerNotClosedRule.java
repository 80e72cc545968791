package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.rules.FactsIndex.At;
import java.util.stream.Stream;

/** Any other owner of threads: a watch service, a server, an event loop... */
public final class ThreadOwnerNotClosedRule extends OwnedFieldRule {
  public ThreadOwnerNotClosedRule() {
    super(
        Pattern.THREAD_OWNER_NOT_CLOSED,
        OwnerKind.OTHER,
        Remedy.Release.CALL,
        "closes it",
        "close it");
  }

  @Override
  Stream<Finding> more(FactsIndex index) {
    LocalOwners owners = new LocalOwners(index);
    return owners.leaks(OwnerKind.OTHER).stream()
        .filter(at -> !owners.isInProgramOrTest(at.body()))
        // A server that is started and left to itself is there for as long as the program.
        .filter(at -> !owners.isStarted(at))
        // What others look up in the same way, one of them may end.
        .filter(at -> !at.event().method().name().startsWith("get"))
        .map(at -> finding(index, at))
        .distinct();
  }

  private Finding finding(FactsIndex index, At<Event.Call> at) {
    String type = at.event().resultType();
    String call = index.catalogue().releaseCall(type, index.facts().hierarchy()).orElse("");
    return new Finding(
        pattern(),
        at.event().site(),
        "the "
            + type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1)
            + " that "
            + Wording.name(at.body())
            + " creates is nobody else's and nothing closes it, so its threads stay; "
            + (call.isEmpty() ? "close it" : "call " + call)
            + " in a finally block",
        call.isEmpty() ? new Remedy.None() : new Remedy.ReleaseInFinally(at.event().site(), call));
  }
}
