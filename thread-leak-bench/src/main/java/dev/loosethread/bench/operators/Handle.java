package dev.loosethread.bench.operators;

import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** The kinds of objects that a release ends. */
enum Handle {
  /** That which keeps threads. */
  OWNER,
  /** A task of such an owner. */
  FUTURE;

  private static final List<String> CONTAINERS = List.of("java.lang.Iterable", "java.util.Map");

  private static final Pattern MAY_END =
      Pattern.compile(
          "(?:shut|close|stop|cancel|interrupt|terminate|destroy|dispose|halt|kill|end|release|quit|exit)"
              + "(?:[A-Z_].*|[dD]own.*)?");

  boolean matches(SourceUnit unit, TypeMirror type) {
    return this == OWNER ? Vocabulary.isOwner(unit, type) : unit.isSubtype(type, Vocabulary.FUTURE);
  }

  /** Returns whether a collection, map or array of the type has such elements. */
  boolean isContainer(SourceUnit unit, TypeMirror type) {
    if (type instanceof ArrayType array) {
      return matches(unit, array.getComponentType()) || isContainer(unit, array.getComponentType());
    }
    return type instanceof DeclaredType declared
        && unit.isSubtypeOfAny(type, CONTAINERS)
        && declared.getTypeArguments().stream()
            .anyMatch(element -> matches(unit, element) || isContainer(unit, element));
  }

  /** Returns whether a method of this name ends it. */
  boolean isRelease(CharSequence name) {
    return this == OWNER
        ? Vocabulary.RELEASES.contains(name.toString())
        : name.toString().equals("cancel");
  }

  /**
   * Returns whether a method of this name may well end it, so that nobody can say that nothing
   * does.
   */
  static boolean mayRelease(CharSequence name) {
    return MAY_END.matcher(name).matches();
  }
}
