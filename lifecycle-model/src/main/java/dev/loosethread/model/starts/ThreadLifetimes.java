package dev.loosethread.model.starts;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.TypeHierarchy;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.ReleaseCalls;
import dev.loosethread.model.index.Source;
import dev.loosethread.model.index.ValueFlow;
import dev.loosethread.model.ownership.AliasSet;
import dev.loosethread.model.ownership.FieldOrigins;
import dev.loosethread.model.tasks.EndlessLoops;
import dev.loosethread.model.tasks.TaskCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * one and nothing else in the class stops it. The code may be in another class, if what this one
   * hands over to it cannot be closed.
   */
  public Optional<Body> untilInterrupted(At<Event.Call> creation) {
    TaskCode task = TaskCode.ofThread(index, creation.event());
    return task.rootsHere().isEmpty() && !handsOverCloseables(creation.event(), new HashSet<>())
        ? untilInterrupted(task.roots(), creation.event().createdType())
        : untilInterrupted(task, creation.event().createdType());
  }

  /**
   * Returns the same for the code of a task in this class.
   *
   * @param threadType the type of the thread that runs it
   */
  public Optional<Body> untilInterrupted(TaskCode task, String threadType) {
    return untilInterrupted(
        task.rootsHere().stream().map(root -> new TaskCode.Part(index, root)).toList(), threadType);
  }

  private static Optional<Body> untilInterrupted(
      Collection<TaskCode.Part> roots, String threadType) {
    Body found = null;
    for (TaskCode.Part root : roots) {
      ClassIndex there = root.index();
      Optional<Body> looping = there.get(EndlessLoops.KEY).in(TaskCode.of(there, root.body()));
      if (looping.isEmpty()
          || new ThreadLifetimes(there).isEndedByOthers(root.body(), threadType)) {
        return Optional.empty();
      }
      found = looping.get();
    }
    return Optional.ofNullable(found);
  }

  /** Returns whether the created object, or one that it wraps, gets something that closing ends. */
  private boolean handsOverCloseables(Event.Call creation, Set<Integer> seen) {
    return seen.add(creation.id())
        && creation.arguments().stream()
            .anyMatch(
                argument ->
                    index
                        .callOf(argument)
                        .filter(Event.Call::isNew)
                        .map(inner -> handsOverCloseables(inner, seen))
                        .orElseGet(() -> isCloseable(argument)));
  }

  private boolean isCloseable(Value value) {
    return !(value instanceof Value.This)
        && value
            .typeName()
            .filter(
                type ->
                    !index.hierarchy().isResolved(type)
                        || TypeHierarchy.CLOSEABLE.stream()
                            .anyMatch(c -> index.hierarchy().isSubtype(type, c)))
            .isPresent();
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
