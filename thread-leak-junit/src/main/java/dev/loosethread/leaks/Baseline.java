package dev.loosethread.leaks;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A file of leaks that are known, so that only new ones fail. A line is {@code package.Class#method
 * | thread name | count}, where each number in the name is a {@code #}.
 */
final class Baseline {
  private static final String HEAD = "// Known thread leaks: test | thread | how many at most.";

  /** What a run does with the file. */
  enum Mode {
    /** Leaks that it has not fail their test; lines whose test leaks no more fail the run. */
    CHECK,
    /** Leaks that it has not fail their test; lines whose test leaks no more are taken out. */
    SHRINK,
    /** All leaks are put in, and none fails. */
    RECORD
  }

  private final Path file;
  private final Mode mode;
  private final Map<String, Integer> known;
  private final Map<String, Integer> seen = new TreeMap<>();
  private final Set<String> checked = new HashSet<>();

  private Baseline(Path file, Mode mode, Map<String, Integer> known) {
    this.file = file;
    this.mode = mode;
    this.known = known;
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException with one line, if it is missing and not to be recorded, or is
   *     malformed
   */
  static Baseline read(Path file, Mode mode) {
    return new Baseline(file, mode, lines(file, mode == Mode.RECORD));
  }

  private static Map<String, Integer> lines(Path file, boolean mayBeMissing) {
    Map<String, Integer> lines = new TreeMap<>();
    int number = 0;
    try {
      for (String line : Files.readAllLines(file)) {
        number++;
        if (line.isBlank() || line.startsWith("//")) {
          continue;
        }
        int last = line.lastIndexOf(" | ");
        String count = last < 0 ? "" : line.substring(last + 3).strip();
        if (!count.matches("[1-9]\\d{0,8}") || !line.substring(0, last).contains(" | ")) {
          throw new IllegalArgumentException(
              ThreadLeaks.PREFIX
                  + "baseline: "
                  + file
                  + ":"
                  + number
                  + ": not \"test | thread | count\": "
                  + line);
        }
        lines.put(line.substring(0, last).strip(), Integer.parseInt(count));
      }
    } catch (NoSuchFileException e) {
      if (!mayBeMissing) {
        throw new IllegalArgumentException(
            ThreadLeaks.PREFIX
                + "baseline: "
                + file
                + " does not exist; "
                + ThreadLeaks.PREFIX
                + "baselineMode=RECORD makes it",
            e);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          ThreadLeaks.PREFIX + "baseline: " + file + " cannot be read: " + e.getMessage(), e);
    }
    return lines;
  }

  /** Notes what a test leaked, nothing included, and returns what is not known. */
  List<LeakedThread> unknown(Scope.Place place, List<LeakedThread> leaks) {
    checked.add(place.id());
    Map<String, Integer> counts = new TreeMap<>();
    List<LeakedThread> unknown = new ArrayList<>();
    for (LeakedThread leak : leaks) {
      String key = key(place, leak);
      if (counts.merge(key, 1, Integer::sum) > known.getOrDefault(key, 0)) {
        unknown.add(leak);
      }
    }
    counts.forEach((key, count) -> seen.merge(key, count, Math::max));
    return mode == Mode.RECORD ? List.of() : unknown;
  }

  /** What stays the same from run to run of a leak, in one line. */
  static String key(Scope.Place place, LeakedThread leak) {
    return place.id() + " | " + leak.name().replaceAll("\\d+", "#").replaceAll("\\R", " ");
  }

  /** Ends a run: writes the file anew if it is to be, or says what is to be taken out. */
  Optional<String> close() {
    Set<String> gone =
        known.keySet().stream()
            .filter(k -> !seen.containsKey(k))
            .filter(k -> checked.contains(k.substring(0, k.indexOf(" | "))))
            .collect(Collectors.toCollection(java.util.TreeSet::new));
    if (mode == Mode.CHECK) {
      return gone.isEmpty() ? Optional.empty() : Optional.of(goneText(gone));
    }
    if (mode == Mode.RECORD ? !seen.isEmpty() : !gone.isEmpty()) {
      write(gone);
    }
    return Optional.empty();
  }

  private String goneText(Set<String> gone) {
    return (gone.size() == 1 ? "1 known leak is" : gone.size() + " known leaks are")
        + " gone; take the lines out of "
        + file
        + ", or let "
        + ThreadLeaks.PREFIX
        + "baselineMode=SHRINK do it:\n   "
        + String.join("\n   ", gone);
  }

  /** Other JVMs that run other tests may write it too, so it is read again under a lock. */
  private void write(Set<String> gone) {
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        Map<String, Integer> now = lines(file, true);
        now.keySet().removeAll(gone);
        if (mode == Mode.RECORD) {
          seen.forEach((key, count) -> now.merge(key, count, Math::max));
        }
        List<String> text = new ArrayList<>(List.of(HEAD));
        now.forEach((key, count) -> text.add(key + " | " + count));
        Files.write(file, text);
      }
    } catch (IOException e) {
      Log.warn(ThreadLeaks.PREFIX + "baseline: " + file + " cannot be written: " + e);
    }
  }
}
