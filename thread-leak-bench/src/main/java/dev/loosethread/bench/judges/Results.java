package dev.loosethread.bench.judges;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A file with a line for each unit that was judged, which grows by whole lines: id, status,
 * milliseconds and findings, with tabs between.
 */
public final class Results {
  private static final String DEFAULT = "default";
  private static final String OPTIONAL = "optional";

  private Results() {}

  /** All of a file, by the id of the unit; none if there is no file. */
  public static Map<String, Result> read(Path file) throws IOException {
    Map<String, Result> results = new LinkedHashMap<>();
    if (Files.exists(file)) {
      String text = Files.readString(file);
      // Whoever wrote the last line may have been stopped.
      text.substring(0, text.lastIndexOf('\n') + 1)
          .lines()
          .map(line -> line.split("\t", -1))
          .forEach(parts -> results.put(parts[0], result(parts)));
    }
    return results;
  }

  private static Result result(String[] parts) {
    List<Finding> findings = new ArrayList<>();
    for (String finding : parts[3].split(" ")) {
      if (!finding.isEmpty()) {
        String[] of = finding.split(",");
        findings.add(new Finding(of[0], Integer.parseInt(of[1]), of[2].equals(DEFAULT)));
      }
    }
    return new Result(parts[1], Long.parseLong(parts[2]), findings);
  }

  static void append(Path file, String id, Result result) throws IOException {
    String line =
        String.join(
            "\t",
            id,
            result.status(),
            Long.toString(result.millis()),
            result.findings().stream().map(Results::text).collect(Collectors.joining(" ")));
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String text(Finding finding) {
    if (finding.rule().matches(".*[\\s,].*")) {
      throw new IllegalArgumentException("not the name of a rule: " + finding.rule());
    }
    return finding.rule() + "," + finding.line() + "," + (finding.isDefault() ? DEFAULT : OPTIONAL);
  }

  /** Takes away a last line that has no end. */
  static void mend(Path file) throws IOException {
    if (Files.exists(file)) {
      String text = Files.readString(file);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      try (RandomAccessFile lines = new RandomAccessFile(file.toFile(), "rw")) {
        lines.setLength(whole.getBytes(StandardCharsets.UTF_8).length);
      }
    }
  }
}
