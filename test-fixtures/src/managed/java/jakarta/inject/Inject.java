package jakarta.inject;

public @interface Inject {}
