package dev.loosethread.leaks.report;

import dev.loosethread.leaks.judge.Leak;
import dev.loosethread.leaks.track.WatchedScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the leaks of a run, compares them with the baseline and writes the report files. */
public final class RunReport {
  private final Optional<Baseline> baseline;
  private final Optional<Path> folder;
  private final List<Entry> entries = new ArrayList<>();

  /** A leak and the scope that leaked it. */
  record Entry(WatchedScope.Place place, Leak leak) {}

  private RunReport(Optional<Baseline> baseline, Optional<Path> folder) {
    this.baseline = baseline;
    this.folder = folder;
  }

  /**
   * Opens a report.
   *
   * @param baseline the file of known leaks, if there is one
   * @param folder the folder for report files, if they are asked for
   * @throws IllegalArgumentException with a message of one line, if the folder cannot be created or
   *     the baseline cannot be read
   */
  public static RunReport open(Optional<Path> baseline, BaselineMode mode, Optional<Path> folder) {
    return new RunReport(
        baseline.map(file -> Baseline.read(file, mode)), folder.map(RunReport::created));
  }

  private static Path created(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          ParameterNames.REPORT + ": the folder cannot be created: " + folder, e);
    }
  }

  /** Adds leaks. Returns those that the baseline does not know, which fail the test. */
  public synchronized List<Leak> add(WatchedScope.Place place, List<Leak> leaks) {
    List<Leak> unknown = baseline.map(b -> b.unknown(place, leaks)).orElse(leaks);
    if (!leaks.isEmpty() && folder.isPresent()) {
      leaks.forEach(l -> entries.add(new Entry(place, l)));
      JUnitXmlReport.write(folder.get(), entries);
      SarifReport.write(folder.get(), entries);
    }
    return unknown;
  }

  /**
   * Closes the report at the end of the run.
   *
   * @return a message about lines of the baseline that no longer apply; empty if there are none
   */
  public synchronized Optional<String> close() {
    return baseline.flatMap(Baseline::close);
  }
}
