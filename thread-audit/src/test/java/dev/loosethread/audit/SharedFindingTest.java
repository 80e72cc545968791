package dev.loosethread.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One loop that nothing ends, as three tasks of a pool: three launches, one finding. */
class SharedFindingTest {
  @TempDir Path folder;

  @BeforeEach
  void write() {
    Audited.write(
        folder,
        "Poller.java",
        """
        import java.util.concurrent.ExecutorService;
        import java.util.concurrent.Executors;

        class Poller implements AutoCloseable {
          private final ExecutorService pool = Executors.newFixedThreadPool(3);

          void first() {
            pool.execute(this::poll);
          }

          void second() {
            pool.execute(this::poll);
            pool.execute(this::poll);
          }

          private void poll() {
        \twhile (true) { Thread.onSpinWait(); }
          }

          @Override
          public void close() {
            pool.shutdownNow();
          }
        }
        """);
  }

  private JsonNode json(String format) throws Exception {
    return new JsonMapper().readTree(CommandRun.of(folder, format, "-").output());
  }

  @Test
  void jsonCountsItOnceAndTellsOfItAtEachLaunch() throws Exception {
    JsonNode report = json("--json");

    JsonNode counts = report.get("counts").get("production");
    assertThat(counts.get("red").asInt()).isEqualTo(3);
    assertThat(counts.get("launches").asInt()).isEqualTo(4);
    assertThat(counts.get("findings").asInt()).isEqualTo(1);
    assertThat(counts.get("fixes").asInt()).isEqualTo(1);
    List<JsonNode> findings = new ArrayList<>();
    report.get("launches").forEach(launch -> launch.get("findings").forEach(findings::add));
    assertThat(findings)
        .hasSize(3)
        .extracting(f -> f.get("id").asText())
        .containsOnly(findings.get(0).get("id").asText());
    assertThat(findings).filteredOn(f -> !f.get("isRepeated").asBoolean()).hasSize(1);
    assertThat(findings).filteredOn(f -> f.has("fix")).hasSize(1);
  }

  @Test
  void sarifHasOneResultWithTheOtherLaunches() throws Exception {
    JsonNode results = json("--sarif").get("runs").get(0).get("results");

    assertThat(results).hasSize(1);
    JsonNode result = results.get(0);
    assertThat(result.get("level").asText()).isEqualTo("error");
    JsonNode region = result.at("/locations/0/physicalLocation/region");
    assertThat(region.toString())
        .isEqualTo("{\"startLine\":17,\"startColumn\":2,\"endColumn\":39}");
    assertThat(result.get("relatedLocations"))
        .extracting(l -> l.at("/physicalLocation/region/startLine").asInt())
        .containsExactly(12, 13);
    assertThat(result.get("relatedLocations"))
        .extracting(l -> l.at("/message/text").asText())
        .containsOnly("it is also about pool.execute()");
    assertThat(result.get("fixes")).hasSize(1);
    assertThat(result.get("partialFingerprints").has("loosethreadFinding/v1")).isTrue();
  }

  @Test
  void pagesTellOfItOnceAndReferToThat() {
    String markdown = CommandRun.of(folder, "--markdown", "-").output();
    String html = CommandRun.of(folder, "--html", "-").output();

    assertThat(markdown)
        .contains("| production | 3 | 0 | 1 | 0 | 1 | 1 |")
        .contains("4 launches, and 1 finding about")
        .contains("| UninterruptibleLoop | 1 | 1 |")
        .containsOnlyOnce("nothing can stop it; make")
        .contains("the finding at `Poller.java:8`");
    assertThat(html)
        .contains("UninterruptibleLoop <strong>1</strong> (1 with a fix)")
        .containsOnlyOnce("The fix:")
        .containsPattern("fixed if it can be, at <a href=\"#l[0-9a-f]{24}\">Poller.java:8</a>");
  }

  @Test
  void testsAreWarningsAndAdviceIsANote() throws Exception {
    Audited.write(
        folder,
        "src/test/java/Other.java",
        """
        class Other implements AutoCloseable {
          private final java.util.Timer timer = new java.util.Timer();
          private final java.util.Timer more = new java.util.Timer();
          public void close() { more.cancel(); }
        }
        """);
    Audited.write(
        folder,
        "Server.java",
        """
        import java.util.concurrent.*;
        class Server {
          private final ExecutorService pool = Executors.newFixedThreadPool(1);
          private final java.io.StringReader in = new java.io.StringReader("");
          void read() { pool.execute(() -> in.markSupported()); }
          void close() { pool.shutdown(); in.close(); }
        }
        """);

    JsonNode results = json("--sarif").get("runs").get(0).get("results");

    assertThat(results)
        .extracting(r -> r.get("ruleId").asText() + " " + r.get("level").asText())
        .contains(
            "UninterruptibleLoop error", "TimerNotCancelled warning", "ShutdownWithoutAwait note");
  }
}
