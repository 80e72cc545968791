package dev.loosethread.model.facts;

import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * The declaration of one field.
 *
 * @param type erased binary name of the declared type
 * @param annotations binary names of the annotations
 */
public record FieldFacts(
    FieldKey key, String type, Set<Modifier> modifiers, Set<String> annotations, Site site) {
  public FieldFacts {
    modifiers = Set.copyOf(modifiers);
    annotations = Set.copyOf(annotations);
  }

  /** Fields are compared by identity: each declaration has exactly one of these. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  public boolean isStatic() {
    return modifiers.contains(Modifier.STATIC);
  }

  public boolean isFinal() {
    return modifiers.contains(Modifier.FINAL);
  }

  public boolean isPrivate() {
    return modifiers.contains(Modifier.PRIVATE);
  }
}
