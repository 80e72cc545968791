package dev.loosethread.model.facts;

/**
 * A method that a class inherits, or declares abstract itself, and that its code may override.
 *
 * @param isAbstract whether there is no code to call with {@code super}
 * @param isOfInterface whether an interface declares it
 */
public record InheritedMethod(String name, boolean isAbstract, boolean isOfInterface) {}
