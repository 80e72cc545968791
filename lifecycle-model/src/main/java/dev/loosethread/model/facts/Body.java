package dev.loosethread.model.facts;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * One piece of executable code: a method, constructor, lambda, or all initialisers of a class.
 *
 * @param id index in {@link ClassFacts#bodies()}
 * @param owner {@link TypeFacts#name()} of the class it is declared in
 * @param key its method; a lambda and an initialiser have a made-up name
 * @param modifiers not copied, for the sake of speed; the caller must not change the set later
 * @param parameters the declared parameters
 * @param returnType erased binary name, "void" for none
 * @param thrown binary names of the declared exceptions
 * @param enclosing the body in which a lambda or a local or anonymous class stands
 * @param flow its control flow; empty nodes for an abstract or native method
 * @param isOpaque whether it holds syntax the front end did not understand: rules stay silent
 */
public record Body(
    int id,
    Kind kind,
    String owner,
    MethodKey key,
    Set<Modifier> modifiers,
    Set<String> annotations,
    Set<String> suppressions,
    List<Value.Local> parameters,
    String returnType,
    Set<String> thrown,
    OptionalInt enclosing,
    Flow flow,
    boolean isOpaque,
    Site site) {
  public Body {
    annotations = Set.copyOf(annotations);
    suppressions = Set.copyOf(suppressions);
    parameters = List.copyOf(parameters);
    thrown = Set.copyOf(thrown);
  }

  /** All initialisers of a class, as one body. */
  public static Body initializer(
      int id,
      boolean isStatic,
      String owner,
      OptionalInt enclosing,
      Flow flow,
      boolean isOpaque,
      Site site) {
    return new Body(
        id,
        isStatic ? Kind.STATIC_INITIALIZER : Kind.INITIALIZER,
        owner,
        MethodKey.of(owner, isStatic ? "<clinit>" : "<instance-init>"),
        isStatic ? Set.of(Modifier.STATIC) : Set.of(),
        Set.of(),
        Set.of(),
        List.of(),
        "void",
        Set.of(),
        enclosing,
        flow,
        isOpaque,
        site);
  }

  public enum Kind {
    METHOD,
    CONSTRUCTOR,
    /** All instance initialisers and instance field initialisers, in source order. */
    INITIALIZER,
    /** All static initialisers and static field initialisers, in source order. */
    STATIC_INITIALIZER,
    LAMBDA
  }

  /** One of a kind: each piece of code has one. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return id;
  }

  public boolean is(Modifier modifier) {
    return modifiers.contains(modifier);
  }

  public boolean hasCode() {
    return !flow.nodes().isEmpty();
  }
}
