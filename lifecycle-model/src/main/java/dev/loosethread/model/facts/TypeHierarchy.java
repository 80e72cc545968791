package dev.loosethread.model.facts;

import java.util.Optional;
import java.util.Set;

/** Answers questions about supertypes and inherited members from what a front end can see. */
public interface TypeHierarchy {
  /** The interfaces of the JDK that declare {@code close()}. */
  Set<String> CLOSEABLE = Set.of("java.lang.AutoCloseable", "java.io.Closeable");

  /**
   * Returns all supertypes of {@code type}, direct and indirect, and itself. A type that cannot be
   * resolved has no other.
   */
  Set<String> supertypes(String type);

  /** Returns whether the declaration of {@code type} was found. */
  boolean isResolved(String type);

  default boolean isSubtype(String type, String supertype) {
    return type.equals(supertype) || supertypes(type).contains(supertype);
  }

  /** Returns whether an exception is unchecked (JLS 11.1.1). */
  default boolean isUnchecked(String exception) {
    return isSubtype(exception, "java.lang.RuntimeException")
        || isSubtype(exception, "java.lang.Error");
  }

  /**
   * Returns whether some exceptions that an edge with {@code exception} stands for enter a catch
   * clause of {@code caught}. All of them do if it is a supertype.
   */
  default boolean mayCatch(String caught, String exception) {
    return isSubtype(exception, caught)
        || isSubtype(caught, exception)
        // The unchecked exception stands for errors too.
        || (exception.equals(Flow.UNCHECKED) && isSubtype(caught, "java.lang.Error"));
  }

  /**
   * Returns whether {@code type} has or inherits a method with this name that takes no parameters
   * and can be called from its own code.
   */
  boolean hasMethod(String type, String methodName);

  /**
   * Returns the method of this name that code of {@code type} may override or implement; empty if
   * there is none, or if it is final, static or not accessible.
   *
   * @param takesNothing whether only a method without parameters counts
   */
  Optional<InheritedMethod> overridable(String type, String methodName, boolean takesNothing);
}
