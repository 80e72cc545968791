package dev.loosethread.bench.fixes;

import dev.loosethread.bench.fixes.FixedLibrary.Fix;
import dev.loosethread.bench.fixes.FixedLibrary.Found;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The findings of a library before and after its fixes. Lines move, and messages name them; so two
 * findings are the same if pattern, file and the declaration that they are in are, and of several
 * such ones only the number counts.
 *
 * @param stillThere fixed ones that are reported again, as they are after the fixes
 * @param isNew those that only the changed code has
 */
record FixOutcome(List<Found> stillThere, List<Found> isNew) {
  private record Key(String file, String place, String pattern) {
    static Key of(Found found) {
      return new Key(found.file(), found.place(), found.pattern());
    }
  }

  static FixOutcome of(FixedLibrary library) {
    Map<Key, List<Found>> before = byKey(library.before());
    List<Found> stillThere = new ArrayList<>();
    List<Found> isNew = new ArrayList<>();
    byKey(library.after())
        .forEach(
            (key, after) -> {
              List<Found> had = before.getOrDefault(key, List.of());
              int fixed = (int) had.stream().map(Found::fix).filter(Fix::isThere).count();
              int expected = had.size() - fixed;
              for (int i = expected; i < after.size(); i++) {
                (i < had.size() ? stillThere : isNew).add(after.get(i));
              }
            });
    return new FixOutcome(List.copyOf(stillThere), List.copyOf(isNew));
  }

  private static Map<Key, List<Found>> byKey(List<Found> all) {
    Map<Key, List<Found>> byKey = new LinkedHashMap<>();
    all.forEach(found -> byKey.computeIfAbsent(Key.of(found), k -> new ArrayList<>()).add(found));
    return byKey;
  }
}
