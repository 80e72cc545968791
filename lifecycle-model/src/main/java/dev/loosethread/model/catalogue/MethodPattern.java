package dev.loosethread.model.catalogue;

import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeHierarchy;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The method of a catalogue row: {@code owner#name(parameter,...)} or {@code owner#name(*)}, with
 * {@code @N} behind it if it exists from version N of the JDK.
 *
 * @param parameters null for any
 * @param since the JDK version, 0 if no row says
 */
record MethodPattern(String owner, String name, List<String> parameters, int since) {
  private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
  private static final String TYPE = NAME + "(?:\\." + NAME + ")*";
  private static final Pattern TEXT =
      Pattern.compile(
          "(?<owner>%1$s)#(?<name>%2$s|<init>)\\((?<parameters>\\*|(?:%3$s(?:,%3$s)*)?)\\)(?:@(?<since>\\d{1,3}))?"
              .formatted(TYPE, NAME, TYPE + "(?:\\[\\])*"));

  /** Parses a row's method, or returns null if it is none. */
  static MethodPattern parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    String inner = matcher.group("parameters");
    List<String> parameters =
        inner.equals("*") ? null : inner.isEmpty() ? List.of() : List.of(inner.split(","));
    String since = matcher.group("since");
    return new MethodPattern(
        matcher.group("owner"),
        matcher.group("name"),
        parameters,
        since == null ? 0 : Integer.parseInt(since));
  }

  /** Whether the called method is this one, or overrides or inherits it. */
  boolean matches(MethodKey method, TypeHierarchy hierarchy) {
    return (parameters == null || parameters.equals(method.parameters()))
        && (hierarchy == null
            ? owner.equals(method.owner())
            : hierarchy.isSubtype(method.owner(), owner));
  }
}
