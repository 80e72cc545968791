package dev.loosethread.model.facts;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** The value of an expression, as far as the rules need to know it. */
public sealed interface Value {

  /** An instance of the class {@code type}: {@code this} or {@code Outer.this}. */
  record This(String type) implements Value {}

  /**
   * A local variable, parameter or exception parameter. It is the same inside the lambdas and local
   * classes that capture it.
   *
   * @param id unique within a {@link ClassFacts}
   */
  record Local(int id, String name, String type) implements Value {
    @Override
    public boolean equals(Object other) {
      return other instanceof Local local
          && id == local.id
          && name.equals(local.name)
          && type.equals(local.type);
    }

    @Override
    public int hashCode() {
      return id;
    }
  }

  /**
   * A field.
   *
   * @param receiver the object that has it; {@link Unknown} for a static field
   * @param type erased binary name of the declared type
   * @param isStatic whether the field is static
   */
  record Field(FieldKey key, Value receiver, String type, boolean isStatic) implements Value {
    /** Returns whether it is a field of the current or an enclosing instance, or static. */
    public boolean isOwn() {
      return isStatic || receiver instanceof This;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Field field
          && isStatic == field.isStatic
          && key.equals(field.key)
          && type.equals(field.type)
          && receiver.equals(field.receiver);
    }

    @Override
    public int hashCode() {
      return key.hashCode();
    }
  }

  /** The value of the {@link Event.Call} with this id, unique within a {@link ClassFacts}. */
  record Result(int call, String type) implements Value {
    @Override
    public boolean equals(Object other) {
      return other instanceof Result result && call == result.call && type.equals(result.type);
    }

    @Override
    public int hashCode() {
      return call;
    }
  }

  /** A lambda whose code is the {@link Body} with this id. */
  record Lambda(int body, String type) implements Value {}

  /**
   * A method reference.
   *
   * @param receiver the bound receiver, {@link Unknown} when unbound or static
   * @param body the {@link Body} of the method when it is declared in the same top-level class
   */
  record MethodReference(Value receiver, MethodKey method, OptionalInt body, String type)
      implements Value {}

  /** A literal or compile-time constant (a {@code Boolean}, {@code Number}, {@code String}...). */
  record Constant(Object value) implements Value {
    @Override
    public boolean equals(Object other) {
      return other instanceof Constant constant && Objects.equals(value, constant.value);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(value);
    }
  }

  record Null() implements Value {}

  /** One of several values, as of a conditional expression or a switch expression. */
  record Choice(List<Value> alternatives) implements Value {
    public Choice {
      alternatives = List.copyOf(alternatives);
    }
  }

  /** An element of an array or collection. */
  record Element(Value container, String type) implements Value {}

  /** A value of which only the type is known, or not even that ({@code ""}). */
  record Unknown(String type) implements Value {}

  // Two threads would have to meet the first value of all at the same moment.
  @SuppressWarnings("ClassInitializationDeadlock")
  Value UNKNOWN = new Unknown("");

  @SuppressWarnings("ClassInitializationDeadlock")
  Value NULL = new Null();

  /** Returns the erased binary name of the static type, if it is known. */
  default Optional<String> typeName() {
    String type;
    if (this instanceof This v) {
      type = v.type();
    } else if (this instanceof Local v) {
      type = v.type();
    } else if (this instanceof Field v) {
      type = v.type();
    } else if (this instanceof Result v) {
      type = v.type();
    } else if (this instanceof Lambda v) {
      type = v.type();
    } else if (this instanceof MethodReference v) {
      type = v.type();
    } else if (this instanceof Element v) {
      type = v.type();
    } else if (this instanceof Unknown v) {
      type = v.type();
    } else {
      type = "";
    }
    return type.isEmpty() ? Optional.empty() : Optional.of(type);
  }
}
