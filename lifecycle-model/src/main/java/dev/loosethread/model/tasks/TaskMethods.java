package dev.loosethread.model.tasks;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.TypeHierarchy;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The methods that threads and executors call on the tasks that they are given. */
final class TaskMethods {
  private static final List<JdkMethod> ALL =
      List.of(
          JdkMethod.RUNNABLE_RUN,
          JdkMethod.CALLABLE_CALL,
          JdkMethod.RECURSIVE_ACTION_COMPUTE,
          JdkMethod.RECURSIVE_TASK_COMPUTE,
          JdkMethod.FORK_JOIN_TASK_EXEC);

  /**
   * The names of these methods, and of the one of a supplier: it is a task if it is handed to an
   * executor, but most suppliers never are.
   */
  static final Set<String> NAMES =
      Stream.concat(ALL.stream(), Stream.of(JdkMethod.SUPPLIER_GET))
          .map(JdkMethod::methodName)
          .collect(Collectors.toUnmodifiableSet());

  private TaskMethods() {}

  /** Returns whether the method is the code of a task, by its type. */
  static boolean contain(Body method, TypeHierarchy hierarchy) {
    return method.parameters().isEmpty()
        && !method.is(Modifier.STATIC)
        && ALL.stream().anyMatch(task -> task.is(method.key(), hierarchy));
  }

  /** Returns whether values of the type are tasks. */
  static boolean areOf(String type, TypeHierarchy hierarchy) {
    return ALL.stream().anyMatch(task -> hierarchy.isSubtype(type, task.owner()));
  }
}
