package dev.loosethread.audit.engine;

import com.sun.source.util.SourcePositions;
import dev.loosethread.audit.engine.Row.Excerpt;
import dev.loosethread.audit.engine.Row.Found;
import dev.loosethread.audit.launches.JudgedLaunch;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.tasks.TaskCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Turns the launches of one top-level class into rows. */
final class RowMaker {
  private static final int SHOWN_AROUND = 3;
  private static final int FINGERPRINT_BYTES = 12;
  private static final String LINE = TaskCode.AT_LINE + "\\d+";

  private final String file;
  private final String module;
  private final Part part;
  private final String type;
  private final List<String> source;
  private final Map<String, Integer> seen = new HashMap<>();
  private final Map<Finding, String> ids = new HashMap<>();
  private ColumnFinder columns = new ColumnFinder(null);

  /**
   * @param source the lines of the file, or none
   */
  RowMaker(String file, String module, Part part, String type, List<String> source) {
    this.file = file;
    this.module = module;
    this.part = part;
    this.type = type;
    this.source = source;
  }

  /** Makes all rows from now on have columns, and returns this. */
  RowMaker locating(SourcePositions positions) {
    columns = new ColumnFinder(positions);
    return this;
  }

  Row row(JudgedLaunch launch, FixTexts fixes) {
    String member = member(launch.member());
    int line = launch.site().line();
    String pattern = launch.kind() == JudgedLaunch.Kind.FINDING ? launch.call() : "";
    // Lines are left out, so that it stays the same when code moves.
    String key =
        String.join("|", type, member, launch.kind().name(), launch.call(), signature(launch));
    int occurrence = seen.merge(key, 1, Integer::sum);
    List<Found> findings = launch.findings().stream().map(f -> found(f, fixes)).toList();
    return new Row(
        fingerprint(key + "|" + occurrence + "|" + pattern),
        file,
        line,
        columns.of(launch.site()),
        module,
        part,
        type,
        member,
        launch.kind(),
        launch.call(),
        launch.runs(),
        launch.answers(),
        launch.verdict(),
        findings,
        excerpt(line));
  }

  private Found found(Finding finding, FixTexts fixes) {
    return new Found(
        ids.computeIfAbsent(finding, this::id),
        finding.pattern().patternName(),
        finding.pattern().isPreview(),
        fixes.message(finding),
        finding.site().line(),
        columns.of(finding.site()),
        fixes.of(finding),
        fixes.isMendedByAnother(finding));
  }

  private String id(Finding finding) {
    String message = finding.message().replaceAll(LINE, "");
    String key = String.join("|", type, finding.pattern().patternName(), message);
    return fingerprint(key + "|" + seen.merge(key, 1, Integer::sum));
  }

  private static String signature(JudgedLaunch launch) {
    return launch.member() == null
        ? ""
        : String.join(",", launch.member().key().parameters()) + launch.runs().replaceAll(LINE, "");
  }

  private static String member(Body body) {
    if (body == null) {
      return "";
    }
    String owner = body.owner().substring(body.owner().lastIndexOf('.') + 1).replace('$', '.');
    return switch (body.kind()) {
      case METHOD -> owner + "." + body.key().name() + "()";
      case CONSTRUCTOR -> "new " + owner + "()";
      case LAMBDA -> "a lambda of " + owner;
      case INITIALIZER, STATIC_INITIALIZER -> "the initializers of " + owner;
    };
  }

  private Excerpt excerpt(int line) {
    if (line <= 0 || line > source.size()) {
      return Excerpt.NONE;
    }
    int first = Math.max(1, line - SHOWN_AROUND);
    int last = Math.min(source.size(), line + SHOWN_AROUND);
    return new Excerpt(first, source.subList(first - 1, last));
  }

  private static String fingerprint(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      // Every Java platform has it (MessageDigest javadoc).
      throw new IllegalStateException(e);
    }
  }
}
