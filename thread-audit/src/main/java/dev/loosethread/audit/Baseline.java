package dev.loosethread.audit;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.launches.JudgedLaunch.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rows that were accepted once, with the verdict they had. */
final class Baseline {
  private static final int VERSION = 1;
  private static final Set<Verdict> KEPT = EnumSet.of(Verdict.RED, Verdict.YELLOW);

  private final Map<String, Verdict> accepted;

  private Baseline(Map<String, Verdict> accepted) {
    this.accepted = accepted;
  }

  /** One that accepts nothing. */
  static Baseline empty() {
    return new Baseline(Map.of());
  }

  /**
   * Reads a file.
   *
   * @throws BadInput if it cannot be read, or is no baseline
   */
  static Baseline read(Path file) {
    if (!Files.exists(file)) {
      throw new BadInput(file + ": no such baseline; --update-baseline writes it");
    }
    try {
      JsonNode root = new JsonMapper().readTree(file.toFile());
      if (root.path("loosethreadBaseline").asInt() != VERSION
          || !root.path("accepted").isObject()) {
        throw new BadInput(file + ": not a baseline of version " + VERSION);
      }
      Map<String, Verdict> accepted = new HashMap<>();
      for (Map.Entry<String, JsonNode> entry : root.get("accepted").properties()) {
        accepted.put(entry.getKey(), verdict(file, entry.getValue().asText()));
      }
      return new Baseline(accepted);
    } catch (JacksonException e) {
      throw new BadInput(file + ": not a baseline: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read");
    }
  }

  private static Verdict verdict(Path file, String text) {
    for (Verdict verdict : KEPT) {
      if (verdict.name().toLowerCase(Locale.ROOT).equals(text)) {
        return verdict;
      }
    }
    throw new BadInput(file + ": '" + text + "' is no verdict that a baseline keeps");
  }

  /** Returns whether a red or yellow row is not in it, or was better when it was accepted. */
  boolean isNew(Row row) {
    if (!KEPT.contains(row.verdict())) {
      return false;
    }
    Verdict before = accepted.get(row.fingerprint());
    return before == null || row.verdict().compareTo(before) < 0;
  }

  /** The text of a file that accepts these rows. */
  static String of(List<Row> rows) {
    Map<String, String> accepted = new TreeMap<>();
    for (Row row : rows) {
      if (KEPT.contains(row.verdict())) {
        accepted.put(row.fingerprint(), row.verdict().name().toLowerCase(Locale.ROOT));
      }
    }
    ObjectNode root = new JsonMapper().createObjectNode();
    root.put("loosethreadBaseline", VERSION);
    ObjectNode node = root.putObject("accepted");
    accepted.forEach(node::put);
    return root.toPrettyString() + "\n";
  }
}
