package dev.loosethread.model.catalogue;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeHierarchy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The knowledge about library types: who owns threads, how they are created and released, and which
 * callees run a task now or later on another thread.
 */
public interface Catalogue {

  /** The time at which a callee runs a functional argument. */
  enum TaskRun {
    /** On the calling thread, before the call returns. */
    NOW,
    /** Once, on another thread. */
    LATER,
    /** Again and again, on another thread. */
    PERIODICALLY,
    /** On another thread, by an owner that stops it, waits for it and receives its exceptions. */
    SUPERVISED
  }

  /** The kind of owner that values of this type are, if any. */
  Optional<OwnerKind> ownerKind(String type, TypeHierarchy hierarchy);

  /**
   * The kind of owner that this call or instance creation creates, and that its caller must
   * release; empty for lookups such as {@code ForkJoinPool.commonPool()}, for pools that end by
   * themselves, and for decorators (see {@link #decoratedArgument}).
   */
  Optional<OwnerKind> creates(Event.Call call, TypeHierarchy hierarchy);

  /**
   * The index of the argument that this call wraps: releasing the result releases the argument and
   * the other way round.
   */
  Optional<Integer> decoratedArgument(MethodKey method);

  /** Returns whether the method, called on an owner, releases it. */
  boolean releasesReceiver(MethodKey method, TypeHierarchy hierarchy);

  /**
   * The call that releases an owner of this type, as source text without the receiver: {@code
   * close()}, {@code stop(0)}. Empty if the type is no owner.
   */
  Optional<String> releaseCall(String type, TypeHierarchy hierarchy);

  /** Returns whether the method releases (or promises to release) the argument at this index. */
  boolean releasesArgument(MethodKey method, int index);

  /** Returns whether the callee only uses the argument and its caller still owns it. */
  boolean borrowsArgument(MethodKey method, int index, TypeHierarchy hierarchy);

  /** Returns whether {@link #runs} may know any method of this name. */
  boolean mayRun(String methodName);

  /** Returns how the callee runs the functional argument at this index; empty if unknown. */
  Optional<TaskRun> runs(MethodKey method, int index, TypeHierarchy hierarchy);

  /**
   * Returns whether a method with this name, taking no parameter it cannot be called without, ends
   * an object's life in a class with these supertypes: {@code close}, {@code stop}, a framework's
   * {@code doStop}...
   */
  boolean isEndMethod(MethodKey method, Set<String> annotations, TypeHierarchy hierarchy);

  /**
   * The methods that a framework calls at the end of an object of this type, in alphabetical order:
   * {@code contextDestroyed}, {@code shutDown}...
   */
  List<String> frameworkEnds(String type, TypeHierarchy hierarchy);

  /** Returns whether a method of this name starts an object's life. */
  boolean isStartName(String methodName);

  /** Returns whether a framework calls a method that carries the annotation to start an object. */
  boolean isStartAnnotation(String annotation);

  /**
   * Returns whether a framework calls this class's start and end methods once each and in order,
   * through one of the class's supertypes or annotations.
   */
  boolean isManagedLifecycle(String type, Set<String> annotations, TypeHierarchy hierarchy);

  /**
   * Returns whether the annotation says that other code provides or releases the annotated value.
   */
  boolean isManagingAnnotation(String annotation);

  /** Returns whether a container runs methods with the annotation on its own threads. */
  boolean isTaskAnnotation(String annotation);

  /** The types that user files name, so that an engine can say which of them do not exist. */
  List<Row> userTypes();

  /** Returns whether any simple name or method name of the catalogue occurs in this source text. */
  boolean mayConcern(CharSequence sourceText);

  /**
   * The same for the audit, which also lists launches that no rule checks: parallel streams,
   * fork/join and methods that a container runs.
   */
  boolean mayLaunch(CharSequence sourceText);
}
