package dev.loosethread.bench.judges;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A file with units, for another process: a line for each class path and for each unit, with tabs
 * between.
 */
final class Jobs {
  private static final String CLASS_PATH = "class-path";
  private static final String UNIT = "unit";

  private Jobs() {}

  static void write(Path file, List<Unit> units) throws IOException {
    List<String> lines = new ArrayList<>();
    Map<List<Path>, String> keys = new HashMap<>();
    for (Unit unit : units) {
      String key = keys.get(unit.classPath());
      if (key == null) {
        key = Integer.toString(keys.size());
        keys.put(unit.classPath(), key);
        lines.add(line(CLASS_PATH, key, joined(unit.classPath())));
      }
      lines.add(
          line(
              UNIT,
              unit.id(),
              unit.source().toString(),
              unit.classes().toString(),
              Integer.toString(unit.level()),
              key));
    }
    Files.write(file, lines);
  }

  static List<Unit> read(Path file) throws IOException {
    List<Unit> units = new ArrayList<>();
    Map<String, List<Path>> classPaths = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split("\t", -1);
      if (parts[0].equals(CLASS_PATH)) {
        classPaths.put(parts[1], split(parts[2]));
      } else {
        units.add(
            new Unit(
                parts[1],
                Path.of(parts[2]),
                Path.of(parts[3]),
                Integer.parseInt(parts[4]),
                classPaths.get(parts[5])));
      }
    }
    return units;
  }

  private static String line(String... parts) {
    for (String part : parts) {
      if (part.matches("(?s).*[\\t\\r\\n].*")) {
        throw new IllegalArgumentException("a tab or line break in a name: " + part);
      }
    }
    return String.join("\t", parts);
  }

  private static String joined(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static List<Path> split(String paths) {
    return Arrays.stream(paths.split(File.pathSeparator))
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .toList();
  }
}
