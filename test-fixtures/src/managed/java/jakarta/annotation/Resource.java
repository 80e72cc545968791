package jakarta.annotation;

public @interface Resource {}
