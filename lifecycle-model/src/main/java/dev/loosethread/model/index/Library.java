package dev.loosethread.model.index;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.catalogue.MethodKind;
import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.catalogue.WordKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.TypeHierarchy;
import dev.loosethread.model.facts.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The catalogue's facts about library types, bound to the type hierarchy of one class.
 *
 * <p>Analyses and rules ask this class, never the catalogue.
 */
public final class Library {
  private final Catalogue catalogue;
  private final TypeHierarchy hierarchy;

  Library(Catalogue catalogue, TypeHierarchy hierarchy) {
    this.catalogue = catalogue;
    this.hierarchy = hierarchy;
  }

  /** Returns the kind of thread owner that values of this type are, if any. */
  public Optional<OwnerKind> ownerKind(String type) {
    return catalogue.ownerKind(type, hierarchy);
  }

  /** Returns the kind of thread owner that the call creates for its caller to release, if any. */
  public Optional<OwnerKind> creates(Event.Call call) {
    return catalogue.creates(call, hierarchy);
  }

  /** Returns the index of the argument that the method's result wraps, if any. */
  public Optional<Integer> decoratedArgument(MethodKey method) {
    return catalogue.decoratedArgument(method);
  }

  /** Returns whether the method hands back its first argument once it has checked it for null. */
  public boolean isNullCheck(MethodKey method) {
    return catalogue.has(MethodKind.NULL_CHECK, method, hierarchy);
  }

  /** Returns the argument that the call returns, itself or decorated, if there is one. */
  Optional<Value> handedBack(Event.Call call) {
    List<Value> arguments = call.arguments();
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    return isNullCheck(call.method())
        ? Optional.of(arguments.get(0))
        : decoratedArgument(call.method()).filter(i -> i < arguments.size()).map(arguments::get);
  }

  /** Returns whether the method, called on an owner, releases it. */
  public boolean releasesReceiver(MethodKey method) {
    return catalogue.releasesReceiver(method, hierarchy);
  }

  /**
   * Returns the call that releases an owner of this type, as source text without the receiver, such
   * as {@code stop(0)}; empty if the type is no owner.
   */
  public Optional<String> releaseCall(String type) {
    return catalogue.releaseCall(type, hierarchy);
  }

  /** Returns whether the method releases, or promises to release, the argument at this index. */
  public boolean releasesArgument(MethodKey method, int argument) {
    return catalogue.releasesArgument(method, argument);
  }

  /** Returns whether the method only uses the argument, which its caller still owns. */
  public boolean borrowsArgument(MethodKey method, int argument) {
    return catalogue.borrowsArgument(method, argument, hierarchy)
        || onlyTouchesArgument(method, argument);
  }

  /** Returns whether the method does not use the argument after it has returned. */
  public boolean onlyTouchesArgument(MethodKey method, int argument) {
    return catalogue.onlyTouchesArgument(method, argument, hierarchy);
  }

  /** Returns whether {@link #runs} may know a method of this name. */
  public boolean mayRun(String methodName) {
    return catalogue.mayRun(methodName);
  }

  /** Returns when the method runs the functional argument at this index; empty if unknown. */
  public Optional<TaskRun> runs(MethodKey method, int argument) {
    return catalogue.runs(method, argument, hierarchy);
  }

  /** Returns whether the call runs its argument at this index at the given time. */
  public boolean runs(Event.Call call, int argument, TaskRun run) {
    return runs(call.method(), argument).orElse(null) == run;
  }

  /** Returns whether the method ends the life of its object, by its name or annotations. */
  public boolean isEndMethod(Body method) {
    return catalogue.isEndMethod(method.key(), method.annotations(), hierarchy);
  }

  /** Returns the methods, by name, that a framework calls when an object of this type ends. */
  public List<String> frameworkEnds(String type) {
    return catalogue.frameworkEnds(type, hierarchy);
  }

  /** Returns whether a method of this name starts the life of its object. */
  public boolean isStartName(String methodName) {
    return catalogue.has(WordKind.START_NAME, methodName);
  }

  /** Returns whether objects with this end method are not started again after it. */
  public boolean isFinalEnd(Body end) {
    return catalogue.has(WordKind.FINAL_END, end.key().name())
        || end.annotations().stream().anyMatch(a -> catalogue.has(WordKind.END_ANNOTATION, a));
  }

  /** Returns whether an object may be started by this method even after its final end. */
  public boolean isReopening(String methodName) {
    return catalogue.has(WordKind.REOPENING_START, methodName);
  }

