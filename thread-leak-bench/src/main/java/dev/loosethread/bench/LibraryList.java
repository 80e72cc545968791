package dev.loosethread.bench;

import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that names libraries, one on each line, and after a tab the half that it belongs to:
 * {@code development}, whose sources one may read, or {@code test}, which is only scored. Lines
 * that begin with # are comments.
 */
public final class LibraryList {
  private static final String TEST = "test";
  private static final String DEVELOPMENT = "development";

  /**
   * A library to measure on.
   *
   * @param isTest whether it belongs to the half that is only scored
   */
  public record Entry(Coordinates library, boolean isTest) {}

  private LibraryList() {}

  /**
   * Reads the file.
   *
   * @throws Failure if it cannot be read, or a line of it
   */
  public static List<Entry> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new Failure("cannot read " + file);
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("#.*", "").strip();
      if (!line.isEmpty()) {
        entries.add(entry(file, i + 1, line));
      }
    }
    return entries;
  }

  private static Entry entry(Path file, int number, String line) {
    String[] fields = line.split("\t");
    String half = fields.length == 1 ? DEVELOPMENT : fields[1];
    if (fields.length > 2 || (!half.equals(TEST) && !half.equals(DEVELOPMENT))) {
      throw new Failure(
          "%s:%d: not group:artifact:version, a tab, and development or test"
              .formatted(file, number));
    }
    return new Entry(Coordinates.parse(fields[0]), half.equals(TEST));
  }
}
