package dev.loosethread.bench.corpus;

import dev.loosethread.bench.corpus.JudgedFinding.State;
import dev.loosethread.bench.corpus.JudgedFinding.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The report about judged findings: whether Error Prone or, failing that, the audit still reports
 * them.
 */
final class JudgedReport {
  private final Map<JudgedFinding, State> states = new LinkedHashMap<>();
  private final Set<JudgedFinding> audited = new LinkedHashSet<>();
  private final Set<JudgedFinding> incomplete = new LinkedHashSet<>();

  /**
   * @param libraries those that Error Prone could check
   * @param audits of those that {@link #undecided} names, if the audit could read them
   */
  JudgedReport(
      List<JudgedFinding> findings, List<CheckedLibrary> libraries, List<AuditedLibrary> audits) {
    for (JudgedFinding finding : findings) {
      State state = state(finding, libraries);
      if (state == State.NOT_JUDGED) {
        state = audited(finding, audits);
      }
      states.put(finding, state);
    }
  }

  /** The libraries with findings that Error Prone cannot judge. */
  static List<String> undecided(List<JudgedFinding> findings, List<CheckedLibrary> libraries) {
    return findings.stream()
        .filter(finding -> state(finding, libraries) == State.NOT_JUDGED)
        .map(JudgedFinding::library)
        .distinct()
        .toList();
  }

  private static State state(JudgedFinding finding, List<CheckedLibrary> libraries) {
    return finding.state(
        libraries.stream().filter(l -> l.library().equals(finding.library())).findFirst());
  }

  private State audited(JudgedFinding finding, List<AuditedLibrary> audits) {
    Optional<AuditedLibrary> audit =
        audits.stream().filter(a -> a.result().library().equals(finding.library())).findFirst();
    State state = finding.state(audit.map(AuditedLibrary::result));
    if (state != State.NOT_JUDGED) {
      audited.add(finding);
      if (audit.orElseThrow().incomplete().stream().anyMatch(finding::isIn)) {
        incomplete.add(finding);
      }
    }
    return state;
  }

  /** Returns how much is the audit's word, and how much of that without all types. */
  String auditShare() {
    long gone = incomplete.stream().filter(f -> states.get(f) == State.GONE).count();
    return "judged by the audit, as Error Prone cannot compile their files: %d of %d;"
            .formatted(audited.size(), states.size())
        + " %d of these are in files that name types it has not found, and %d of those are gone"
            .formatted(incomplete.size(), gone);
  }

  /** A table in Markdown. */
  List<String> table() {
    MarkdownTable table =
        new MarkdownTable("pattern", "F gone", "T kept", "M kept", "not judged", "by the audit");
    TreeSet<String> patterns = new TreeSet<>();
    states.keySet().forEach(finding -> patterns.add(finding.pattern()));
    for (String pattern : patterns) {
      row(
          table,
          pattern,
          states.keySet().stream().filter(f -> f.pattern().equals(pattern)).toList());
    }
    row(table, "all", List.copyOf(states.keySet()));
    return table.lines();
  }

  private void row(MarkdownTable table, String name, List<JudgedFinding> findings) {
    List<Object> cells = new ArrayList<>(List.of(name));
    for (Verdict verdict : List.of(Verdict.F, Verdict.T, Verdict.M)) {
      List<JudgedFinding> judged =
          findings.stream().filter(f -> f.verdict() == verdict && isJudged(f)).toList();
      long right = judged.stream().filter(f -> f.isRight(states.get(f))).count();
      cells.add(right + " of " + judged.size());
    }
    cells.add(findings.stream().filter(f -> !isJudged(f)).count());
    cells.add(findings.stream().filter(audited::contains).count());
    table.row(cells.toArray());
  }

  private boolean isJudged(JudgedFinding finding) {
    return states.get(finding) != State.NOT_JUDGED;
  }

  /** The findings that are not as they should be, or not judged, a line each. */
  List<String> wrong() {
    return states.entrySet().stream()
        .filter(entry -> !entry.getKey().isRight(entry.getValue()))
        .map(entry -> entry.getKey().shown(shown(entry.getKey(), entry.getValue())))
        .toList();
  }

  private String shown(JudgedFinding finding, State state) {
    String name = state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return audited.contains(finding) ? name + " (audit)" : name;
  }
}
