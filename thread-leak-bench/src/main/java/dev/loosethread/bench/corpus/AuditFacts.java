package dev.loosethread.bench.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The audit's report about a library, with the answers to its questions and the patch. */
final class AuditFacts {
  private static final Pattern FILE_OF_A_PATCH =
      Pattern.compile("^(?=--- a/.*\\n\\+\\+\\+ b/)", Pattern.MULTILINE);

  private AuditFacts() {}

  /**
   * Returns a line for each launch, finding and changed file, and for what was not read.
   *
   * @param patch as {@code --patch} writes it
   */
  static List<String> of(AuditRun run, String patch) {
    List<String> facts = new ArrayList<>();
    if (!run.crash().isEmpty()) {
      facts.add(FactLine.of("failed", run.crash()));
    }
    run.messages().forEach(message -> facts.add(FactLine.of("failed", message)));
    if (run.report() != null) {
      facts.add(FactLine.of("read", run.report().path("read")));
      facts.add(FactLine.of("suppressed", run.report().path("suppressedFindings")));
      run.report()
          .path("incompleteFiles")
          .forEach(line -> facts.add(FactLine.of("incomplete", line.asText())));
    }
    for (JsonNode launch : run.rows()) {
      facts.add(launch(launch));
      for (JsonNode finding : launch.path("findings")) {
        facts.add(finding(launch, finding));
      }
    }
    for (String file : FILE_OF_A_PATCH.split(patch)) {
      if (!file.isEmpty()) {
        String name = file.lines().findFirst().orElseThrow().substring("--- a/".length());
        facts.add(FactLine.of("patch", name, file));
      }
    }
    return facts;
  }

  private static String launch(JsonNode launch) {
    List<Object> columns = new ArrayList<>();
    columns.add("launch");
    columns.add(place(launch, launch));
    columns.add(launch.path("verdict").asText());
    for (Map.Entry<String, JsonNode> answer : launch.path("answers").properties()) {
      columns.add(named(answer));
    }
    // Findings have lines of their own.
    launch.properties().stream()
        .filter(field -> !List.of("verdict", "answers", "findings").contains(field.getKey()))
        .map(AuditFacts::named)
        .forEach(columns::add);
    return FactLine.of(columns.toArray());
  }

  private static String finding(JsonNode launch, JsonNode finding) {
    List<Object> columns = new ArrayList<>();
    columns.add("finding");
    columns.add(place(launch, finding));
    columns.add("of line " + launch.path("line"));
    finding.properties().stream().map(AuditFacts::named).forEach(columns::add);
    return FactLine.of(columns.toArray());
  }

  private static String place(JsonNode launch, JsonNode line) {
    return launch.path("file").asText() + ":" + line.path("line");
  }

  private static String named(Map.Entry<String, JsonNode> field) {
    JsonNode value = field.getValue();
    return field.getKey() + "=" + (value.isValueNode() ? value.asText() : value.toString());
  }
}
