package dev.loosethread.leaks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test that leaves a thread behind.
 *
 * <p>An element that is left empty is as a wider annotation says (of the class, or of a class
 * around it), else as the configuration parameter {@code loosethread.leaks.<element>} says, which
 * may stand in {@code junit-platform.properties} or be a system property.
 *
 * <p>A pattern is {@code part:regex}, where the part is {@code name} (of the thread, and what a
 * pattern without a part means), {@code group}, {@code class} (of the {@link Thread} object),
 * {@code top} (the first frame of its stack), {@code frame} (any frame) or {@code created} (any
 * frame of the stack that started it); frames are written {@code package.Class.method}. The regex
 * must match the whole text.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(ThreadLeakExtension.class)
public @interface ThreadLeakCheck {
  /** When threads must be gone; {@link LeakScope#TEST} if nothing says otherwise. */
  LeakScope[] scope() default {};

  /** How many threads may be left over; 0 if nothing says otherwise. */
  int[] tolerance() default {};

  /**
   * How long to wait for threads that are ending, in milliseconds; 10,000 if nothing says
   * otherwise. The check returns as soon as the last one is gone.
   */
  long[] maxWaitMillis() default {};

  /** If there are any, only threads that match one are looked at; wider ones count as well. */
  String[] include() default {};

  /** Threads that match one are not looked at; wider ones count as well. */
  String[] exclude() default {};

  /** What becomes of a leak; {@link LeakAction#FAIL} if nothing says otherwise. */
  LeakAction[] action() default {};

  /**
   * What becomes of an exception that ends a background thread; {@link UncaughtAction#FAIL} if
   * nothing says otherwise.
   */
  UncaughtAction[] uncaught() default {};
}
