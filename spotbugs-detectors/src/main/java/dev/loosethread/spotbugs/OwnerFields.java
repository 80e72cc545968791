package dev.loosethread.spotbugs;

import edu.umd.cs.findbugs.SourceLineAnnotation;
import edu.umd.cs.findbugs.ba.XField;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What one top-level class, with all classes nested in it, does with the owners in its fields. */
final class OwnerFields {
  private final Map<XField, SourceLineAnnotation> creations = new LinkedHashMap<>();
  private final Set<XField> notLeaking = new HashSet<>();
  private final Set<String> visited = new HashSet<>();
  private final Set<String> nested = new HashSet<>();
  private boolean anyMayBeReleased;

  void visited(String className) {
    visited.add(className);
  }

  void hasNested(String className) {
    nested.add(className);
  }

  void created(XField field, SourceLineAnnotation line) {
    creations.putIfAbsent(field, line);
  }

  /** The owner in this field is released, handed on, or not surely created here. */
  void doesNotLeak(XField field) {
    notLeaking.add(field);
  }

  /** An owner whose field is not known was released or handed on: it may be any. */
  void anyMayBeReleased() {
    anyMayBeReleased = true;
  }

  /** The fields that keep an owner which nothing releases, with the line that creates it. */
  Stream<Map.Entry<XField, SourceLineAnnotation>> leaking() {
    // A nested class that was left out of the analysis may be the one that releases.
    if (anyMayBeReleased || !visited.containsAll(nested)) {
      return Stream.empty();
    }
    return creations.entrySet().stream().filter(entry -> !notLeaking.contains(entry.getKey()));
  }
}
