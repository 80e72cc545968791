package dev.loosethread.model.facts;

import java.util.Optional;
import java.util.Set;

/** Subtype questions about binary names; a front end answers them from what it can see. */
public interface TypeHierarchy {
  /** What anything may be to have a {@code close()}. */
  Set<String> CLOSEABLE = Set.of("java.lang.AutoCloseable", "java.io.Closeable");

  /**
   * All supertypes of {@code type}, itself included, transitively. For a type that cannot be
   * resolved: itself only.
   */
  Set<String> supertypes(String type);

  /** Whether {@code type} is a class or interface whose declaration was found. */
  boolean isResolved(String type);

  default boolean isSubtype(String type, String supertype) {
    return type.equals(supertype) || supertypes(type).contains(supertype);
  }

  /** Whether the exception is an unchecked one (JLS 11.1.1). */
  default boolean isUnchecked(String exception) {
    return isSubtype(exception, "java.lang.RuntimeException")
        || isSubtype(exception, "java.lang.Error");
  }

  /**
   * Whether some exceptions that an edge with {@code exception} stands for enter a catch clause of
   * {@code caught}; all of them do if it is a supertype.
   */
  default boolean mayCatch(String caught, String exception) {
    return isSubtype(exception, caught)
        || isSubtype(caught, exception)
        // The unchecked exception stands for errors too.
        || (exception.equals(Flow.UNCHECKED) && isSubtype(caught, "java.lang.Error"));
  }

  /**
   * Whether {@code type} has or inherits a method with this name that takes no parameters and can
   * be called from its own code.
   */
  boolean hasMethod(String type, String methodName);

  /**
   * The method of this name that code of {@code type} may override or implement; empty where there
   * is none, or where it is final, static or out of reach.
   *
   * @param takesNothing whether only a method without parameters counts
   */
  Optional<InheritedMethod> overridable(String type, String methodName, boolean takesNothing);
}
