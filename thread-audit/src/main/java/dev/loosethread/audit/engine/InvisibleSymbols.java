package dev.loosethread.audit.engine;

import com.sun.tools.javac.util.Context;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps javac from looking for each name that does not resolve in all modules of the JDK, only to
 * word its error message better. Where many types are missing, this takes most of the time.
 */
final class InvisibleSymbols {
  private static final String RESOLVE = "com.sun.tools.javac.comp.Resolve";

  /** From here on, final fields may not be written any more (JEP 500). */
  private static final int FINAL_MEANS_FINAL = 26;

  private InvisibleSymbols() {}

  /** Has no effect on a compiler with another structure, which only takes longer. */
  static void ignoreIn(Context context) {
    if (Runtime.version().feature() >= FINAL_MEANS_FINAL) {
      return;
    }
    try {
      Class<?> type = Class.forName(RESOLVE);
      Object resolve = type.getMethod("instance", Context.class).invoke(null, context);
      List<Field> recoveries =
          Arrays.stream(type.getDeclaredFields())
              .filter(f -> f.getType().getSimpleName().equals("RecoveryLoadClass"))
              .toList();
      Field none = type.getDeclaredField("noRecovery");
      none.setAccessible(true);
      for (Field recovery : recoveries) {
        recovery.setAccessible(true);
        recovery.set(resolve, none.get(resolve));
      }
      Field modules = type.getDeclaredField("allowModules");
      modules.setAccessible(true);
      modules.set(resolve, false);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // An unknown version of javac.
      return;
    }
  }
}
