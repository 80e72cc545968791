package io.micronaut.context.annotation;

public @interface Factory {}
