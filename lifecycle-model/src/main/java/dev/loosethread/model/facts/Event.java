package dev.loosethread.model.facts;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** An event at one node of a {@link Flow}. */
public sealed interface Event {

  /**
   * A method call or an instance creation. Made with a {@link Builder}.
   *
   * @param id unique within a {@link ClassFacts}; {@link Value.Result} refers to it
   * @param method the method called; {@code <init>} of the created class for {@code new}
   * @param receiver the object that the method is called on, {@link Value.Unknown} for a static
   *     call or {@code new}
   * @param isStatic whether the method is static
   * @param body the {@link Body} of the called method or constructor when it is declared in the
   *     same top-level class (statically resolved; it may be overridden)
   * @param createdType for {@code new}: binary name of the created class, which for an anonymous
   *     class is its own {@link TypeFacts#name()} while {@code method} names its superclass; else
   *     {@code ""}
   * @param isSuper whether it is called as {@code super.m()} or {@code super(..)}/{@code this(..)}
   * @param isDiscarded whether the value is dropped
   * @param arguments not copied, for speed; the caller must not change the list later
   * @param checked binary names of the exceptions that it declares; not copied either
   */
  record Call(
      int id,
      MethodKey method,
      Value receiver,
      List<Value> arguments,
      String resultType,
      boolean isStatic,
      OptionalInt body,
      String createdType,
      boolean isSuper,
      boolean isDiscarded,
      Set<String> checked,
      Site site)
      implements Event {
    /** Starts a call of an instance method, without arguments and on an unknown receiver. */
    public static Builder builder(int id, MethodKey method, Site site) {
      return new Builder(id, method, site);
    }

    public boolean isNew() {
      return !createdType.isEmpty();
    }

    /** Collects what is known of a call; the record's components say what each part means. */
    public static final class Builder {
      private final int id;
      private final MethodKey method;
      private final Site site;
      private Value receiver = Value.UNKNOWN;
      private List<Value> arguments = List.of();
      private String resultType = "";
      private boolean isStatic;
      private OptionalInt body = OptionalInt.empty();
      private String createdType = "";
      private boolean isSuper;
      private boolean isDiscarded;
      private Set<String> checked = Set.of();

      private Builder(int id, MethodKey method, Site site) {
        this.id = id;
        this.method = method;
        this.site = site;
      }

      public Builder receiver(Value called) {
        receiver = called;
        return this;
      }

      public Builder arguments(List<Value> values) {
        arguments = values;
        return this;
      }

      public Builder resultType(String type) {
        resultType = type;
        return this;
      }

      public Builder staticMethod(boolean is) {
        isStatic = is;
        return this;
      }

      public Builder body(OptionalInt called) {
        body = called;
        return this;
      }

      /** Makes it an instance creation, whose result is the new object. */
      public Builder creates(String type) {
        createdType = type;
        resultType = type;
        return this;
      }

      public Builder throughSuper(boolean is) {
        isSuper = is;
        return this;
      }

      public Builder discarded(boolean is) {
        isDiscarded = is;
        return this;
      }

      public Builder checked(Set<String> exceptions) {
        checked = exceptions;
        return this;
      }

      public Call build() {
        return new Call(
            id,
            method,
            receiver,
            arguments,
            resultType,
            isStatic,
            body,
            createdType,
            isSuper,
            isDiscarded,
            checked,
            site);
      }
    }
  }

  /**
   * {@code target = value}, where the target is a field, local variable or array element. A
   * declaration with an initialiser is one too, and {@code x++} (value {@link Value.Unknown}), and
   * the variable of a for-each loop (value {@link Value.Element}).
   */
  record Assign(Value target, Value value, boolean isCompound, Site site) implements Event {}

  /**
   * A two-way branch, which {@link Flow.Kind#TRUE} and {@link Flow.Kind#FALSE} edges leave.
   * Short-circuit operators and negations are taken apart, so a test is one comparison, call or
   * variable. A condition that is a compile-time constant makes no branch.
   */
  record Branch(Test test, Site site) implements Event {}

  /** {@code return}, with the value returned, or {@link Value#UNKNOWN}. */
  record Return(Value value, Site site) implements Event {}

  /** An explicit {@code throw} statement. */
  record Throw(String type, Site site) implements Event {}

  /**
   * Entry of a catch block.
   *
   * @param types binary names of the caught types (several for a multi-catch)
   * @param parameter the exception parameter
   */
  record Catch(List<String> types, Value.Local parameter, Site site) implements Event {
    public Catch {
      types = List.copyOf(types);
    }
  }

  /** Entry into ({@code enter}) or exit from a {@code synchronized} block. */
  record Monitor(boolean enter, Value lock, Site site) implements Event {}

  /** The call of {@code close()} that a try-with-resources statement makes on a resource. */
  record AutoClose(Value resource, Site site) implements Event {}

  /** The test of a {@link Branch}. */
  sealed interface Test {
    /** Returns the values that decide it, from left to right; none if it has no other form. */
    default List<Value> values() {
      if (this instanceof Truth truth) {
        return List.of(truth.value());
      }
      if (this instanceof Compare compare) {
        return List.of(compare.left(), compare.right());
      }
      return this instanceof InstanceOf test ? List.of(test.value()) : List.of();
    }

    /** A boolean value, which for a call is a {@link Value.Result}. */
    record Truth(Value value) implements Test {}

    /** {@code left operator right}, where the operator is one of {@code == != < <= > >=}. */
    record Compare(Value left, String operator, Value right) implements Test {}

    /** {@code value instanceof type}. */
    record InstanceOf(Value value, String type) implements Test {}

    /** A test that has no other form, such as whether a for-each loop has a next element. */
    record Opaque() implements Test {}
  }
}
