package dev.loosethread.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.bench.corpus.CheckedLibrary.Found;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgedReportTest {
  @Test
  void countsAreByPatternAndWhatIsWrongIsListed() {
    List<JudgedFinding> findings =
        JudgedFinding.parse(
            List.of(
                JudgedFinding.HEADER,
                "a:b:1\tP.java\t10\tUnguardedStart\tF\tguarded elsewhere",
                "a:b:1\tP.java\t20\tUnguardedStart\tT\tleaks",
                "a:b:1\tP.java\t30\tUnownedThread\tM\tends soon",
                "c:d:2\tQ.java\t5\tUnownedThread\tT\tleaks"));
    CheckedLibrary library =
        new CheckedLibrary(
            "a:b:1",
            List.of("P.java"),
            List.of(),
            40,
            List.of(
                new Found("P.java", 10, "UnguardedStart", "m"),
                new Found("P.java", 21, "UnguardedStart", "m")),
            List.of());

    JudgedReport report = new JudgedReport(findings, List.of(library));

    assertThat(report.table())
        .containsExactly(
            "| pattern | F gone | T kept | M kept | not judged |",
            "|---|---|---|---|---|",
            "| UnguardedStart | 0 of 1 | 1 of 1 | 0 of 0 | 0 |",
            "| UnownedThread | 0 of 0 | 0 of 0 | 0 of 1 | 1 |",
            "| all | 0 of 1 | 1 of 1 | 0 of 1 | 1 |");
    assertThat(report.wrong())
        .containsExactly(
            "stands\tF\ta:b:1\tP.java:10\tUnguardedStart\tguarded elsewhere",
            "gone\tM\ta:b:1\tP.java:30\tUnownedThread\tends soon",
            "not judged\tT\tc:d:2\tQ.java:5\tUnownedThread\tleaks");
  }
}
