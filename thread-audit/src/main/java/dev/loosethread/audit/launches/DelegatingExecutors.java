package dev.loosethread.audit.launches;

import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.TypeHierarchy;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Recognises executors that hand on, as it is or decorated, the task that they get to another
 * executor. Whoever calls them launches the task.
 */
final class DelegatingExecutors {
  private final ClassIndex index;
  private final TypeHierarchy hierarchy;

  DelegatingExecutors(ClassIndex index) {
    this.index = index;
    this.hierarchy = index.hierarchy();
  }

  /** Returns whether a call hands on a task that the method around it was given to run. */
  boolean handsOn(At<Event.Call> at) {
    List<Value.Local> tasks = tasks(at.body());
    return !tasks.isEmpty()
        && at.event().arguments().stream()
            .anyMatch(argument -> isOneOf(tasks, argument, new HashSet<>()));
  }

  /** The parameters of a method that are tasks which it promises to run on another thread. */
  private List<Value.Local> tasks(Body method) {
    if (method.kind() != Body.Kind.METHOD) {
      return List.of();
    }
    boolean isOfMany =
        JdkMethod.EXECUTOR_SERVICE_INVOKE_ALL.is(method.key(), hierarchy)
            || JdkMethod.EXECUTOR_SERVICE_INVOKE_ANY.is(method.key(), hierarchy);
    return method.parameters().stream()
        .filter(
            parameter ->
                (isOfMany && method.parameters().indexOf(parameter) == 0)
                    || index
                        .library()
                        .runs(method.key(), method.parameters().indexOf(parameter))
                        .filter(run -> run != TaskRun.NOW)
                        .isPresent())
        .toList();
  }

  private boolean isOneOf(List<Value.Local> tasks, Value value, Set<Value> seen) {
    if (!seen.add(value)) {
      return false;
    }
    if (value instanceof Value.Local local) {
      return tasks.contains(local)
          || index.valuesOf(local).stream().anyMatch(v -> isOneOf(tasks, v, seen));
    }
    if (value instanceof Value.Choice choice) {
      return choice.alternatives().stream().anyMatch(v -> isOneOf(tasks, v, seen));
    }
    if (value instanceof Value.MethodReference reference) {
      return isOneOf(tasks, reference.receiver(), seen);
    }
    if (value instanceof Value.Lambda lambda) {
      return index.callsIn(lambda.body()).stream()
          .map(At::event)
          .anyMatch(call -> usesOneOf(tasks, call, seen));
    }
    return index
        .callOf(value)
        .filter(call -> usesOneOf(tasks, call, seen) || captures(tasks, call, seen))
        .isPresent();
  }

  /** An anonymous class that runs it. */
  private boolean captures(List<Value.Local> tasks, Event.Call creation, Set<Value> seen) {
    return creation.isNew()
        && index.declarations().bodiesOf(creation.createdType()).stream()
            .flatMap(body -> index.callsIn(body.id()).stream())
            .anyMatch(at -> usesOneOf(tasks, at.event(), seen));
  }

  private boolean usesOneOf(List<Value.Local> tasks, Event.Call call, Set<Value> seen) {
    return isOneOf(tasks, call.receiver(), seen)
        || call.arguments().stream().anyMatch(argument -> isOneOf(tasks, argument, seen));
  }
}
