package dev.loosethread.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loosethread.bench.corpus.JudgedFinding.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the audit's word makes of a judged finding. */
class AuditedLibraryTest {
  private static final List<String> SOURCES =
      List.of("x/Pump.java", "x/Twin.java", "y/Twin.java", "y/Tap.java");

  private static final String REPORT =
      """
      {"read": {"incompleteTypes": 1, "withoutLaunches": 3, "lines": 400},
       "incompleteFiles": ["a_b_1/x/Pump.java:3: package gone does not exist"],
       "launches": [{"file": "a_b_1/x/Pump.java", "line": 1, "findings": [
         {"pattern": "UnguardedStart", "isPreview": false, "line": 10, "message": "m"},
         {"pattern": "CallbackAfterStop", "isPreview": true, "line": 20, "message": "m"}]}],
       "problems": []}
      """;

  private static AuditRun run(String crash, List<String> messages, String report) {
    try {
      return new AuditRun("a:b:1", 2, 1024, crash, messages, new JsonMapper().readTree(report));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static State state(AuditRun run, String file, int line, String pattern) {
    JudgedFinding finding =
        JudgedFinding.parse(
                List.of(
                    JudgedFinding.HEADER,
                    String.join("\t", "a:b:1", file, "" + line, pattern, "T", "why")))
            .get(0);
    Optional<AuditedLibrary> audited = AuditedLibrary.of(run, SOURCES);
    return finding.state(audited.map(AuditedLibrary::result));
  }

  @ParameterizedTest
  @CsvSource({
    "Pump.java, 10, UnguardedStart, STANDS",
    "Pump.java, 7, UnguardedStart, STANDS",
    "Pump.java, 14, UnguardedStart, GONE",
    "Pump.java, 10, UnownedThread, GONE",
    "Pump.java, 20, CallbackAfterStop, GONE",
    "Tap.java, 10, UnguardedStart, GONE",
    "Lost.java, 10, UnguardedStart, NOT_JUDGED"
  })
  void aFindingStandsIfTheAuditReportsItNearbyAndIsOnByDefault(
      String file, int line, String pattern, State expected) {
    assertThat(state(run("", List.of(), REPORT), file, line, pattern)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "a_b_1/y/Tap.java:7: does not parse: ';' expected, NOT_JUDGED",
    "a_b_1/y/Tap.java: could not be analysed: java.lang.AssertionError, NOT_JUDGED",
    "/tmp/1/a_b_1/y/Tap.java: cannot be read, NOT_JUDGED",
    "a:b:1: y/Tap.java cannot be unpacked, NOT_JUDGED",
    "a:b:1: could not be audited: java.lang.AssertionError, NOT_JUDGED",
    "a_b_1/y/BigTap.java: nested too deep to be analysed, GONE",
    "a_b_1/y/Pump.java: nested too deep to be analysed, GONE",
    "a:b:1: x/Pump.java cannot be unpacked, GONE",
    "/lib/c.jar: not a jar, GONE"
  })
  void silenceAboutAFileThatAMessageNamesSaysNothing(String message, State expected) {
    AuditRun run = run("", List.of(message), REPORT);

    assertThat(state(run, "Tap.java", 10, "UnguardedStart")).isEqualTo(expected);
    assertThat(state(run, "Pump.java", 10, "UnguardedStart")).isEqualTo(State.STANDS);
  }

  @Test
  void ofTwoFilesWithOneNameBothMustBeRead() {
    AuditRun run = run("", List.of("a_b_1/y/Twin.java: cannot be read"), REPORT);

    assertThat(state(run, "Twin.java", 10, "UnguardedStart")).isEqualTo(State.NOT_JUDGED);
  }

  @Test
  void whatTheAuditFailsOnOrDoesNotReadIsNotJudged() throws JsonProcessingException {
    ObjectNode unread = (ObjectNode) new JsonMapper().readTree(REPORT);
    unread.putObject("read");

    assertThat(AuditedLibrary.of(run("exit code 134", List.of(), REPORT), SOURCES)).isEmpty();
    assertThat(AuditedLibrary.of(run("", List.of(), unread.toString()), SOURCES)).isEmpty();
    assertThat(
            AuditedLibrary.of(
                new AuditRun("a:b:1", 2, 1024, "", List.of("error: a:b:1: bad"), null), SOURCES))
        .isEmpty();
  }

  @Test
  void filesWithUnknownTypesAreReadAndNamed() {
    AuditedLibrary audited = AuditedLibrary.of(run("", List.of(), REPORT), SOURCES).orElseThrow();

    assertThat(audited.incomplete()).containsExactly("x/Pump.java");
    assertThat(audited.result().files()).isEqualTo(SOURCES);
    assertThat(audited.result().lines()).isEqualTo(400);
  }
}
