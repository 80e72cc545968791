package dev.loosethread.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.MavenResolver;
import dev.loosethread.workbench.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds what was reached on real code. Whoever reaches more, or has changed the operators, records
 * it anew: {@code benchmarks/ratchet --record}.
 */
class RatchetTest {
  private static final Path RECORD =
      Build.root().resolve("thread-leak-bench/src/test/resources/ratchet.tsv");

  @TempDir Path work;

  @Test
  void noFewerMutantsAreKilledAndNoMoreIsSaidOfOriginals()
      throws IOException, InterruptedException {
    RatchetRecord recorded = RatchetRecord.parse(Files.readAllLines(RECORD));
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());

    RatchetRecord now =
        new Ratchet(new MavenResolver(Build.work()), work, new Progress(nowhere, nowhere, 0))
            .now(recorded);

    assertThat(now.mutants()).as("the sample").isEqualTo(recorded.mutants());
    for (String judge : Ratchet.JUDGES) {
      Set<RatchetRecord.Entry> before = recorded.killed().get(judge);
      assertThat(now.killed().get(judge).size())
          .as(
              "killed by %s; lost: %s",
              judge,
              before.stream().filter(entry -> !now.killed().get(judge).contains(entry)).toList())
          .isGreaterThanOrEqualTo(before.size());
      assertThat(now.noise().get(judge))
          .as("findings of %s on the originals", judge)
          .isLessThanOrEqualTo(recorded.noise().get(judge));
    }
  }

  @Test
  void aRecordIsReadAsItWasWritten() {
    List<String> lines =
        List.of(
            "noise\terror-prone\t2",
            "noise\tspotbugs\t0",
            "mutant\tg:a:1\tp/A.java\to.A.1.2.3\terror-prone,spotbugs",
            "mutant\tg:a:1\tp/A.java\to.A.1.9.9\t",
            // Another library with the same file.
            "mutant\tg:b:1\tp/A.java\to.A.1.2.3\tspotbugs");

    RatchetRecord record = RatchetRecord.parse(lines);

    assertThat(record.lines()).isEqualTo(lines);
    assertThat(record.killed().get("error-prone"))
        .extracting(entry -> entry.library().toString())
        .containsExactly("g:a:1");
  }
}
