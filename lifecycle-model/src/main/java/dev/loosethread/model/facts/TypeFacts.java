package dev.loosethread.model.facts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * One class, interface, enum or record, however deeply nested, of a {@link ClassFacts}. Made with a
 * {@link Builder}.
 *
 * @param name binary name; for local and anonymous classes a name unique in the {@link ClassFacts}
 * @param simpleName the name as written, "" for an anonymous class
 * @param superclass binary name, "java.lang.Object" if none is written
 * @param interfaces binary names of the direct superinterfaces
 * @param annotations binary names of the annotations
 * @param outer name of the type it is nested in
 * @param isNonPrivatelyExtended whether code outside this top-level class may extend it
 */
public record TypeFacts(
    String name,
    String simpleName,
    Kind kind,
    Set<Modifier> modifiers,
    String superclass,
    List<String> interfaces,
    Set<String> annotations,
    Optional<String> outer,
    boolean isNonPrivatelyExtended,
    Site site) {
  public TypeFacts {
    modifiers = Set.copyOf(modifiers);
    interfaces = List.copyOf(interfaces);
    annotations = Set.copyOf(annotations);
  }

  /** Starts a type that extends {@code Object} and declares nothing else. */
  public static Builder builder(String name, Kind kind, Site site) {
    return new Builder(name, kind, site);
  }

  /** Returns whether its instances have an enclosing instance. */
  public boolean isInner() {
    return outer.isPresent()
        && (kind == Kind.CLASS || kind == Kind.LOCAL || kind == Kind.ANONYMOUS)
        && !modifiers.contains(Modifier.STATIC);
  }

  public enum Kind {
    CLASS,
    ENUM,
    RECORD,
    INTERFACE,
    ANNOTATION,
    LOCAL,
    ANONYMOUS
  }

  /** Collects what is known of a type; the record's components say what each part means. */
  public static final class Builder {
    private final String name;
    private final Kind kind;
    private final Site site;
    private String simpleName = "";
    private Set<Modifier> modifiers = Set.of();
    private String superclass = "java.lang.Object";
    private List<String> interfaces = List.of();
    private Set<String> annotations = Set.of();
    private Optional<String> outer = Optional.empty();
    private boolean isNonPrivatelyExtended;

    private Builder(String name, Kind kind, Site site) {
      this.name = name;
      this.kind = kind;
      this.site = site;
    }

    public Builder simpleName(String written) {
      simpleName = written;
      return this;
    }

    public Builder modifiers(Set<Modifier> declared) {
      modifiers = declared;
      return this;
    }

    public Builder superclass(String type) {
      superclass = type;
      return this;
    }

    public Builder interfaces(List<String> types) {
      interfaces = types;
      return this;
    }

    public Builder annotations(Set<String> types) {
      annotations = types;
      return this;
    }

    public Builder outer(Optional<String> type) {
      outer = type;
      return this;
    }

    public Builder nonPrivatelyExtended(boolean isExtendable) {
      isNonPrivatelyExtended = isExtendable;
      return this;
    }

    public TypeFacts build() {
      return new TypeFacts(
          name,
          simpleName,
          kind,
          modifiers,
          superclass,
          interfaces,
          annotations,
          outer,
          isNonPrivatelyExtended,
          site);
    }
  }
}
