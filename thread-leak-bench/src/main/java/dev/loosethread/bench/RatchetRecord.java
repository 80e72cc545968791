package dev.loosethread.bench;

import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Failure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A fixed sample of mutants, and what the judges make of it.
 *
 * @param mutants the sample
 * @param killed by judge: the mutants that it kills with patterns that are on by default
 * @param noise by judge: how many findings it has on the originals
 */
record RatchetRecord(
    List<Entry> mutants, Map<String, Set<Entry>> killed, Map<String, Integer> noise) {
  RatchetRecord {
    mutants =
        mutants.stream()
            .sorted(
                Comparator.comparing((Entry e) -> e.library().toString())
                    .thenComparing(Entry::mutant))
            .toList();
  }

  /**
   * A mutant of the sample.
   *
   * @param file that it is in
   * @param mutant its id
   */
  record Entry(Coordinates library, String file, String mutant) {}

  /**
   * As a table: {@code mutant}, library, file, id, judges that kill; and {@code noise}, judge,
   * number.
   */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    noise.forEach((judge, number) -> lines.add(String.join("\t", "noise", judge, "" + number)));
    for (Entry entry : mutants) {
      List<String> by =
          killed.entrySet().stream()
              .filter(judge -> judge.getValue().contains(entry))
              .map(Map.Entry::getKey)
              .toList();
      lines.add(
          String.join(
              "\t",
              "mutant",
              entry.library().toString(),
              entry.file(),
              entry.mutant(),
              String.join(",", by)));
    }
    return lines;
  }

  /**
   * Reads what {@link #lines} has written.
   *
   * @throws Failure if a line is something else
   */
  static RatchetRecord parse(List<String> lines) {
    List<Entry> mutants = new ArrayList<>();
    Map<String, Set<Entry>> killed = new TreeMap<>();
    Map<String, Integer> noise = new TreeMap<>();
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      if (fields[0].equals("noise") && fields.length == 3) {
        noise.put(fields[1], Integer.parseInt(fields[2]));
      } else if (fields[0].equals("mutant") && fields.length == 5) {
        Entry entry = new Entry(Coordinates.parse(fields[1]), fields[2], fields[3]);
        mutants.add(entry);
        for (String judge : fields[4].split(",")) {
          killed.computeIfAbsent(judge, j -> new HashSet<>()).add(entry);
        }
      } else {
        throw new Failure("neither noise nor mutant: " + line);
      }
    }
    killed.remove("");
    return new RatchetRecord(mutants, killed, noise);
  }
}
