package dev.loosethread.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A few leaky programs, with a marker on the line before each finding. */
final class Samples {
  private static final String MARKER = "// finding: ";

  private Samples() {}

  /** Returns the findings that the markers announce, as {@code File.java:line Pattern}. */
  static Set<String> marked(List<Path> sources) {
    Set<String> marked = new TreeSet<>();
    for (Path source : sources) {
      List<String> lines = lines(source);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).strip();
        if (line.startsWith(MARKER)) {
          // The marker is on the line before; lines count from one.
          marked.add(source.getFileName() + ":" + (i + 2) + " " + line.substring(MARKER.length()));
        }
      }
    }
    return marked;
  }

  static List<Path> copyTo(Path target) {
    Path samples = Build.root().resolve("workbench/src/test/resources/sample");
    try (Stream<Path> files = Files.list(samples)) {
      Files.createDirectories(target);
      List<Path> copies = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        copies.add(Files.copy(file, target.resolve(file.getFileName().toString())));
      }
      return copies;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
