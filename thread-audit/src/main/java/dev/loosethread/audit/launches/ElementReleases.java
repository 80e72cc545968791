package dev.loosethread.audit.launches;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.ReleaseCalls;
import dev.loosethread.model.ownership.AliasSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the code that releases owners which an array or a collection keeps. */
final class ElementReleases {
  private final ClassIndex index;

  ElementReleases(ClassIndex index) {
    this.index = index;
  }

  /**
   * Returns the code that releases the elements of the array or collection that keeps it, or null.
   */
  @Nullable Body ender(AliasSet aliases) {
    Set<Value> containers = new HashSet<>();
    for (int i : aliases.in(index.values().assigned())) {
      if (index.assigns().get(i).event().target() instanceof Value.Element element) {
        containers.add(element.container());
      }
    }
    aliases
        .calls()
        .filter(at -> JdkMethod.COLLECTION_ADD.is(at.event().method(), index.hierarchy()))
        .filter(at -> at.event().arguments().stream().anyMatch(aliases::contains))
        .forEach(at -> containers.add(at.event().receiver()));
    if (containers.isEmpty()) {
      return null;
    }
    for (At<Event.Call> at : index.get(ReleaseCalls.KEY).ending()) {
      if (isElementOf(at.event().receiver(), containers)) {
        return at.body();
      }
    }
    return null;
  }

  private boolean isElementOf(Value value, Set<Value> containers) {
    if (value instanceof Value.Local local) {
      return index.valuesOf(local).stream()
          .anyMatch(v -> v instanceof Value.Element e && containers.contains(e.container()));
    }
    return value instanceof Value.Element element && containers.contains(element.container());
  }
}
