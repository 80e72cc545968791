package dev.loosethread.model.catalogue;

import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeHierarchy;
import java.util.List;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * The method of a catalogue row: {@code owner#name(parameter,...)} or {@code owner#name(*)}, with
 * {@code @N} behind it if it exists from version N of the JDK.
 *
 * @param owner the declaring type, {@link #ANY_OWNER} for any
 * @param parameters null for any
 * @param since the JDK version, 0 if no row says
 */
record MethodPattern(String owner, String name, @Nullable List<String> parameters, int since) {
  static final String ANY_OWNER = "*";

  /**
   * Parses a row's method, or returns null if it is not a method. Uses no regular expression: every
   * compilation parses all rows, and a cold one would take most of that time.
   */
  static @Nullable MethodPattern parse(String text) {
    int hash = text.indexOf('#');
    int open = text.indexOf('(', hash + 1);
    int close = text.indexOf(')', open + 1);
    if (hash < 0 || open < 0 || close < 0) {
      return null;
    }
    String owner = text.substring(0, hash);
    String name = text.substring(hash + 1, open);
    String inner = text.substring(open + 1, close);
    int since = since(text.substring(close + 1));
    @Nullable List<String> parameters =
        inner.equals("*") ? null : inner.isEmpty() ? List.of() : List.of(inner.split(",", -1));
    boolean isNamed =
        (owner.equals(ANY_OWNER) || isTypeName(owner))
            && (name.equals(MethodKey.CONSTRUCTOR) || SourceVersion.isIdentifier(name));
    boolean isTyped = parameters == null || parameters.stream().allMatch(MethodPattern::isErased);
    return isNamed && isTyped && since >= 0
        ? new MethodPattern(owner, name, parameters, since)
        : null;
  }

  /** The N of {@code @N}, 0 for nothing, -1 for anything else. */
  private static int since(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return text.startsWith("@") ? Integer.parseUnsignedInt(text.substring(1)) : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static boolean isErased(String parameter) {
    String element = parameter;
    while (element.endsWith("[]")) {
      element = element.substring(0, element.length() - 2);
    }
    return isTypeName(element);
  }

  /** Returns whether the text is a binary name, or a primitive type's. */
  static boolean isTypeName(String text) {
    int start = 0;
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
      if (!SourceVersion.isIdentifier(text.substring(start, dot))) {
        return false;
      }
      start = dot + 1;
    }
    return SourceVersion.isIdentifier(text.substring(start));
  }

  /** Returns whether the type that declares the method does not matter. */
  boolean isOfAnyOwner() {
    return owner.equals(ANY_OWNER);
  }

  /** Returns whether the called method is this one, or overrides or inherits it. */
  boolean matches(MethodKey method, TypeHierarchy hierarchy) {
    return takes(method.parameters())
        && (isOfAnyOwner() || hierarchy.isSubtype(method.owner(), owner));
  }

  /** Returns whether the called method is this one, and not one of a subtype. */
  boolean isDeclaration(MethodKey method) {
    return takes(method.parameters()) && (isOfAnyOwner() || owner.equals(method.owner()));
  }

  private boolean takes(List<String> types) {
    return parameters == null || parameters.equals(types);
  }
}
