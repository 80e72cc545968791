package dev.loosethread.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusReportTest {
  private static AuditRun run(String target, String crash, List<String> messages, String report)
      throws JsonProcessingException {
    return new AuditRun(target, 10, 204_800, crash, messages, new JsonMapper().readTree(report));
  }

  @Test
  void everythingIsCounted() throws JsonProcessingException {
    AuditRun good =
        run(
            "a:b:1",
            "",
            List.of("a:b:1: A.java: could not be analysed: e", "b.jar: not a jar"),
            """
            {"read": {"fullTypes": 3, "lines": 50000}, "launches": [
              {"verdict": "red", "answers": {}, "findings": [
                {"pattern": "UnguardedStart", "isRepeated": false, "isPreview": false, "message": "m"},
                {"pattern": "UnguardedStart", "isRepeated": true, "isPreview": false, "message": "m"}]},
              {"verdict": "yellow", "findings": [
                {"pattern": "ShutdownWithoutAwait", "isRepeated": false, "isPreview": true, "message": "n"}],
               "answers": {
                "tracked": {"holds": "yes", "reason": "its handle is kept"},
                "recovers": {"holds": "no", "reason": "n"},
                "bounded": {"holds": "no", "reason": "it waits for ever"}}}]}
            """);
    AuditRun bad = run("c:d:2", "exit code 134", List.of(), "{\"launches\": []}");

    assertThat(CorpusReport.of(List.of(good, bad)))
        .contains(
            "- targets: 2, lines: 50,000",
            "- crashes: 1",
            "- messages that a file or class was given up: 1",
            "- other messages: 1",
            "- no row and no message: 1, of which nothing was read: 1",
            "- c:d:2: exit code 134",
            "- a:b:1: A.java: could not be analysed: e",
            "- a:b:1: b.jar: not a jar",
            "| UnguardedStart | 1 |",
            "| ShutdownWithoutAwait (in preview) | 1 |",
            "| red | 1 |",
            "| recovers: no: ShutdownWithoutAwait | 1 |",
            "| a:b:1 | 50,000 | 3 | 0 | 0 | 1 | 1 | 0 | 0 | 10.00 | 200 | 20.00 | 400 |")
        .noneMatch(line -> line.contains("it waits for ever"));
  }

  @ParameterizedTest
  @CsvSource({
    "the origin of executor is not visible here, the origin of … is not visible here",
    "its executor comes from theExecutor(), its executor comes from …",
    "an exception (Function.apply() may throw) is lost in a future, an exception is lost in a future",
    "themon is static and lives as long as the JVM, … is static and lives as long as the JVM",
    "executor belongs to another class, … belongs to another class",
    "its executor comes from <init>, its executor comes from …",
    "no handle is kept and nothing waits for it, no handle is kept and nothing waits for it"
  })
  void reasonsAreTheSameWhateverTheCodeNamesThings(String reason, String general) {
    assertThat(YellowReasons.general(reason)).isEqualTo(general);
  }
}
