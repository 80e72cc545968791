package dev.loosethread.leaks.judge;

import dev.loosethread.leaks.track.StackFrames;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.Executor;

/** Guesses the field that holds a leaked thread or its owner. */
final class OwnerField {
  private OwnerField() {}

  /**
   * Searches the classes of user code in both stacks for the first one with a field that can hold
   * the owner.
   *
   * @param start the stack that started the thread; searched first
   * @param stack the stack of the thread
   * @return the candidates in that class, {@code Class.field or Class.other}; empty if there are
   *     none
   */
  static String guess(List<StackTraceElement> start, List<StackTraceElement> stack) {
    Set<String> types = new LinkedHashSet<>();
    for (List<StackTraceElement> frames : List.of(start, stack)) {
      frames.stream().filter(StackFrames::isOfUser).forEach(f -> types.add(f.getClassName()));
    }
    for (String type : types) {
      List<String> fields = fields(type);
      if (!fields.isEmpty()) {
        return String.join(" or ", fields);
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
          .filter(OwnerField::canHoldOwner)
          .forEach(f -> names.add(found.getSimpleName() + "." + f.getName()));
    } catch (ReflectiveOperationException | LinkageError e) {
      // Another loader has the class, or a class that it needs is missing: no guess.
      return List.of();
    }
    return names;
  }

  private static boolean canHoldOwner(Field field) {
    Class<?> type = field.getType();
    return Executor.class.isAssignableFrom(type)
        || Thread.class.isAssignableFrom(type)
        || Timer.class.isAssignableFrom(type);
  }
}
