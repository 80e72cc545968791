package dev.loosethread.model.catalogue;

import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeHierarchy;
import java.util.List;

/**
 * The method of a catalogue row: {@code owner#name(parameter,...)} or {@code owner#name(*)}.
 *
 * @param parameters null for any
 */
record MethodPattern(String owner, String name, List<String> parameters) {

  /** Parses a row's method, or returns null if it is none. */
  static MethodPattern parse(String text) {
    int hash = text.indexOf('#');
    int open = text.indexOf('(');
    if (hash <= 0 || open <= hash + 1 || !text.endsWith(")")) {
      return null;
    }
    String inner = text.substring(open + 1, text.length() - 1);
    List<String> parameters =
        inner.equals("*") ? null : inner.isEmpty() ? List.of() : List.of(inner.split(","));
    return new MethodPattern(text.substring(0, hash), text.substring(hash + 1, open), parameters);
  }

  /** Whether the called method is this one, or overrides or inherits it. */
  boolean matches(MethodKey method, TypeHierarchy hierarchy) {
    return (parameters == null || parameters.equals(method.parameters()))
        && (hierarchy == null
            ? owner.equals(method.owner())
            : hierarchy.isSubtype(method.owner(), owner));
  }
}
