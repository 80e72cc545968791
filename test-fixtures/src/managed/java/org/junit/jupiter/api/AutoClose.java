package org.junit.jupiter.api;

public @interface AutoClose {
  String value() default "close";
}
