package dev.loosethread.leaks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test that leaks a thread.
 *
 * <p>An element that is not set has the value of the annotation of the class, or of an enclosing
 * class. If none sets it, it has the value of the configuration parameter {@code
 * loosethread.leaks.<element>}, which {@code junit-platform.properties} or a system property sets.
 *
 * <p>A pattern is {@code part:regex}. The part is {@code name} (of the thread; the default), {@code
 * group}, {@code class} (of the {@link Thread} object), {@code top} (the innermost frame of its
 * stack), {@code frame} (any frame) or {@code created} (any frame of the stack that started it). A
 * frame is written {@code package.Class.method}. The regex must match the whole text.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(ThreadLeakExtension.class)
public @interface ThreadLeakCheck {
  /** When threads must have ended; {@link LeakScope#TEST} by default. */
  LeakScope[] scope() default {};

  /** The number of threads that may be left; 0 by default. */
  int[] tolerance() default {};

  /**
   * The maximum wait for threads that are ending, in milliseconds; 10,000 by default. The check
   * returns as soon as the last one has ended.
   */
  long[] maxWaitMillis() default {};

  /**
   * If there are any, only threads that match one of these patterns count. Patterns of the
   * enclosing classes and of the parameter are added.
   */
  String[] include() default {};

  /**
   * Threads that match one of these patterns do not count. Patterns of the enclosing classes and of
   * the parameter are added.
   */
  String[] exclude() default {};

  /** The reaction to a leak; {@link LeakAction#FAIL} by default. */
  LeakAction[] action() default {};

  /**
   * The reaction to an exception that ends a background thread; {@link UncaughtAction#FAIL} by
   * default.
   */
  UncaughtAction[] uncaught() default {};
}
