package dev.loosethread.model.facts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * One class, interface, enum or record, however deeply nested, of a {@link ClassFacts}.
 *
 * @param name binary name; for local and anonymous classes a name unique in the {@link ClassFacts}
 * @param simpleName as written, "" for an anonymous class
 * @param superclass binary name, "java.lang.Object" if none is written
 * @param interfaces binary names of the direct superinterfaces
 * @param annotations binary names of the annotations
 * @param suppressions the strings of a {@code @SuppressWarnings} at its declaration
 * @param outer name of the type it is nested in
 * @param isNonPrivatelyExtended whether code outside this top-level class might subclass it
 */
public record TypeFacts(
    String name,
    String simpleName,
    Kind kind,
    Set<Modifier> modifiers,
    String superclass,
    List<String> interfaces,
    Set<String> annotations,
    Set<String> suppressions,
    Optional<String> outer,
    boolean isNonPrivatelyExtended,
    Site site) {
  public TypeFacts {
    modifiers = Set.copyOf(modifiers);
    interfaces = List.copyOf(interfaces);
    annotations = Set.copyOf(annotations);
    suppressions = Set.copyOf(suppressions);
  }

  /** Whether its instances have an enclosing instance. */
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
}
