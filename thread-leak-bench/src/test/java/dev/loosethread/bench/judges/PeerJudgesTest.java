package dev.loosethread.bench.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.MavenResolver;
import dev.loosethread.workbench.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The analysers of others, as the bench runs them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeerJudgesTest {
  private Map<String, Map<String, Result>> results;

  @BeforeAll
  void judge(@TempDir Path work) throws Exception {
    SampleUnits samples = new SampleUnits(work);
    Judges judges = new Judges(new MavenResolver(Build.work()));
    results =
        new JudgeRun(Progress.ofProcess(), work.resolve("results"), 2)
            .run(
                Judges.PEERS.stream().map(judges::named).toList(),
                List.of(samples.broken(), samples.careless(), samples.careful()));
  }

  @ParameterizedTest
  @CsvSource({
    "error-prone-own, FutureReturnValueIgnored, 12, true",
    "spotbugs-core, HES_EXECUTOR_NEVER_SHUTDOWN, 9, true",
    "pmd, CloseResource, 16, true",
    "ecj, UnclosedCloseable, 16, true",
    "checker, required.method.not.called, 16, true",
  })
  void findsWhatItIsFor(String judge, String rule, int line, boolean isDefault) {
    Result careless = results.get(judge).get("careless");
    Result careful = results.get(judge).get("careful");

    assertThat(careless.isOk()).as(careless.status()).isTrue();
    assertThat(careless.findings()).contains(new Finding(rule, line, isDefault));
    assertThat(careful.isOk()).as(careful.status()).isTrue();
    assertThat(careful.findings()).extracting(Finding::rule).doesNotContain(rule);
  }

  @ParameterizedTest
  @ValueSource(strings = {"error-prone-own", "spotbugs-core", "ecj", "checker"})
  void tellsWhereThereIsNothingToJudge(String judge) {
    assertThat(results.get(judge).get("broken").isOk()).isFalse();
  }
}
