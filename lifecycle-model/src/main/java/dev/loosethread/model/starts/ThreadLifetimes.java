package dev.loosethread.model.starts;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.flow.Loops.Exit;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.ReleaseCalls;
import dev.loosethread.model.index.Source;
import dev.loosethread.model.index.ValueFlow;
import dev.loosethread.model.ownership.AliasSet;
import dev.loosethread.model.ownership.FieldOrigins;
import dev.loosethread.model.tasks.TaskCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lifetimes of the threads of a class: decides whether only an interrupt ends a thread. */
public final class ThreadLifetimes {
  /** Stands for an unknown type of thread. */
  private static final String ANY = "*";

  private final ClassIndex index;
  private @Nullable Set<String> startingThemselves;
  private @Nullable Map<String, List<At<Event.Call>>> interrupts;

  public ThreadLifetimes(ClassIndex index) {
    this.index = index;
  }

  /**
   * Returns the body with a loop that only an interrupt ends, if the code of the created thread has
   * one and nothing else in the class stops it.
   */
  public Optional<Body> untilInterrupted(At<Event.Call> creation) {
    List<Body> roots = TaskCode.ofThread(index, creation.event()).rootsHere();
    Body found = null;
    for (Body root : roots) {
      Optional<Body> looping = looping(root);
      if (looping.isEmpty() || isEndedByOthers(root, creation.event().createdType())) {
        return Optional.empty();
      }
      found = looping.get();
    }
    return Optional.ofNullable(found);
  }

  /** Returns whether the class itself starts the thread. */
  public boolean isStarted(At<Event.Call> creation, AliasSet aliases) {
    if (!creation.event().isNew() && creation.event().method().name().startsWith("start")) {
      return true;
    }
    return aliases.callsOn().anyMatch(ThreadLifetimes::isStart)
        || startingThemselves().contains(creation.event().createdType());
  }

  private static boolean isStart(At<Event.Call> at) {
    return JdkMethod.THREAD_START.isNamesake(at.event().method())
        && at.event().method().parameters().isEmpty();
  }

  /** The subclasses of Thread that start themselves in their constructors. */
  private Set<String> startingThemselves() {
    if (startingThemselves == null) {
      startingThemselves = new HashSet<>();
      for (At<Event.Call> at : index.callsNamed(JdkMethod.THREAD_START.methodName())) {
        if (isStart(at)
            && at.event().receiver() instanceof Value.This self
            && at.body().kind() == Body.Kind.CONSTRUCTOR) {
          startingThemselves.add(self.type());
        }
      }
    }
    return startingThemselves;
  }

  /** The first code with such a loop among what a body runs. */
  private Optional<Body> looping(Body start) {
    return TaskCode.of(index, start).allHere().stream()
        .filter(body -> !body.isOpaque() && hasLoopUntilInterrupted(body))
        .findFirst();
  }

  private boolean hasLoopUntilInterrupted(Body body) {
    for (Flow.Loop loop : body.flow().loops()) {
      if (loop.kind() != Flow.LoopKind.FOR_EACH) {
        LoopExits exits = index.exits(body, loop);
        if (exits.isLoop() && onlyInterruptEnds(body, exits)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean onlyInterruptEnds(Body body, LoopExits exits) {
    return exits.planned().isEmpty()
        ? exits.isEndless()
        : exits.planned().stream().allMatch(e -> isInterruption(body.flow(), e));
  }

  private boolean isInterruption(Flow flow, Exit exit) {
    if (exit.edge().kind() == Kind.EXCEPTION
        && exit.edge().exception().equals(LoopExits.INTERRUPTED)) {
      return true;
    }
    if (exit.from().event() instanceof Event.Branch branch
        && branch.test() instanceof Event.Test.Truth truth
        && index.callOf(truth.value()).filter(LoopExits::isInterruptionCheck).isPresent()) {
      return true;
    }
    for (OptionalInt handler = exit.from().handler();
        handler.isPresent();
        handler = outer(flow, handler.getAsInt())) {
      if (flow.node(handler.getAsInt()).event() instanceof Event.Catch entry
          && entry.types().equals(List.of(LoopExits.INTERRUPTED))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the enclosing handler of a handler. */
  private static OptionalInt outer(Flow flow, int handler) {
    for (int i = handler - 1; i >= 0; i--) {
      // The node of a clause counts as inside; nodes that lead to it do not.
      Node before = flow.node(i);
      if (before.handler().isPresent()
          && before.handler().getAsInt() < handler
          && before.successors().stream().anyMatch(e -> e.target() == handler)) {
        return before.handler();
      }
    }
    return OptionalInt.empty();
  }

  /**
   * Returns whether code that does not run on the thread closes what it waits for, or interrupts
   * it.
   */
  private boolean isEndedByOthers(Body root, String createdType) {
    BitSet own = index.reach(root);
    Set<FieldKey> used = new HashSet<>();
    index
        .callsIn(own)
        .forEach(
            at -> {
              if (at.event().receiver() instanceof Value.Field field) {
                used.add(field.key());
              }
            });
    return Stream.of(
            used.stream().flatMap(field -> index.get(ReleaseCalls.KEY).on(field).stream()),
            interrupts().getOrDefault(createdType, List.of()).stream(),
            interrupts().getOrDefault(ANY, List.of()).stream())
        .flatMap(calls -> calls)
        .anyMatch(at -> !own.get(at.body().id()));
  }

  /** The interrupts of unknown threads, and of this, by the type of this. */
  private Map<String, List<At<Event.Call>>> interrupts() {
    if (interrupts == null) {
      interrupts = new HashMap<>();
      for (At<Event.Call> at : index.callsNamed(JdkMethod.THREAD_INTERRUPT.methodName())) {
        if (at.event().method().parameters().isEmpty()) {
          if (at.event().receiver() instanceof Value.This self) {
            interrupts.computeIfAbsent(self.type(), t -> new ArrayList<>()).add(at);
          } else if (mayBeAny(at.event().receiver())) {
            interrupts.computeIfAbsent(ANY, t -> new ArrayList<>()).add(at);
          }
        }
      }
    }
    return interrupts;
  }

  /** Returns whether the value may be a thread other than those in fields of the class. */
  private boolean mayBeAny(Value thread) {
    List<Source> sources = index.get(ValueFlow.KEY).upToFields().of(thread).all();
    return sources.isEmpty() || sources.stream().anyMatch(this::isForeign);
  }

  private boolean isForeign(Source source) {
    if (source instanceof Source.Returned returned) {
      return !JdkMethod.THREAD_CURRENT_THREAD.isNamesake(returned.by().event().method());
    }
    return !(source instanceof Source.Unseen unseen
        && unseen.value() instanceof Value.Field field
        && !FieldOrigins.of(index, field.key()).creations().isEmpty());
  }
}
