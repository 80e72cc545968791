package dev.loosethread.model.testing;

import dev.loosethread.model.facts.InheritedMethod;
import dev.loosethread.model.facts.TypeHierarchy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The hierarchy of the classes that the test itself can load. */
public final class LoadedTypes implements TypeHierarchy {
  @Override
  public Set<String> supertypes(String type) {
    Set<String> all = new LinkedHashSet<>(Set.of(type));
    try {
      collect(Class.forName(type, false, LoadedTypes.class.getClassLoader()), all);
    } catch (ClassNotFoundException e) {
      // A type of a made-up library has no known supertypes.
    }
    return all;
  }

  private static void collect(Class<?> type, Set<String> into) {
    into.add(type.getName());
    if (type.getSuperclass() != null) {
      collect(type.getSuperclass(), into);
    }
    Arrays.stream(type.getInterfaces()).forEach(i -> collect(i, into));
  }

  @Override
  public boolean isResolved(String type) {
    return type.equals("java.lang.Object") || supertypes(type).size() > 1;
  }

  @Override
  public boolean hasMethod(String type, String methodName) {
    return false;
  }

  @Override
  public Optional<InheritedMethod> overridable(
      String type, String methodName, boolean takesNothing) {
    return Optional.empty();
  }
}
