package dev.loosethread.audit.engine;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hints about settings that would let an audit see more, each given once for all files. Filled by
 * several threads.
 */
final class Hints {
  private static final int MOST_NAMED = 3;

  /** Packages that no jar on a class path can provide. */
  private static final List<String> OF_THE_JDK = List.of("java.", "sun.", "com.sun.", "jdk.");

  private final int running;
  private final Map<String, Integer> missing = new HashMap<>();
  private int tooNewForTheJdk;
  private int newestNeeded;
  private int tooNewForTheLevel;
  private int levelNeeded;
  private int inOtherEncodings;
  private String encoding = "";

  /**
   * @param running the Java release of the JDK that audits
   */
  Hints(int running) {
    this.running = running;
  }

  /**
   * A file uses what came with a release.
   *
   * @param level the release that it was read as
   */
  synchronized void needs(int release, int level) {
    if (release > running) {
      tooNewForTheJdk++;
      newestNeeded = Math.max(newestNeeded, release);
    } else if (level > 0 && level < release) {
      tooNewForTheLevel++;
      levelNeeded = Math.max(levelNeeded, release);
    }
  }

  /** A file is not in the encoding that it was read in. */
  synchronized void isNotIn(String name) {
    inOtherEncodings++;
    encoding = name;
  }

  /** A file refers to packages that do not exist. */
  synchronized void misses(Set<String> packages) {
    packages.stream()
        .filter(name -> OF_THE_JDK.stream().noneMatch(name::startsWith))
        .forEach(name -> missing.merge(name, 1, Integer::sum));
  }

  synchronized void tell(Problems problems) {
    if (tooNewForTheJdk > 0) {
      problems.hint(
          files(tooNewForTheJdk, "needs", "need")
              + " Java "
              + newestNeeded
              + " or newer, and this is "
              + running
              + ": set JAVA_HOME to a newer JDK");
    }
    if (tooNewForTheLevel > 0) {
      problems.hint(
          files(tooNewForTheLevel, "needs", "need")
              + " a newer Java release than the project says: try --release "
              + levelNeeded);
    }
    if (inOtherEncodings > 0) {
      problems.hint(
          files(inOtherEncodings, "is", "are")
              + " not in "
              + encoding
              + ": say what it is with --encoding, such as ISO-8859-1");
    }
    if (!missing.isEmpty()) {
      problems.hint(missing());
    }
  }

  private String missing() {
    List<Map.Entry<String, Integer>> most =
        missing.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_NAMED)
            .toList();
    int more = missing.size() - most.size();
    return "not on the class path: "
        + most.stream()
            .map(e -> e.getKey() + " (" + files(e.getValue(), "", "").strip() + ")")
            .collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more packages" : "")
        + "; add the jars that have them with --class-path";
  }

  private static String files(int count, String verbOfOne, String verb) {
    return count + (count == 1 ? " file " + verbOfOne : " files " + verb);
  }
}
