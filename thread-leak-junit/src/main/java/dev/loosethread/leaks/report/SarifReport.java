package dev.loosethread.leaks.report;

import dev.loosethread.leaks.judge.Leak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the leaks as a SARIF 2.1.0 file for code scanning, each at the line that started its
 * thread. Builds the JSON itself, since a test dependency should not depend on a JSON library.
 */
final class SarifReport {
  private static final String OTHER_RULE = "ThreadLeak";

  private SarifReport() {}

  /**
   * Writes the file of this JVM.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  static void write(Path folder, List<RunReport.Entry> entries) {
    Path file = folder.resolve("thread-leaks-" + ProcessHandle.current().pid() + ".sarif");
    try {
      Files.createDirectories(folder);
      Files.writeString(file, text(entries));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(List<RunReport.Entry> entries) {
    Map<String, String> rules = new TreeMap<>();
    entries.forEach(e -> rules.put(rule(e.leak()), ruleObject(e.leak())));
    List<String> results = new ArrayList<>();
    entries.forEach(e -> results.add(result(e)));
    return """
        {"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{
        "tool":{"driver":{"name":"Loosethread",
        "rules":[%s]}},
        "results":[%s]}]}
        """
        .formatted(String.join(",\n", rules.values()), String.join(",\n", results));
  }

  private static String rule(Leak leak) {
    return leak.suggestion().bugPattern().isEmpty() ? OTHER_RULE : leak.suggestion().bugPattern();
  }

  private static String ruleObject(Leak leak) {
    return "{\"id\":" + quoted(rule(leak)) + help(leak, PatternPages.builtIn()) + "}";
  }

  /**
   * Returns the address of the page of a rule, or a text that locates the page, since a helpUri has
   * to be a URI.
   */
  static String help(Leak leak, PatternPages pages) {
    if (leak.suggestion().bugPattern().isEmpty()) {
      return "";
    }
    String link = pages.link(leak.suggestion().bugPattern());
    return link.isEmpty()
        ? ",\"help\":{\"text\":"
            + quoted("See " + pages.reference(leak.suggestion().bugPattern()))
            + "}"
        : ",\"helpUri\":" + quoted(link);
  }

  private static String result(RunReport.Entry entry) {
    Leak leak = entry.leak();
    String message =
        "\"%s\" outlives %s: %s"
            .formatted(leak.thread().name(), entry.place().display(), leak.suggestion().text());
    return "{\"ruleId\":%s,\"level\":\"error\",\"message\":{\"text\":%s}%s,\"partialFingerprints\":{\"threadLeak/v1\":%s}}"
        .formatted(
            quoted(rule(leak)),
            quoted(message),
            location(leak.startFrame()),
            quoted(Baseline.key(entry.place(), leak)));
  }

  private static String location(StackTraceElement frame) {
    if (frame == null || frame.getFileName() == null || frame.getLineNumber() <= 0) {
      return "";
    }
    return ",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":%s},\"region\":{\"startLine\":%d}}}]"
        .formatted(quoted(file(frame)), frame.getLineNumber());
  }

  /** Returns the path from the working directory if a usual source folder has the file. */
  private static String file(StackTraceElement frame) {
    String type = frame.getClassName();
    int dot = type.lastIndexOf('.');
    String path =
        (dot < 0 ? "" : type.substring(0, dot).replace('.', '/') + "/") + frame.getFileName();
    return Arrays.stream(new String[] {"src/main/java/", "src/test/java/", "src/main/kotlin/"})
        .map(root -> root + path)
        .filter(p -> Files.exists(Path.of(p)))
        .findFirst()
        .orElse(path);
  }

  private static String quoted(String text) {
    return text.chars()
        .mapToObj(
            c ->
                c == '"' || c == '\\'
                    ? "\\" + (char) c
                    : c < 0x20 ? "\\u%04x".formatted(c) : String.valueOf((char) c))
        .collect(Collectors.joining("", "\"", "\""));
  }
}
