package dev.loosethread.bench.fixes;

import dev.loosethread.audit.engine.AuditResult.FixedFile;
import dev.loosethread.audit.report.PatchFile;
import dev.loosethread.bench.fixes.FixedLibrary.ChangedFile;
import dev.loosethread.bench.fixes.FixedLibrary.Fix;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Changed files drawn by lot, with what was found in them, for a person to read. */
final class DiffSample {
  private final List<Drawn> drawn;
  private final int of;

  private record Drawn(FixedLibrary library, ChangedFile file) {}

  /**
   * Draws.
   *
   * @param number how many, if there are as many
   */
  DiffSample(List<FixedLibrary> libraries, long number, long seed) {
    List<Drawn> all = new ArrayList<>();
    for (FixedLibrary library : libraries) {
      library.changed().forEach(file -> all.add(new Drawn(library, file)));
    }
    Collections.shuffle(all, new Random(seed));
    of = all.size();
    drawn = all.subList(0, (int) Math.min(number, of));
  }

  /** In Markdown. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("## %,d of %,d changed files".formatted(drawn.size(), of));
    int number = 0;
    for (Drawn each : drawn) {
      String file = each.file().file();
      lines.add("");
      lines.add("### %d. %s, %s".formatted(++number, each.library().library(), file));
      lines.add("");
      each.library().before().stream()
          .filter(found -> found.file().equals(file))
          .forEach(
              found ->
                  lines.add(
                      "- line %d, %s%s: %s"
                          .formatted(
                              found.line(),
                              found.pattern(),
                              found.fix() == Fix.OWN ? "" : " (" + found.fix() + ")",
                              found.message())));
      lines.add("");
      lines.add("```diff");
      lines.addAll(diff(each.file()).lines().toList());
      lines.add("```");
    }
    return lines;
  }

  private static String diff(ChangedFile file) {
    return PatchFile.of(
        List.of(
            new FixedFile(
                Path.of(file.file()),
                file.file(),
                StandardCharsets.UTF_8,
                file.before(),
                file.after())));
  }
}
