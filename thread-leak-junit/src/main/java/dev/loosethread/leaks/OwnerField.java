package dev.loosethread.leaks;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.Executor;

/** Guesses the field that has the owner of a leaked thread. */
final class OwnerField {
  private OwnerField() {}

  /**
   * Looks for a field that can hold the owner in the first class of the user that has one, first
   * along the stack that started the thread, then along the one that it stands at.
   *
   * @param end the method that ends an owner
   * @return what to add to a sentence; empty if there is no such field
   */
  static String hint(Start start, List<StackTraceElement> stack, String end) {
    Set<String> types = new LinkedHashSet<>();
    for (List<StackTraceElement> frames : List.of(start.frames(), stack)) {
      frames.stream().filter(Frames::isOfUser).forEach(f -> types.add(f.getClassName()));
    }
    for (String type : types) {
      List<String> fields = fields(type);
      if (!fields.isEmpty()) {
        return ", perhaps that of " + String.join(" or ", fields) + ", which needs " + end;
      }
    }
    return "";
  }

  private static List<String> fields(String type) {
    List<String> names = new ArrayList<>();
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      Class<?> found = Class.forName(type, false, loader);
      Arrays.stream(found.getDeclaredFields())
          .filter(OwnerField::canOwn)
          .forEach(f -> names.add(found.getSimpleName() + "." + f.getName()));
    } catch (ReflectiveOperationException | LinkageError e) {
      // Of another loader, or incomplete: then there is no hint.
      return List.of();
    }
    return names;
  }

  private static boolean canOwn(Field field) {
    Class<?> type = field.getType();
    return Executor.class.isAssignableFrom(type)
        || Thread.class.isAssignableFrom(type)
        || Timer.class.isAssignableFrom(type);
  }
}
