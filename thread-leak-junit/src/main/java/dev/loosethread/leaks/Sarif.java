package dev.loosethread.leaks;

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
 * The leaks as a SARIF 2.1.0 file for code scanning, each at the line that started its thread.
 * Written by hand, since a test dependency should not bring a JSON library along.
 */
final class Sarif {
  private static final String OTHER_RULE = "ThreadLeak";

  private Sarif() {}

  /**
   * Writes the file; each JVM has its own.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  static void write(Path folder, List<Ledger.Entry> entries) {
    Path file = folder.resolve("thread-leaks-" + ProcessHandle.current().pid() + ".sarif");
    try {
      Files.createDirectories(folder);
      Files.writeString(file, text(entries));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(List<Ledger.Entry> entries) {
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

  private static String rule(LeakedThread leak) {
    return leak.bugPattern().isEmpty() ? OTHER_RULE : leak.bugPattern();
  }

  private static String ruleObject(LeakedThread leak) {
    return "{\"id\":" + quoted(rule(leak)) + help(leak, Pages.builtIn()) + "}";
  }

  /**
   * The address of the rule's page, or else where it is in words, since a helpUri has to be a URI.
   */
  static String help(LeakedThread leak, Pages pages) {
    if (leak.bugPattern().isEmpty()) {
      return "";
    }
    String link = pages.link(leak.bugPattern());
    return link.isEmpty()
        ? ",\"help\":{\"text\":" + quoted("See " + pages.reference(leak.bugPattern())) + "}"
        : ",\"helpUri\":" + quoted(link);
  }

  private static String result(Ledger.Entry entry) {
    LeakedThread leak = entry.leak();
    String message =
        "\"%s\" outlives %s: %s".formatted(leak.name(), entry.place().display(), leak.suggestion());
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

  /** The path from the folder that the tests run in, if the usual source folders have the file. */
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
