package dev.loosethread.model.ownership;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.index.ReleaseCalls;
import dev.loosethread.model.tasks.TaskBodies;
import dev.loosethread.model.tasks.TaskCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The code that has to end before a wait does, and what in it may hang: code of others, such as a
 * listener, and I/O. Code that only waits for what its own class controls does not hang.
 */
public final class AwaitedCode {
  private final ClassIndex index;

  public AwaitedCode(ClassIndex index) {
    this.index = index;
  }

  /** Returns what may hang while a call waits, in the words of a message; empty if unknown. */
  public Optional<String> hanging(Event.Call wait) {
    Value awaited = wait.receiver();
    if (awaited instanceof Value.This self && isThread(self.type())) {
      return in(Stream.of(TaskCode.ofThread(index, self, List.of())));
    }
    return awaited instanceof Value.Field field ? hanging(wait, field) : Optional.empty();
  }

  private Optional<String> hanging(Event.Call wait, Value.Field field) {
    FieldKey key = field.key();
    if (isThread(field.type())) {
      return in(
          FieldOrigins.of(index, key).creations().stream()
              .map(creation -> TaskCode.ofThread(index, creation.call())));
    }
    return JdkMethod.COUNT_DOWN_LATCH_AWAIT.is(wait.method())
        ? in(tasksThatSignal(key))
        : in(AliasSet.ofField(index, key).tasks());
  }

  private boolean isThread(String type) {
    return index.hierarchy().isSubtype(type, "java.lang.Thread");
  }

  /** The tasks of this class that count a latch down. */
  private Stream<TaskCode> tasksThatSignal(FieldKey latch) {
    List<Body> signalling =
        index.callsOn(latch).stream()
            .filter(at -> index.library().isSignal(at.event().method()))
            .map(At::body)
            .toList();
    return index.facts().bodies().stream()
        .filter(body -> index.get(TaskBodies.KEY).contains(body))
        .filter(body -> index.callersOf(body).isEmpty())
        .filter(body -> signalling.stream().anyMatch(b -> index.reach(body).get(b.id())))
        .map(body -> TaskCode.of(index, body));
  }

  private Optional<String> in(Stream<TaskCode> tasks) {
    return tasks.flatMap(task -> in(task).stream()).findFirst();
  }

  private Optional<String> in(TaskCode task) {
    return task.isUnseen()
        ? Optional.of("the awaited task")
        : task.all().stream()
            .flatMap(part -> in(part.index(), part.body()))
            .findFirst()
            .map(AwaitedCode::name);
  }

  private Stream<Event.Call> in(ClassIndex there, Body body) {
    return there.callsIn(body.id()).stream()
        .map(At::event)
        .filter(
            call ->
                isCodeOfOthers(there, call)
                    // What another class reads from may be closed here.
                    || (there == index
                        && there.library().isUninterruptible(call.method())
                        && !isReleased(there, call.receiver())));
  }

  private static boolean isCodeOfOthers(ClassIndex index, Event.Call call) {
    Library library = index.library();
    Optional<Body> callee = index.callee(call);
    if (callee.isPresent() || call.isNew()) {
      return callee.filter(body -> !body.hasCode() && body.kind() == Body.Kind.METHOD).isPresent();
    }
    String owner = call.method().owner();
    return !library.isLogging(call.method())
        && ((!call.isStatic() && (library.isCallback(owner) || library.isListener(owner)))
            || (!library.isHarmless(owner)
                && call.checked().stream().anyMatch(e -> !e.equals(LoopExits.INTERRUPTED))));
  }

  private static boolean isReleased(ClassIndex index, Value value) {
    return value instanceof Value.Field field
        && !index.get(ReleaseCalls.KEY).on(field.key()).isEmpty();
  }

  private static String name(Event.Call call) {
    String owner = Library.simpleName(call.method().owner());
    return (owner.isEmpty() ? "" : owner + ".") + Messages.name(call);
  }
}
