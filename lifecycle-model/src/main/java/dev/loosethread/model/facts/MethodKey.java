package dev.loosethread.model.facts;

import java.util.List;

/**
 * The name of one method, the same in all front ends.
 *
 * @param owner binary name of the class that declares the method ({@code java.util.Map$Entry})
 * @param name the method's name, {@code <init>} for a constructor
 * @param parameters binary names of the erased parameter types; arrays end in {@code []}
 */
public record MethodKey(String owner, String name, List<String> parameters) {
  public static final String CONSTRUCTOR = "<init>";

  public MethodKey {
    parameters = List.copyOf(parameters);
  }

  public static MethodKey of(String owner, String name, String... parameters) {
    return new MethodKey(owner, name, List.of(parameters));
  }

  /** Returns the name of the same method in another class. */
  public MethodKey declaredIn(String otherOwner) {
    return owner.equals(otherOwner) ? this : new MethodKey(otherOwner, name, parameters);
  }

  public boolean isConstructor() {
    return name.equals(CONSTRUCTOR);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MethodKey key
        && name.equals(key.name)
        && owner.equals(key.owner)
        && parameters.equals(key.parameters);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * owner.hashCode() + name.hashCode()) + parameters.hashCode();
  }

  @Override
  public String toString() {
    return owner + "#" + name + "(" + String.join(",", parameters) + ")";
  }
}
