package dev.loosethread.leaks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the leaks of a run are written down. */
final class Ledger {
  private final Optional<Baseline> baseline;
  private final Optional<Path> reports;
  private final List<Entry> entries = new ArrayList<>();

  /** A leak and what it is a leak of. */
  record Entry(Scope.Place place, LeakedThread leak) {}

  private Ledger(Optional<Baseline> baseline, Optional<Path> reports) {
    this.baseline = baseline;
    this.reports = reports;
  }

  /**
   * Opens the ledger that the configuration asks for.
   *
   * @throws IllegalArgumentException with one line, if the configuration is bad or the baseline
   *     cannot be read
   */
  static Ledger of(Parameters parameters) {
    Baseline.Mode mode = parameters.baselineMode();
    return new Ledger(
        parameters.path("baseline").map(p -> Baseline.read(p, mode)),
        parameters.path("report").map(Ledger::writable));
  }

  private static Path writable(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          ThreadLeaks.PREFIX + "report: no folder to write to: " + folder, e);
    }
  }

  /** Writes leaks down. Returns those that fail a test: the baseline does not have them. */
  synchronized List<LeakedThread> add(Scope.Place place, List<LeakedThread> leaks) {
    List<LeakedThread> fresh = baseline.map(b -> b.unknown(place, leaks)).orElse(leaks);
    if (!leaks.isEmpty() && reports.isPresent()) {
      leaks.forEach(l -> entries.add(new Entry(place, l)));
      JUnitXml.write(reports.get(), entries);
      Sarif.write(reports.get(), entries);
    }
    return fresh;
  }

  /**
   * Closes the ledger at the end of a run.
   *
   * @return what is wrong with the baseline, in words; empty if nothing is
   */
  synchronized Optional<String> close() {
    return baseline.flatMap(Baseline::close);
  }
}
