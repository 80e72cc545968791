package dev.loosethread.model.index;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.TypeHierarchy;
import dev.loosethread.model.facts.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /** Returns whether the method returns its first argument after a null check. */
  public static boolean isNullCheck(MethodKey method) {
    return (method.owner().equals("java.util.Objects")
            && method.name().startsWith("requireNonNull"))
        || method.name().equals("checkNotNull");
  }

  /** Returns the argument that the call returns, itself or decorated, if there is one. */
  public Optional<Value> handedBack(Event.Call call) {
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
    return catalogue.borrowsArgument(method, argument, hierarchy);
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
    return catalogue.isStartName(methodName);
  }

  /** Returns whether a framework calls the method when it starts the object. */
  public boolean isStartedByFramework(Body method) {
    return method.annotations().stream().anyMatch(catalogue::isStartAnnotation);
  }

  /** Returns whether a framework calls the start and end methods of the class once, in order. */
  public boolean isManagedLifecycle(TypeFacts type) {
    return catalogue.isManagedLifecycle(type.name(), type.annotations(), hierarchy);
  }

  /**
   * Returns whether an annotation says that other code provides or releases the annotated value.
   */
  public boolean isManaged(Set<String> annotations) {
    return annotations.stream().anyMatch(catalogue::isManagingAnnotation);
  }

  /** Returns whether a container runs methods that carry the annotation on its own threads. */
  public boolean isTaskAnnotation(String annotation) {
    return catalogue.isTaskAnnotation(annotation);
  }
}
