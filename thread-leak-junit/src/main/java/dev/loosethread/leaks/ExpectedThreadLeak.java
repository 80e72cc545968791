package dev.loosethread.leaks;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A leak that is known and lived with, of one test or of all tests of a class. */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(ExpectedThreadLeak.Several.class)
public @interface ExpectedThreadLeak {
  /** Which threads, as a pattern of {@link ThreadLeakCheck}. */
  String value();

  /** Why it is lived with; must not be blank. */
  String reason();

  /** Several of them. */
  @Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
  @Retention(RetentionPolicy.RUNTIME)
  @Documented
  @Inherited
  @interface Several {
    /** The expectations. */
    ExpectedThreadLeak[] value();
  }
}
