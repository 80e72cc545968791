package dev.loosethread.model.ownership;

import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.index.ReferenceAt;
import dev.loosethread.model.tasks.TaskCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what may use an owner after the method that creates it has returned: code that captures it
 * and runs on another thread, and what it is passed to.
 */
final class LaterUses {
  private final ClassIndex index;
  private final Library library;

  /** The code that has run when the method returns. */
  private final Set<Body> now;

  /** The objects already looked at that keep the owner, by their creations. */
  private final Set<Integer> borrowers = new HashSet<>();

  LaterUses(ClassIndex index, Body method) {
    this.index = index;
    this.library = index.library();
    this.now = new HashSet<>(TaskCode.of(index, method).allHere());
  }

  /** Returns how a reason names a call. */
  static String place(At<Event.Call> at) {
    return Messages.name(at.event()) + " in line " + at.event().site().line();
  }

  /** Returns the first use, in a few words; empty if there is none. */
  Optional<String> of(AliasSet aliases) {
    List<At<Event.Call>> calls = aliases.calls().toList();
    for (At<Event.Call> at : calls) {
      if (!now.contains(at.body())) {
        return Optional.of(
            "the code in line " + at.event().site().line() + " uses it and may run later");
      }
      for (int i = 0; i < at.event().arguments().size(); i++) {
        if (aliases.contains(at.event().arguments().get(i))) {
          Optional<String> use = passedOn(at, i);
          if (use.isPresent()) {
            return use;
          }
        }
      }
    }
    return aliases.in(index.values().references()).stream()
        .map(index.references()::get)
        .filter(reference -> !runsNow(reference) || !now.contains(reference.body()))
        .findFirst()
        .map(reference -> "a method reference to it is passed on");
  }

  private boolean isPassedBack(AliasSet aliases) {
    return aliases.isStored() || !aliases.in(index.values().returned()).isEmpty();
  }

  private boolean runsNow(ReferenceAt reference) {
    if (!(reference.node().event() instanceof Event.Call call)) {
      return false;
    }
    int argument = call.arguments().indexOf(reference.value());
    return argument >= 0 && library.runs(call, argument, TaskRun.NOW);
  }

  /** An owner that is passed on may be used by the callee after it has returned. */
  private Optional<String> passedOn(At<Event.Call> at, int argument) {
    Event.Call call = at.event();
    MethodKey method = call.method();
    if (call.body().isPresent()
        || library.isNullCheck(method)
        || library.isLogging(method)
        || library.releasesArgument(method, argument)
        || library.decoratedArgument(method).filter(d -> d == argument).isPresent()
        || library.onlyTouchesArgument(method, argument)) {
      return Optional.empty();
    }
    if (call.isNew()
        && library.borrowsArgument(method, argument)
        && index.created(call).isEmpty()
        && borrowers.add(call.id())) {
      AliasSet borrower = AliasSet.ofResult(index, call.id());
      if (!isPassedBack(borrower)) {
        return of(borrower);
      }
    }
    return Optional.of("it is passed to " + place(at) + ", which may use it later");
  }
}
