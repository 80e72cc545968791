package dev.loosethread.leaks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Accepts a known leak of a test, or of all tests of a class. */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(ExpectedThreadLeak.Several.class)
public @interface ExpectedThreadLeak {
  /** Selects the threads, with a pattern as in {@link ThreadLeakCheck}. */
  String value();

  /** Says why the leak is accepted; must not be blank. */
  String reason();

  /** Holds several annotations. */
  @Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
  @Retention(RetentionPolicy.RUNTIME)
  @Documented
  @Inherited
  @interface Several {
    /** The annotations. */
    ExpectedThreadLeak[] value();
  }
}
