package dev.loosethread.model.catalogue;

import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeHierarchy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rows of one kind that speak of methods, found by the methods' names.
 *
 * @param <T> what a row says of its method
 */
final class MethodRows<T> {
  private record Row<T>(MethodPattern method, T value) {}

  private final Map<String, List<Row<T>>> byName = new HashMap<>();

  void add(MethodPattern method, T value) {
    byName.computeIfAbsent(method.name(), n -> new ArrayList<>(2)).add(new Row<>(method, value));
  }

  /** Returns whether any row speaks of a method with this name. */
  boolean mayKnow(String methodName) {
    return byName.containsKey(methodName);
  }

  /** Returns what the first row says that holds for the method, or for one that it overrides. */
  Optional<T> find(MethodKey method, TypeHierarchy hierarchy) {
    return find(method, hierarchy, value -> true);
  }

  /** The same, among the rows that say something wanted. */
  Optional<T> find(MethodKey method, TypeHierarchy hierarchy, Predicate<T> wanted) {
    return first(method.name(), wanted, row -> row.matches(method, hierarchy));
  }

  /** Returns what the first row says that names the method and the type that declares it. */
  Optional<T> findDeclared(MethodKey method) {
    return findDeclared(method, value -> true);
  }

  /** The same, among the rows that say something wanted. */
  Optional<T> findDeclared(MethodKey method, Predicate<T> wanted) {
    return first(method.name(), wanted, row -> row.isDeclaration(method));
  }

  private Optional<T> first(String name, Predicate<T> wanted, Predicate<MethodPattern> matches) {
    for (Row<T> row : byName.getOrDefault(name, List.of())) {
      if (wanted.test(row.value()) && matches.test(row.method())) {
        return Optional.of(row.value());
      }
    }
    return Optional.empty();
  }
}
