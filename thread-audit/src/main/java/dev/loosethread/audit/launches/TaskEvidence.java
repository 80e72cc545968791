package dev.loosethread.audit.launches;

import dev.loosethread.audit.launches.JudgedLaunch.Answer;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.flow.Loops.Exit;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.ReleaseCalls;
import dev.loosethread.model.ownership.AliasSet;
import dev.loosethread.model.tasks.LongWaits;
import dev.loosethread.model.tasks.SwallowedInterrupts;
import dev.loosethread.model.tasks.TaskCode;
import dev.loosethread.model.tasks.TaskCode.Part;
import dev.loosethread.model.tasks.TaskLoops;
import dev.loosethread.model.tasks.ThrownExceptions;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what the code of a launch shows about the questions: how it ends, what it throws, where it
 * waits.
 */
final class TaskEvidence {
  static final String UNSEEN = "its code is not visible here";

  private final TaskCode code;

  TaskEvidence(TaskCode code) {
    this.code = code;
  }

  /** Returns whether the task ends by itself or on request. */
  Answer cancellable() {
    boolean loops = false;
    for (Part part : code.all()) {
      for (Flow.Loop loop : part.body().flow().loops()) {
        if (loop.kind() == Flow.LoopKind.FOR_EACH) {
          continue;
        }
        LoopExits exits = exits(part, loop);
        if (!exits.isLoop()) {
          continue;
        }
        loops = true;
        if (exits.isEndless() && !exits.checksInterruption()) {
          return Answer.no(
              "the loop in " + Messages.name(part.body()) + " has no exit",
              "make !Thread.currentThread().isInterrupted() its condition");
        }
        if (!new SwallowedInterrupts(part.index(), part.body(), exits).handlers(loop).isEmpty()) {
          return Answer.no(
              "the loop in " + Messages.name(part.body()) + " continues after an interrupt",
              "restore the interrupt status and leave the loop");
        }
      }
    }
    if (code.isUnseen()) {
      return Answer.elsewhere(UNSEEN);
    }
    Optional<Body> stubborn = loopThatOnlyItsWorkEnds();
    if (stubborn.isPresent()) {
      return Answer.unknown(
          "the loop in " + Messages.name(stubborn.get()) + " continues after an interrupt",
          "restore the interrupt status and leave the loop, or check that it always ends by"
              + " itself");
    }
    return loops
        ? waitThatHearsNothing().orElse(Answer.yes("its loops have an exit"))
        : Answer.yes("it runs to completion");
  }

