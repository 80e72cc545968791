package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.ownership.AliasSet;
import dev.loosethread.model.ownership.LocalLeaks;
import dev.loosethread.model.ownership.ReleaseSafety;
import java.util.stream.Stream;

/** Any other owner of threads: a watch service, a server, an event loop... */
public final class ThreadOwnerNotClosedRule extends FieldLeakRule {
  public ThreadOwnerNotClosedRule() {
    super(
        Pattern.THREAD_OWNER_NOT_CLOSED,
        OwnerKind.OTHER,
        Remedy.Release.CALL,
        "closes it",
        "close it");
  }

  @Override
  Stream<Finding> findingsOutsideFields(ClassIndex index) {
    LocalLeaks owners = new LocalLeaks(index);
    return owners.leaks(OwnerKind.OTHER).stream()
        .filter(at -> !owners.isInProgramOrTest(at.body()))
        // A server that is started and never touched again is meant to run as long as the program.
        .filter(at -> !owners.isStarted(at))
        // Other code that looks the owner up in the same way may release it.
        .filter(at -> !at.event().method().name().startsWith("get"))
        .map(at -> finding(index, at))
        .distinct();
  }

  private Finding finding(ClassIndex index, At<Event.Call> at) {
    String type = at.event().resultType();
    String call = index.library().releaseCall(type).orElse("");
    Remedy remedy =
        call.isEmpty()
            ? new Remedy.None("no method is known that closes it")
            : index
                .get(ReleaseSafety.KEY)
                .inFinally(at, AliasSet.ofResult(index, at.event().id()), call);
    return new Finding(
        pattern(),
        at.event().site(),
        "the "
            + Library.simpleName(type)
            + " that "
            + Messages.name(at.body())
            + " creates is not used elsewhere and nothing closes it, so its threads keep running; "
            + (call.isEmpty() ? "close it" : "call " + call)
            + " "
            + ReleaseSafety.when(remedy),
        remedy);
  }
}
