package dev.loosethread.leaks.report;

import dev.loosethread.leaks.judge.Leak;
import dev.loosethread.leaks.track.Log;
import dev.loosethread.leaks.track.WatchedScope;
import java.io.IOException;
import java.nio.channels.FileChannel;
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
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A file of known leaks, so that only new ones fail. A line is {@code package.Class#method | thread
 * name | count}, where each number in the name is replaced by {@code #}.
 */
final class Baseline {
  private static final String HEAD = "// Known thread leaks: test | thread | maximum number.";

  private final Path file;
  private final BaselineMode mode;
  private final Map<String, Integer> known;
  private final Map<String, Integer> seen = new TreeMap<>();
  private final Set<String> checked = new HashSet<>();

  private Baseline(Path file, BaselineMode mode, Map<String, Integer> known) {
    this.file = file;
    this.mode = mode;
    this.known = known;
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException with a message of one line, if the file is malformed, or is
   *     missing and the mode is not {@link BaselineMode#RECORD}
   */
  static Baseline read(Path file, BaselineMode mode) {
    return new Baseline(file, mode, readLines(file, mode == BaselineMode.RECORD));
  }

  private static Map<String, Integer> readLines(Path file, boolean mayBeMissing) {
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
          throw unusable(file + ":" + number + ": not \"test | thread | count\": " + line, null);
        }
        lines.put(line.substring(0, last).strip(), Integer.parseInt(count));
      }
    } catch (NoSuchFileException e) {
      if (!mayBeMissing) {
        throw unusable(
            file + " does not exist; create it with " + ParameterNames.BASELINE_MODE + "=RECORD",
            e);
      }
    } catch (IOException e) {
      throw unusable(file + " cannot be read: " + e.getMessage(), e);
    }
    return lines;
  }

  private static IllegalArgumentException unusable(String why, Exception cause) {
    return new IllegalArgumentException(ParameterNames.BASELINE + ": " + why, cause);
  }

  /** Notes what a scope leaked, even if that is nothing. Returns the leaks that are not known. */
  List<Leak> unknown(WatchedScope.Place place, List<Leak> leaks) {
    checked.add(place.id());
    Map<String, Integer> counts = new TreeMap<>();
    List<Leak> unknown = new ArrayList<>();
    for (Leak leak : leaks) {
      String key = key(place, leak);
      if (counts.merge(key, 1, Integer::sum) > known.getOrDefault(key, 0)) {
        unknown.add(leak);
      }
    }
    counts.forEach((key, count) -> seen.merge(key, count, Math::max));
    return mode == BaselineMode.RECORD ? List.of() : unknown;
  }

  /** Returns a line that identifies a leak and stays the same from run to run. */
  static String key(WatchedScope.Place place, Leak leak) {
    String name = leak.thread().name();
    return place.id() + " | " + name.replaceAll("\\d+", "#").replaceAll("\\R", " ");
  }

  /** Ends the run: updates the file, or returns a message that names the lines to remove. */
  Optional<String> close() {
    Set<String> gone =
        known.keySet().stream()
            .filter(k -> !seen.containsKey(k))
            .filter(k -> checked.contains(k.substring(0, k.indexOf(" | "))))
            .collect(Collectors.toCollection(TreeSet::new));
    if (mode == BaselineMode.CHECK) {
      return gone.isEmpty() ? Optional.empty() : Optional.of(goneText(gone));
    }
    if (mode == BaselineMode.RECORD ? !seen.isEmpty() : !gone.isEmpty()) {
      write(gone);
    }
    return Optional.empty();
  }

  private String goneText(Set<String> gone) {
    return (gone.size() == 1 ? "1 known leak is" : gone.size() + " known leaks are")
        + " gone; remove the lines below from "
        + file
        + " or set "
        + ParameterNames.BASELINE_MODE
        + "=SHRINK:\n   "
        + String.join("\n   ", gone);
  }

  /** Writes the file under a lock, after reading it again: other JVMs may update it too. */
  private void write(Set<String> gone) {
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        // Closing the channel releases the lock.
        channel.lock();
        Map<String, Integer> now = readLines(file, true);
        now.keySet().removeAll(gone);
        if (mode == BaselineMode.RECORD) {
          seen.forEach((key, count) -> now.merge(key, count, Math::max));
        }
        List<String> text = new ArrayList<>(List.of(HEAD));
        now.forEach((key, count) -> text.add(key + " | " + count));
        Files.write(file, text);
      }
    } catch (IOException e) {
      Log.warn(ParameterNames.BASELINE + ": " + file + " cannot be written: " + e);
    }
  }
}
