package dev.loosethread.bench.corpus;

import dev.loosethread.bench.corpus.JudgedFinding.State;
import dev.loosethread.bench.corpus.JudgedFinding.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What became of judged findings. */
final class JudgedReport {
  private final Map<JudgedFinding, State> states = new LinkedHashMap<>();

  JudgedReport(List<JudgedFinding> findings, List<CheckedLibrary> libraries) {
    Map<String, CheckedLibrary> byName = new LinkedHashMap<>();
    libraries.forEach(library -> byName.put(library.library(), library));
    for (JudgedFinding finding : findings) {
      states.put(finding, finding.state(Optional.ofNullable(byName.get(finding.library()))));
    }
  }

  /** A table in Markdown. */
  List<String> table() {
    MarkdownTable table = new MarkdownTable("pattern", "F gone", "T kept", "M kept", "not judged");
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
    table.row(cells.toArray());
  }

  private boolean isJudged(JudgedFinding finding) {
    return states.get(finding) != State.NOT_JUDGED;
  }

  /** The findings that are not as they should be, or not judged, a line each. */
  List<String> wrong() {
    return states.entrySet().stream()
        .filter(entry -> !entry.getKey().isRight(entry.getValue()))
        .map(entry -> entry.getKey().shown(entry.getValue()))
        .toList();
  }
}
