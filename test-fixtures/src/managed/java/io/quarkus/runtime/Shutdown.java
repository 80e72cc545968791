package io.quarkus.runtime;

public @interface Shutdown {}
