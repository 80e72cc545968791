package dev.loosethread.bench.corpus;

import dev.loosethread.bench.Heading;
import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tells which findings that somebody has judged are still reported. */
public final class Judged {
  private Judged() {}

  /**
   * @param arguments see {@code benchmarks/judged --help}
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    List<JudgedFinding> findings;
    Arguments parsed;
    String heap;
    try {
      parsed = Arguments.parse(arguments, Set.of("--heap"), Set.of("--verbose"));
      if (parsed.others().size() != 1) {
        throw new Failure("usage: benchmarks/judged [--verbose] [--heap SIZE] FILE");
      }
      heap = parsed.heap();
      findings = JudgedFinding.parse(Arguments.lines(Path.of(parsed.others().get(0))));
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      return 2;
    }
    try {
      LibraryChecker checker = new LibraryChecker(heap);
      List<String> notChecked = new ArrayList<>();
      List<Coordinates> libraries =
          findings.stream().map(JudgedFinding::library).distinct().map(Coordinates::parse).toList();
      List<CheckedLibrary> checked = checker.check(libraries, notChecked);
      List<String> notAudited = new ArrayList<>();
      List<AuditedLibrary> audits =
          new SecondOpinion(checker, heap)
              .audit(JudgedReport.undecided(findings, checked), checked, notAudited);
      JudgedReport report = new JudgedReport(findings, checked, audits);
      Heading.of("What became of judged findings").forEach(System.out::println);
      System.out.println("- " + checker.tools());
      notChecked.forEach(line -> System.out.println("- not checked: " + line));
      System.out.println("- " + report.auditShare());
      notAudited.forEach(line -> System.out.println("- not audited: " + line));
      System.out.println();
      report.table().forEach(System.out::println);
      if (parsed.has("--verbose")) {
        System.out.println();
        report.wrong().forEach(System.out::println);
      }
      return 0;
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      return 1;
    }
  }
}
