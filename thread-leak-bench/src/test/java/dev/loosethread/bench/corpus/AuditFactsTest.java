package dev.loosethread.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditFactsTest {
  private static final String REPORT =
      """
      {"read": {"fullTypes": 2},
       "incompleteFiles": ["lib/B.java: names no type"],
       "suppressedFindings": 1,
       "launches": [
         {"verdict": "red", "file": "lib/A.java", "line": 7, "call": "start()",
          "answers": {"owned": {"holds": "no", "reason": "nothing releases it"}},
          "findings": [
            {"pattern": "ThreadNotStopped", "line": 5, "message": "says\\nmore",
             "fix": [{"line": 5, "removed": [], "inserted": ["\\tx"]}]}]}]}
      """;

  private static final String PATCH =
      """
      --- a/lib/A.java
      +++ b/lib/A.java
      @@ -1 +1 @@
      --- a
      +b
      --- a/lib/C.java
      +++ b/lib/C.java
      @@ -0,0 +1 @@
      +c
      """;

  private static AuditRun run(String crash, List<String> messages, String report)
      throws IOException {
    return new AuditRun("lib", 1, 1, crash, messages, new JsonMapper().readTree(report));
  }

  @Test
  void eachLaunchFindingAndPatchedFileHasALine() throws IOException {
    assertThat(AuditFacts.of(run("", List.of(), REPORT), PATCH))
        .containsExactly(
            "read\t{\"fullTypes\":2}",
            "suppressed\t1",
            "incomplete\tlib/B.java: names no type",
            "launch\tlib/A.java:7\tred\towned={\"holds\":\"no\",\"reason\":\"nothing releases it\"}"
                + "\tfile=lib/A.java\tline=7\tcall=start()",
            "finding\tlib/A.java:5\tof line 7\tpattern=ThreadNotStopped\tline=5"
                + "\tmessage=says\\nmore"
                + "\tfix=[{\"line\":5,\"removed\":[],\"inserted\":[\"\\\\tx\"]}]",
            "patch\tlib/A.java\t--- a/lib/A.java\\n+++ b/lib/A.java\\n@@ -1 +1 @@\\n--- a\\n+b\\n",
            "patch\tlib/C.java\t--- a/lib/C.java\\n+++ b/lib/C.java\\n@@ -0,0 +1 @@\\n+c\\n");
  }

  @Test
  void whatWentWrongHasALineToo() throws IOException {
    assertThat(AuditFacts.of(run("exit code 134", List.of("gave up on X"), "{}"), ""))
        .contains("failed\texit code 134", "failed\tgave up on X");
  }
}
