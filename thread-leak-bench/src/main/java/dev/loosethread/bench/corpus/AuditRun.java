package dev.loosethread.bench.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * One run of the audit on one target.
 *
 * @param target as it was named to it, or a shorter name
 * @param crash what is no proper end, on a line; "" if it ended properly
 * @param messages what could not be audited, a line each
 * @param report its JSON report; null if there is none
 */
public record AuditRun(
    String target,
    double seconds,
    long peakKilobytes,
    String crash,
    List<String> messages,
    JsonNode report) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** As the audit's documentation lists them. */
  private static final int HIGHEST_EXIT_CODE = 2;

  private static final Pattern STACK_TRACE =
      Pattern.compile("Exception in thread .*|\\s+at [\\w.$]+\\(.*\\)|.*\\bOutOfMemoryError\\b.*");

  private static final List<String> READ =
      List.of("fullTypes", "incompleteTypes", "failed", "withoutLaunches", "classFile");

  public AuditRun {
    messages = List.copyOf(messages);
  }

  /**
   * Returns what a process leaves.
   *
   * @param json its report, which need not be there
   */
  static AuditRun of(String target, MeasuredProcess process, Path log, Path json) {
    List<String> said = SourceText.lines(log);
    JsonNode report = read(json);
    List<String> messages = new ArrayList<>();
    if (report == null) {
      said.stream().filter(line -> line.startsWith("error: ")).forEach(messages::add);
    } else {
      report.path("problems").forEach(problem -> messages.add(problem.asText()));
    }
    return new AuditRun(
        target,
        process.seconds(),
        process.peakKilobytes(),
        crash(process, said, report != null || !messages.isEmpty()),
        messages,
        report);
  }

  private static String crash(MeasuredProcess process, List<String> said, boolean hasResult) {
    if (process.exitCode() == -1) {
      return "did not end in time";
    }
    List<String> trace =
        said.stream().filter(line -> STACK_TRACE.matcher(line).matches()).limit(1).toList();
    if (!trace.isEmpty()) {
      return trace.get(0).strip();
    }
    if (process.exitCode() < 0 || process.exitCode() > HIGHEST_EXIT_CODE) {
      return "exit code " + process.exitCode();
    }
    return hasResult ? "" : "neither a report nor a message";
  }

  private static JsonNode read(Path json) {
    if (!Files.exists(json)) {
      return null;
    }
    try {
      return MAPPER.readTree(json.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<JsonNode> rows() {
    return report == null
        ? List.of()
        : StreamSupport.stream(report.path("launches").spliterator(), false).toList();
  }

  /** One of the numbers that the report has of what was read. */
  long read(String what) {
    return report == null ? 0 : report.path("read").path(what).asLong();
  }

  /** Returns whether it was named, and nothing at all is said of it. */
  boolean isSilent() {
    return rows().isEmpty() && messages.isEmpty();
  }

  /** Returns whether it is silent because nothing was read. */
  boolean isLost() {
    return isSilent() && !isRead();
  }

  /** Returns whether anything of it was read. */
  boolean isRead() {
    return READ.stream().anyMatch(what -> read(what) > 0);
  }
}
