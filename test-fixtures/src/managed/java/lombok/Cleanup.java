package lombok;

public @interface Cleanup {
  String value() default "close";
}
