package dev.loosethread.bench;

import dev.loosethread.bench.mutants.Mutant;
import dev.loosethread.bench.score.Fate;
import dev.loosethread.bench.score.Scored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Mutants of the development half, each with what a person needs to read it. */
final class SurvivorSheet {
  static final String JUDGE = "error-prone";

  private final long seed;
  private final Map<String, Mutants.Made> made = new LinkedHashMap<>();

  SurvivorSheet(long seed, List<Mutants.Made> made) {
    this.seed = seed;
    made.forEach(each -> this.made.put(each.library().coordinates().toString(), each));
  }

  /**
   * A sample, which the seed decides on, of those that Error Prone with all our checks on lets
   * live.
   */
  List<String> survivors(List<Scored> scored, int most) throws IOException {
    List<Scored> survivors = new ArrayList<>();
    for (Scored each : scored) {
      Fate fate = each.fates().getOrDefault(JUDGE, Fate.NOT_JUDGED);
      if (!each.isTest() && fate.isCounted() && !fate.isKilled()) {
        survivors.add(each);
      }
    }
    Collections.shuffle(survivors, new Random(seed));
    List<String> lines = new ArrayList<>();
    lines.add("%d survivors; a sample follows".formatted(survivors.size()));
    lines.addAll(all(survivors.subList(0, Math.min(most, survivors.size()))));
    return lines;
  }

  /** All of these. */
  List<String> all(List<Scored> mutants) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Scored each : mutants) {
      lines.add("");
      lines.addAll(sheet(each));
    }
    return lines;
  }

  private List<String> sheet(Scored survivor) throws IOException {
    Mutant mutant = survivor.mutant();
    Mutants.Made its = made.get(survivor.library());
    Path original = its.folder().source(mutant.originalId(), mutant.file());
    Path mutated = its.folder().source(mutant.id(), mutant.file());
    List<String> lines = new ArrayList<>();
    lines.add("## %s %s".formatted(survivor.library(), mutant.id()));
    lines.add("undone: " + mutant.what());
    lines.add("fates: " + survivor.fates() + (survivor.isGreen() ? ", GREEN in the audit" : ""));
    lines.add("original: %s:%d".formatted(original, mutant.line()));
    lines.add("mutant: " + mutated);
    lines.add("library: " + its.library().sourceFolder());
    List<String> before = Files.readAllLines(original);
    List<String> after = Files.readAllLines(mutated);
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).equals(after.get(i))) {
        lines.add("  %d - %s".formatted(i + 1, before.get(i)));
        lines.add("  %d + %s".formatted(i + 1, after.get(i)));
      }
    }
    return lines;
  }
}
