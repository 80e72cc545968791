package io.micronaut.context.annotation;

public @interface Bean {
  String preDestroy() default "";
}
