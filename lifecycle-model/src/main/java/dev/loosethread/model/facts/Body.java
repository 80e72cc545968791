package dev.loosethread.model.facts;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * One piece of executable code: a method, constructor, lambda, or all initialisers of a class. Made
 * with a {@link Builder}.
 *
 * @param id index in {@link ClassFacts#bodies()}
 * @param key its method; a lambda and an initialiser have a made-up name
 * @param modifiers not copied, for speed; the caller must not change the set later
 * @param annotations binary names of the annotations
 * @param parameters the declared parameters
 * @param returnType erased binary name, "void" for none
 * @param thrown binary names of the declared exceptions
 * @param enclosing the body that contains a lambda or a local or anonymous class
 * @param flow its control flow; no nodes for an abstract or native method
 * @param isOpaque whether it has syntax that the front end does not understand: rules stay silent
 */
public record Body(
    int id,
    Kind kind,
    MethodKey key,
    Set<Modifier> modifiers,
    Set<String> annotations,
    List<Value.Local> parameters,
    String returnType,
    Set<String> thrown,
    OptionalInt enclosing,
    Flow flow,
    boolean isOpaque,
    Site site) {
  public Body {
    annotations = Set.copyOf(annotations);
    parameters = List.copyOf(parameters);
    thrown = Set.copyOf(thrown);
  }

  /** Starts a body without parameters, annotations or code that returns nothing. */
  public static Builder builder(int id, Kind kind, MethodKey key, Site site) {
    return new Builder(id, kind, key, site);
  }

  /** Starts the body of all instance or all static initialisers of the class {@code owner}. */
  public static Builder initializer(int id, boolean isStatic, String owner, Site site) {
    return isStatic
        ? builder(id, Kind.STATIC_INITIALIZER, MethodKey.of(owner, "<clinit>"), site)
            .modifiers(Set.of(Modifier.STATIC))
        : builder(id, Kind.INITIALIZER, MethodKey.of(owner, "<instance-init>"), site);
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

  /** {@link TypeFacts#name()} of the class that the code is declared in. */
  public String owner() {
    return key.owner();
  }

  /** Bodies are compared by identity: each piece of code has exactly one. */
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

  /**
   * Returns whether the launcher may call the method to start a program: it is named main, is not
   * private, returns nothing, and takes a {@code String[]} or nothing (JLS 12.1.4). It may be an
   * instance method since Java 25 (JEP 512).
   */
  public boolean isMainMethod() {
    return kind == Kind.METHOD
        && key.name().equals("main")
        && (key.parameters().isEmpty() || key.parameters().equals(List.of("java.lang.String[]")))
        && returnType.equals("void")
        && !is(Modifier.PRIVATE);
  }

  public boolean hasCode() {
    return !flow.nodes().isEmpty();
  }

  /** Collects what is known of a body; the record's components say what each part means. */
  public static final class Builder {
    private final int id;
    private final Kind kind;
    private final MethodKey key;
    private final Site site;
    private Set<Modifier> modifiers = Set.of();
    private Set<String> annotations = Set.of();
    private List<Value.Local> parameters = List.of();
    private String returnType = "void";
    private Set<String> thrown = Set.of();
    private OptionalInt enclosing = OptionalInt.empty();
    private Flow flow = Flow.NO_CODE;
    private boolean isOpaque;

    private Builder(int id, Kind kind, MethodKey key, Site site) {
      this.id = id;
      this.kind = kind;
      this.key = key;
      this.site = site;
    }

    public Builder modifiers(Set<Modifier> declared) {
      modifiers = declared;
      return this;
    }

    public Builder annotations(Set<String> types) {
      annotations = types;
      return this;
    }

    public Builder parameters(List<Value.Local> declared) {
      parameters = declared;
      return this;
    }

    public Builder returnType(String type) {
      returnType = type;
      return this;
    }

    public Builder thrown(Set<String> exceptions) {
      thrown = exceptions;
      return this;
    }

    public Builder enclosing(OptionalInt body) {
      enclosing = body;
      return this;
    }

    /**
     * Sets the code.
     *
     * @param read {@link Flow#NO_CODE} if there is none; empty if it cannot be represented, which
     *     makes the body opaque
     */
    public Builder code(Optional<Flow> read) {
      flow = read.orElse(Flow.NO_CODE);
      isOpaque = read.isEmpty();
      return this;
    }

    public Body build() {
      return new Body(
          id,
          kind,
          key,
          modifiers,
          annotations,
          parameters,
          returnType,
          thrown,
          enclosing,
          flow,
          isOpaque,
          site);
    }
  }
}