  /** Returns whether a framework calls the method when it starts the object. */
  public boolean isStartedByFramework(Body method) {
    return method.annotations().stream().anyMatch(a -> catalogue.has(WordKind.START_ANNOTATION, a));
  }

  /** Returns whether a framework calls the start and end methods of the class once, in order. */
  public boolean isManagedLifecycle(TypeFacts type) {
    return catalogue.isManagedLifecycle(type.name(), type.annotations(), hierarchy);
  }

  /**
   * Returns whether an annotation says that other code provides or releases the annotated value.
   */
  public boolean isManaged(Set<String> annotations) {
    return annotations.stream().anyMatch(a -> catalogue.has(WordKind.MANAGING_ANNOTATION, a));
  }

  /** Returns whether an annotation says that a process has one object of the class, for good. */
  public boolean isSingleton(TypeFacts type) {
    return type.annotations().stream()
        .anyMatch(a -> catalogue.has(WordKind.SINGLETON_ANNOTATION, a));
  }

  /** Returns whether a container runs methods that carry the annotation on its own threads. */
  public boolean isTaskAnnotation(String annotation) {
    return catalogue.has(WordKind.TASK_ANNOTATION, annotation);
  }

  /**
   * Returns the names of end methods in which a release is best put, the best first, when a class
   * has several.
   */
  public List<String> preferredEnds() {
    return catalogue.words(WordKind.PREFERRED_END);
  }

  /** Returns the names that frameworks give to the hooks of an end which not everybody may call. */
  public List<String> endHooks() {
    return catalogue.words(WordKind.END_HOOK);
  }

  /** Returns whether the name begins like that of an end method, and goes on with another word. */
  public boolean hasEndPrefix(String methodName) {
    return catalogue.words(WordKind.END_PREFIX).stream()
        .anyMatch(
            prefix ->
                methodName.startsWith(prefix)
                    && methodName.length() > prefix.length()
                    && Character.isUpperCase(methodName.charAt(prefix.length())));
  }

  /** Returns whether the name of a method promises the end of what the method is given. */
  public boolean promisesRelease(String methodName) {
    return catalogue.hasWordOf(WordKind.RELEASE_WORD, methodName);
  }

  /** Returns whether a call of the method without arguments waits without a limit. */
  public boolean waits(MethodKey method) {
    return catalogue.waitBound(method, hierarchy).isPresent();
  }

  /** Returns the arguments that would bound a wait, as source text; empty if no row says which. */
  public Optional<String> waitBound(MethodKey method) {
    return catalogue.waitBound(method, hierarchy).filter(bound -> !bound.isEmpty());
  }

  /** Returns whether a worker calls the method to wait for its next item or moment. */
  public boolean isSource(MethodKey method) {
    return catalogue.has(MethodKind.SOURCE, method, hierarchy);
  }

  /** Returns whether a task calls the method to say that it is done. */
  public boolean isSignal(MethodKey method) {
    return catalogue.has(MethodKind.SIGNAL, method, hierarchy);
  }

  /** Returns whether the method changes a state only if nobody else has changed it before. */
  public boolean isTransition(MethodKey method) {
    return catalogue.has(MethodKind.TRANSITION, method, hierarchy);
  }

  /** Returns whether the method may wait, and an interrupt does not end its wait. */
  public boolean isUninterruptible(MethodKey method) {
    return catalogue.has(MethodKind.UNINTERRUPTIBLE, method, hierarchy);
  }

  /** Returns whether the method runs tasks on threads that nothing interrupts. */
  public boolean isNeverInterrupted(MethodKey method) {
    return catalogue.has(MethodKind.NEVER_INTERRUPTED, method, hierarchy);
  }

  /** Returns whether a call hands over a task that another thread runs. */
  public boolean handsOverATask(Event.Call call) {
    return IntStream.range(0, call.arguments().size())
        .anyMatch(i -> runs(call.method(), i).filter(run -> run != TaskRun.NOW).isPresent());
  }

  /** Returns whether the task that the method gets goes on after an exception. */
  public boolean isFailureHandled(MethodKey method) {
    return catalogue.has(MethodKind.FAILURE_HANDLED, method, hierarchy);
  }

  /** Returns whether the caller holds a lock after the method, or asks whether it does. */
  public boolean isLock(MethodKey method) {
    return catalogue.has(MethodKind.LOCK, method, hierarchy);
  }

