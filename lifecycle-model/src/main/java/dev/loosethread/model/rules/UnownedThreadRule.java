package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.ownership.AliasSet;
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.ownership.OwnerUses;
import dev.loosethread.model.ownership.ProcessLife;
import dev.loosethread.model.ownership.ReleaseSafety;
import dev.loosethread.model.starts.ThreadLifetimes;
import dev.loosethread.model.tasks.TaskBodies;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** A thread that runs until it is interrupted, but to which no reference is kept. */
public final class UnownedThreadRule implements Rule {
  @Override
  public Pattern pattern() {
    return Pattern.UNOWNED_THREAD;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    if (!index.creates(OwnerKind.THREAD)) {
      return Stream.empty();
    }
    ThreadLifetimes lives = new ThreadLifetimes(index);
    Set<Finding> findings = new LinkedHashSet<>();
    for (At<Event.Call> at : index.calls()) {
      if (index.created(at.event()).filter(k -> k == OwnerKind.THREAD).isPresent()
          && belongsToAnObject(index, at)) {
        lives
            .untilInterrupted(at)
            .filter(loop -> isDropped(index, lives, at))
            .ifPresent(loop -> findings.add(finding(index, at, loop)));
      }
    }
    return new ArrayList<>(findings).stream();
  }

  /**
   * Threads of programs, singletons, static methods and other tasks have no object that could stop
   * them.
   */
  private static boolean belongsToAnObject(ClassIndex index, At<Event.Call> at) {
    Body body = at.body();
    return body.kind() != Body.Kind.LAMBDA
        && !body.is(Modifier.STATIC)
        && !at.node().inFinally()
        && !index.get(TaskBodies.KEY).contains(body)
        && !index.get(ProcessLife.KEY).contains(body);
  }

  private static boolean isDropped(ClassIndex index, ThreadLifetimes lives, At<Event.Call> at) {
    AliasSet aliases = AliasSet.ofResult(index, at.event().id());
    OwnerUses uses = new OwnerUses(index, aliases);
    return !aliases.isStored()
        && !uses.escapes()
        && uses.releases().isEmpty()
        && lives.isStarted(at, aliases);
  }

  private Finding finding(ClassIndex index, At<Event.Call> at, Body loop) {
    Body body = at.body();
    Optional<Body> end = index.get(EndMethods.KEY).of(body.owner(), false).stream().findFirst();
    String inherited = end.isPresent() ? "" : index.get(EndMethods.KEY).inheritedName(body.owner());
    List<String> words =
        List.of(
            "the thread that " + Messages.name(body) + " starts",
            loop.kind() == Body.Kind.LAMBDA
                ? "loops until it is interrupted"
                : "loops in " + place(index, loop) + " until it is interrupted",
            "but no reference to it is kept; keep it in a field and interrupt it",
            end.isPresent()
                ? "in " + end.get().key().name() + "()"
                : inherited.isEmpty()
                    ? "when the object is no longer used"
                    : "in " + inherited + "()");
    return new Finding(
        pattern(),
        at.event().site(),
        String.join(" ", words),
        index.get(ReleaseSafety.KEY).keep(at, "java.lang.Thread", Remedy.Release.INTERRUPT, end));
  }

  private static String place(ClassIndex index, Body loop) {
    return index.facts().type(loop.owner()).isPresent()
        ? Messages.name(loop)
        : Messages.name(loop) + " of " + Library.simpleName(loop.owner());
  }
}
