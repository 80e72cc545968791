package dev.loosethread.model.catalogue;

import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeHierarchy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The types that own threads. The most specific type wins, the first row among unrelated ones. */
final class OwnerRows {
  /**
   * A row about a type.
   *
   * @param rank the row's place among all rows about types
   * @param isMadeByNew whether a constructor of a subtype makes threads; not so for a mere
   *     interface, which wrappers and thread-less implementations have too
   */
  record Owner(int rank, OwnerKind kind, List<ReleaseMethod> releases, boolean isMadeByNew) {
    private boolean isReleasedBy(MethodKey method) {
      return releases.stream().anyMatch(r -> r.is(method));
    }
  }

  private final Map<String, Owner> owners = new HashMap<>();
  private final Set<String> releaseNames = new HashSet<>();

  void add(String type, OwnerKind kind, List<ReleaseMethod> releases, boolean isMadeByNew) {
    owners.put(type, new Owner(owners.size(), kind, releases, isMadeByNew));
    releases.forEach(r -> releaseNames.add(r.name()));
  }

  Optional<Owner> find(String type, TypeHierarchy hierarchy) {
    if (type.isEmpty() || type.equals("java.lang.Object")) {
      return Optional.empty();
    }
    Owner best = null;
    String bestType = "";
    for (String supertype : hierarchy.supertypes(type)) {
      Owner owner = owners.get(supertype);
      if (owner != null
          && (best == null
              || hierarchy.isSubtype(supertype, bestType)
              || (owner.rank < best.rank && !hierarchy.isSubtype(bestType, supertype)))) {
        best = owner;
        bestType = supertype;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Returns whether the method, called on an owner, releases it. */
  boolean isRelease(MethodKey method, TypeHierarchy hierarchy) {
    return releaseNames.contains(method.name())
        && find(method.owner(), hierarchy)
            .map(owner -> owner.isReleasedBy(method))
            .orElseGet(
                () ->
                    method.parameters().isEmpty()
                        && TypeHierarchy.CLOSEABLE.contains(method.owner()));
  }
}