  /**
   * Returns the code of a loop that goes on after an interrupt until its own work succeeds: its
   * exits depend on nothing that other code changes.
   */
  private Optional<Body> loopThatOnlyItsWorkEnds() {
    Set<Part> own = code.all();
    for (Part part : own) {
      for (Flow.Loop loop : part.body().flow().loops()) {
        LoopExits exits = exits(part, loop);
        if (loop.constantTrue()
            && exits.isLoop()
            && new SwallowedInterrupts(part.index(), part.body(), exits).isGoneOnAfterOne(loop)
            && exits.planned().stream().noneMatch(e -> changer(part, e, own).isPresent())) {
          return Optional.of(part.body());
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the answer about a wait on what a field holds that no interrupt ends, if nothing in the
   * class closes that either. Other waits may end with what they read.
   */
  private Optional<Answer> waitThatHearsNothing() {
    for (Part part : code.all()) {
      for (At<Event.Call> at : part.index().callsIn(part.body().id())) {
        if (part.index().library().isUninterruptible(at.event().method())
            && at.event().receiver() instanceof Value.Field field
            && part.index().facts().field(field.key()).isPresent()
            && !isReleasedIn(part.index(), field)) {
          String wait = at.event().method().name() + "() in " + Messages.name(part.body());
          return Optional.of(
              part.index().isSetFromParameter(field.key())
                  ? Answer.elsewhere(
                      wait + " ends when the creator of " + field.key().name() + " closes it")
                  : Answer.unknown(
                      "an interrupt does not end " + wait,
                      "close what it waits for in the end method"));
        }
      }
    }
    return Optional.empty();
  }

  /** {@code socket.close()}, {@code Util.close(socket)}. */
  private static boolean isReleasedIn(ClassIndex index, Value.Field field) {
    return AliasSet.ofField(index, field.key())
        .calls()
        .anyMatch(at -> index.library().promisesRelease(at.event().method().name()));
  }

  private static LoopExits exits(Part part, Flow.Loop loop) {
    return part.index().exits(part.body(), loop);
  }

  /** Returns whether it runs until other code stops it. */
  boolean runsUntilStopped() {
    return TaskLoops.runsUntilStopped(code);
  }

  /** Returns whether it runs until other code stops it, or changes a field that its loops test. */
  boolean mayRunUntilStopped() {
    return runsUntilStopped()
        || code.all().stream()
            .anyMatch(
                part ->
                    part.body().flow().loops().stream()
                        .map(loop -> exits(part, loop))
                        .filter(LoopExits::isLoop)
                        .anyMatch(TaskEvidence::testsFields));
  }

  private static boolean testsFields(LoopExits exits) {
    return exits.planned().stream()
        .anyMatch(
            exit ->
                exit.from().event() instanceof Event.Branch branch
                    && branch.test().values().stream().anyMatch(Value.Field.class::isInstance));
  }

  /** Returns the name of the code that may throw out of it. */
  Optional<String> culprit() {
    return code.roots().stream()
        .map(root -> new ThrownExceptions(root.index()).outOf(root.body()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Returns the name of the code that does throw, or runs a callback that may. */
  Optional<String> certainCulprit() {
    return code.roots().stream()
        .map(root -> ThrownExceptions.certain(root.index()).outOf(root.body()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  boolean isUnseen() {
    return code.isUnseen();
  }

  /** Returns whether it signals its completion, so that other code can wait for it. */
  boolean signalsItsEnd() {
    return code.all().stream()
        .anyMatch(
            part ->
                part.body().flow().nodes().stream()
                    .map(Node::event)
                    .anyMatch(
                        e ->
                            e instanceof Event.Call call
                                && part.index().library().isSignal(call.method())));
  }

  /**
   * Returns the member outside the task that changes a condition of its loops, if any.
   *
   * @param starter the code that launches the task, which does not end it
   */
  Optional<Body> flagChangedBy(Part starter) {
    Set<Part> own = new HashSet<>(code.all());
    own.add(starter);
    for (Part part : code.all()) {
      for (Flow.Loop loop : part.body().flow().loops()) {
        for (Exit exit : exits(part, loop).planned()) {
          Optional<Body> changer = changer(part, exit, own);
          if (changer.isPresent()) {
            return changer;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Body> changer(Part part, Exit exit, Set<Part> own) {
    if (!(exit.from().event() instanceof Event.Branch branch)) {
      return Optional.empty();
    }
    ClassIndex index = part.index();
    Value tested = Value.UNKNOWN;
    if (branch.test() instanceof Event.Test.Truth truth) {
      tested = truth.value();
    } else if (branch.test() instanceof Event.Test.Compare compare) {
      tested = compare.left() instanceof Value.Field ? compare.left() : compare.right();
    }
    tested = index.callOf(tested).map(Event.Call::receiver).orElse(tested);
    if (!(tested instanceof Value.Field field)) {
      return Optional.empty();
    }
    for (At<Event.Assign> at : index.assignsTo(field.key())) {
      if (at.body().kind() == Body.Kind.METHOD && !own.contains(new Part(index, at.body()))) {
        return Optional.of(at.body());
      }
    }
    return index.callsOn(field.key()).stream()
        .filter(c -> index.library().isChangeName(c.event().method().name()))
        .filter(c -> !own.contains(new Part(index, c.body())))
        .map(At::body)
        .findFirst();
  }

  /**
   * Returns the wait of a loop that goes on although the condition of the loop has changed, as the
   * changing code neither interrupts, nor wakes, nor feeds what the loop waits for; empty if there
   * is none, or if the wait is over soon by itself.
   *
   * @param changer code of the class of the task
   */
  Optional<String> waitThatOutlives(Body changer) {
    for (Part part : code.all()) {
      List<Event.Call> changes =
          part.index().callsIn(part.index().reach(changer)).map(At::event).toList();
      for (At<Event.Call> at : part.index().callsIn(part.body().id())) {
        if (LongWaits.isLong(part.index().library(), at.event())
            && !LongWaits.isEndedBy(part.index().library(), at.event(), changes)) {
          return Optional.of(at.event().method().name() + "() in " + Messages.name(part.body()));
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the member that closes a resource of the code, so that a wait for it fails. */
  Optional<Body> resourceEndedBy() {
    Set<Part> own = code.all();
    for (Part part : own) {
      Set<FieldKey> used = new HashSet<>();
      for (Node node : part.body().flow().nodes()) {
        if (node.event() instanceof Event.Call call
            && call.receiver() instanceof Value.Field field
            && !part.index().library().promisesRelease(call.method().name())) {
          used.add(field.key());
        }
      }
      Optional<Body> ender =
          used.stream()
              .flatMap(
                  field ->
                      part.index().get(ReleaseCalls.KEY).on(field).stream()
                          .filter(at -> !own.contains(new Part(part.index(), at.body())))
                          .limit(1))
              // The first in the code.
              .min(
                  Comparator.comparingInt((At<Event.Call> at) -> at.body().id())
                      .thenComparingInt(at -> at.node().id()))
              .map(At::body);
      if (ender.isPresent()) {
        return ender;
      }
    }
    return Optional.empty();
  }

  /** The fields that its branches test. */
  Set<FieldKey> lookedAt() {
    Set<FieldKey> fields = new HashSet<>();
    for (Part part : code.all()) {
      for (Node node : part.body().flow().nodes()) {
        if (node.event() instanceof Event.Branch branch
            && branch.test() instanceof Event.Test.Truth truth) {
          // running, running.get()
          Value tested =
              part.index().callOf(truth.value()).map(Event.Call::receiver).orElse(truth.value());
          if (tested instanceof Value.Field field) {
            fields.add(field.key());
          }
        }
      }
    }
    return fields;
  }

  /** Returns a no if a wait has no timeout; empty otherwise. */
  Optional<Answer> bounded() {
    for (Part part : code.all()) {
      for (Node node : part.body().flow().nodes()) {
        if (node.event() instanceof Event.Call call
            && call.arguments().isEmpty()
            && part.index().library().waits(call.method())) {
          return Optional.of(
              Answer.no(
                  call.method().name()
                      + "() in "
                      + Messages.name(part.body())
                      + " waits without a timeout"
                      + (call.site().line() > 0 ? ", line " + call.site().line() : ""),
                  "add a timeout, or check that an interrupt reaches it"));
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the bodies of the task in a class. */
  List<Body> bodiesIn(ClassIndex index) {
    return code.all().stream().filter(p -> p.index() == index).map(Part::body).toList();
  }
}