  /** Returns whether whatever comes after the node may hold a lock. */
  public boolean takesLock(Node node) {
    return (node.event() instanceof Event.Monitor monitor && monitor.enter())
        || (node.event() instanceof Event.Call call && isLock(call.method()));
  }

  /** Returns whether the method returns when the tasks or the thread of its receiver are done. */
  public boolean isAwait(MethodKey method) {
    return catalogue.has(MethodKind.AWAIT, method, hierarchy);
  }

  /** Returns whether the method asks whether its receiver has been ended. */
  public boolean isEndTest(MethodKey method) {
    return catalogue.has(MethodKind.END_TEST, method, hierarchy);
  }

  /** Returns whether a method with this name changes, or even ends, what it is called on. */
  public boolean isChangeName(String methodName) {
    return catalogue.hasStartOf(WordKind.CHANGE_PREFIX, methodName) || promisesRelease(methodName);
  }

  /** Returns whether a method with this name closes a resource, which nothing can use then. */
  public boolean isCloseName(String methodName) {
    return catalogue.has(WordKind.CLOSE_NAME, methodName);
  }

  /** Returns whether a method with this name is meant to wait for others. */
  public boolean promisesToWait(String methodName) {
    String name = methodName.toLowerCase(Locale.ROOT);
    return catalogue.words(WordKind.WAIT_WORD).stream().anyMatch(name::contains);
  }

  /** Returns whether a start method with this name often runs once for each of many objects. */
  public boolean isWeakStartName(String methodName) {
    return catalogue.has(WordKind.WEAK_START, methodName);
  }

  /** Returns whether a method with this name throws if what it is given is not as expected. */
  public boolean isCheckName(String methodName) {
    return catalogue.hasStartOf(WordKind.CHECK_PREFIX, methodName);
  }

  /** Returns whether the method writes to a log, be it a project's own, or asks what one writes. */
  public boolean isLogging(MethodKey method) {
    return catalogue.has(WordKind.LOG_NAME, method.name())
        && catalogue.hasEndOf(WordKind.LOG_TYPE, simpleName(method.owner()));
  }

  /** Returns the last part of a binary name. */
  public static String simpleName(String type) {
    return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
  }

  /** Returns whether the type's methods run somebody's code and throw what that throws. */
  public boolean isCallback(String type) {
    return catalogue.has(WordKind.CALLBACK_TYPE, type)
        || catalogue.hasPackageOf(WordKind.CALLBACK_PACKAGE, type);
  }

  /** Returns whether somebody else implements the type to be told something, by its name. */
  public boolean isListener(String type) {
    return catalogue.hasEndOf(WordKind.LISTENER_TYPE, type);
  }

  /** Returns whether unchecked exceptions of the type's library are programming errors. */
  public boolean isHarmless(String type) {
    return catalogue.hasPackageOf(WordKind.HARMLESS_PACKAGE, type);
  }

  /** Returns whether the exception says that its caller is wrong. */
  public boolean isMistake(String exception) {
    return catalogue.has(WordKind.MISTAKE_TYPE, exception);
  }

  /**
   * Returns whether what the method or constructor makes has no thread before it is started or gets
   * its first task.
   */
  public boolean isMadeThreadless(MethodKey method) {
    return catalogue.has(MethodKind.THREADLESS, method, hierarchy);
  }

  /**
   * Returns whether the threads of what the call makes end by themselves after a while without
   * tasks: by a row, or because a scheduled pool has no core threads.
   */
  public boolean endsIdle(Event.Call creation) {
    return catalogue.has(MethodKind.ENDS_IDLE, creation.method(), hierarchy)
        || (JdkMethod.EXECUTORS_NEW_SCHEDULED_THREAD_POOL.isNamesake(creation.method())
            && !creation.arguments().isEmpty()
            && new Value.Constant(0).equals(creation.arguments().get(0)));
  }

  /** Returns whether what the method makes ends by itself once nothing refers to it. */
  public boolean endsUnreachable(MethodKey method) {
    return catalogue.has(MethodKind.ENDS_UNREACHABLE, method, hierarchy);
  }

  /** Returns whether the method makes its library start a thread that no rule looks at. */
  public boolean isService(MethodKey method) {
    return catalogue.hasDeclared(MethodKind.SERVICE, method);
  }

  /** Returns whether the type's methods whose names begin with "parallel" use other threads. */
  public boolean isParallel(String type) {
    return hierarchy.supertypes(type).stream()
        .anyMatch(t -> catalogue.has(WordKind.PARALLEL_TYPE, t));
  }
}
