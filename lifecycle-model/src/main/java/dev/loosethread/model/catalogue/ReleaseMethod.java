package dev.loosethread.model.catalogue;

import dev.loosethread.model.facts.MethodKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method that ends an owner.
 *
 * @param arguments what a fix calls it with; their number is the method's
 */
record ReleaseMethod(String name, List<String> arguments) {
  /** Parses {@code name}, {@code name@N} or {@code name(argument,...)}; null if it is none. */
  static @Nullable ReleaseMethod parse(String text) {
    int version = text.indexOf('@');
    String method = version < 0 ? text : text.substring(0, version);
    int open = method.indexOf('(');
    String name = open < 0 ? method : method.substring(0, open);
    if (!MethodPattern.isTypeName(name) || (open >= 0 && !method.endsWith(")"))) {
      return null;
    }
    return new ReleaseMethod(
        name,
        open < 0 ? List.of() : List.of(method.substring(open + 1, method.length() - 1).split(",")));
  }

  boolean is(MethodKey method) {
    return name.equals(method.name()) && arguments.size() == method.parameters().size();
  }

  String call() {
    return name + "(" + String.join(", ", arguments) + ")";
  }
}
