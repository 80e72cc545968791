package dev.loosethread.bench.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.MavenResolver;
import dev.loosethread.workbench.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loosethread's own engines, as the bench runs them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnJudgesTest {
  private static final Finding LEAK = new Finding("ExecutorNotShutDown", 5, true);

  private Map<String, Map<String, Result>> results;

  @BeforeAll
  void judge(@TempDir Path work) throws Exception {
    SampleUnits samples = new SampleUnits(work);
    Judges judges = new Judges(new MavenResolver(Build.work()));
    results =
        new JudgeRun(Progress.ofProcess(), work.resolve("results"), 2)
            .run(
                Judges.OWN.stream().map(judges::named).toList(),
                List.of(
                    samples.broken(),
                    samples.leaky(),
                    samples.mended(),
                    samples.waiting(),
                    samples.endless(),
                    samples.leakyOverMended()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"error-prone", "spotbugs", "audit"})
  void findsTheLeak(String judge) {
    Result result = results.get(judge).get("leaky");

    assertThat(result.isOk()).as(result.status()).isTrue();
    assertThat(result.findings()).contains(LEAK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"error-prone", "spotbugs", "audit"})
  void isSilentWhereItIsMended(String judge) {
    Result result = results.get(judge).get("mended");

    assertThat(result.isOk()).as(result.status()).isTrue();
    assertThat(result.findings()).filteredOn(Finding::isDefault).doesNotContain(LEAK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"error-prone", "spotbugs", "audit"})
  void judgesTheUnitAndNotWhatTheLibraryHasOfTheSameName(String judge) {
    assertThat(results.get(judge).get("leaky-over-mended").findings()).contains(LEAK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"error-prone", "spotbugs", "audit"})
  void tellsWhereThereIsNothingToJudge(String judge) {
    Result result = results.get(judge).get("broken");

    assertThat(result.isOk()).isFalse();
    assertThat(result.status()).startsWith("error: ").hasSizeGreaterThan(20);
    assertThat(result.findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"error-prone", "spotbugs", "audit"})
  void tellsTheLineOfAFieldThatNoCodeIsAbout(String judge) {
    assertThat(results.get(judge).get("endless").findings())
        .contains(new Finding("StopFlagNeverCleared", 3, true));
  }

  @Test
  void previewsAreToldApart() {
    assertThat(results.values())
        .allSatisfy(
            judge ->
                assertThat(judge.get("waiting").findings())
                    .contains(new Finding("ShutdownWithoutAwait", 13, false)));
  }

  @Test
  void auditGivesItsVerdicts() {
    assertThat(results.get("audit").get("leaky").findings())
        .extracting(Finding::rule)
        .contains("verdict:RED");
    assertThat(results.get("audit").get("mended").findings())
        .extracting(Finding::rule)
        .doesNotContain("verdict:RED");
  }
}
