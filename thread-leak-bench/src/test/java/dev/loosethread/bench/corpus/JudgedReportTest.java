package dev.loosethread.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.bench.corpus.CheckedLibrary.Found;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgedReportTest {
  private static final List<JudgedFinding> FINDINGS =
      JudgedFinding.parse(
          List.of(
              JudgedFinding.HEADER,
              "a:b:1\tP.java\t10\tUnguardedStart\tF\tguarded elsewhere",
              "a:b:1\tP.java\t20\tUnguardedStart\tT\tleaks",
              "a:b:1\tP.java\t30\tUnownedThread\tM\tends soon",
              "c:d:2\tQ.java\t5\tUnownedThread\tT\tleaks",
              "e:f:3\tR.java\t5\tUnownedThread\tT\tleaks"));

  private static final CheckedLibrary CHECKED =
      library(
          "a:b:1",
          "P.java",
          new Found("P.java", 10, "UnguardedStart", "m"),
          new Found("P.java", 21, "UnguardedStart", "m"));

  private static CheckedLibrary library(String name, String file, Found... findings) {
    return new CheckedLibrary(name, List.of(file), List.of(), 40, List.of(findings), List.of());
  }

  private static AuditedLibrary audited(CheckedLibrary result, String... incomplete) {
    return new AuditedLibrary(result, Set.of(incomplete));
  }

  @Test
  void countsAreByPatternAndWhatIsWrongIsListed() {
    JudgedReport report = new JudgedReport(FINDINGS, List.of(CHECKED), List.of());

    assertThat(report.table())
        .containsExactly(
            "| pattern | F gone | T kept | M kept | not judged | by the audit |",
            "|---|---|---|---|---|---|",
            "| UnguardedStart | 0 of 1 | 1 of 1 | 0 of 0 | 0 | 0 |",
            "| UnownedThread | 0 of 0 | 0 of 0 | 0 of 1 | 2 | 0 |",
            "| all | 0 of 1 | 1 of 1 | 0 of 1 | 2 | 0 |");
    assertThat(report.wrong())
        .containsExactly(
            "stands\tF\ta:b:1\tP.java:10\tUnguardedStart\tguarded elsewhere",
            "gone\tM\ta:b:1\tP.java:30\tUnownedThread\tends soon",
            "not judged\tT\tc:d:2\tQ.java:5\tUnownedThread\tleaks",
            "not judged\tT\te:f:3\tR.java:5\tUnownedThread\tleaks");
  }

  @Test
  void theAuditJudgesOnlyWhatErrorProneCannot() {
    JudgedReport report =
        new JudgedReport(
            FINDINGS,
            List.of(CHECKED),
            List.of(
                audited(library("a:b:1", "P.java", new Found("P.java", 30, "UnownedThread", "m"))),
                audited(library("c:d:2", "Q.java", new Found("Q.java", 5, "UnownedThread", "m"))),
                audited(library("e:f:3", "R.java"), "R.java")));

    assertThat(report.table())
        .contains(
            "| UnownedThread | 0 of 0 | 1 of 2 | 0 of 1 | 0 | 2 |",
            "| all | 0 of 1 | 2 of 3 | 0 of 1 | 0 | 2 |");
    assertThat(report.wrong())
        .contains(
            "gone\tM\ta:b:1\tP.java:30\tUnownedThread\tends soon",
            "gone (audit)\tT\te:f:3\tR.java:5\tUnownedThread\tleaks");
    assertThat(report.auditShare())
        .contains("2 of 5; 1 of these are in files")
        .endsWith("1 of those are gone");
  }

  @Test
  void onlyLibrariesThatErrorProneCannotJudgeNeedTheAudit() {
    assertThat(JudgedReport.undecided(FINDINGS, List.of(CHECKED)))
        .containsExactly("c:d:2", "e:f:3");
  }
}
