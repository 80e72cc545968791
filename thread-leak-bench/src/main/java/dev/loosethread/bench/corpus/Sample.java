package dev.loosethread.bench.corpus;

import dev.loosethread.bench.corpus.CheckedLibrary.Found;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Findings drawn by lot, with what a person needs to judge them. */
final class Sample {
  private static final int LINES_AROUND = 10;
  private static final int MOST_CALLS = 20;

  private final List<Drawn> drawn;
  private final int of;

  private record Drawn(CheckedLibrary library, Found finding) {}

  /**
   * Draws.
   *
   * @param number how many, if there are as many that are on by default
   */
  Sample(List<CheckedLibrary> libraries, long number, long seed) {
    List<Drawn> all = new ArrayList<>();
    for (CheckedLibrary library : libraries) {
      NoiseReport.onByDefault(library).forEach(f -> all.add(new Drawn(library, f)));
    }
    Collections.shuffle(all, new Random(seed));
    of = all.size();
    drawn = all.subList(0, (int) Math.min(number, of));
  }

  /**
   * In Markdown.
   *
   * @param sources where the sources of a library are
   */
  List<String> lines(Function<String, Path> sources) {
    List<String> lines = new ArrayList<>();
    lines.add("## %,d of %,d findings that are on by default".formatted(drawn.size(), of));
    int number = 0;
    for (Drawn each : drawn) {
      Found finding = each.finding();
      lines.add("");
      lines.add("### %d. %s".formatted(++number, finding.pattern()));
      lines.add("");
      lines.add("%s, %s:%d".formatted(each.library().library(), finding.file(), finding.line()));
      lines.add("");
      lines.add("> " + finding.message());
      Path folder = sources.apply(each.library().library());
      String text = SourceText.read(folder.resolve(finding.file()));
      lines.add("");
      lines.addAll(excerpt(text, finding.line()));
      lines.add("");
      lines.addAll(calls(each, folder, text));
    }
    return lines;
  }

  private static List<String> excerpt(String text, int line) {
    List<String> all = text.lines().toList();
    List<String> lines = new ArrayList<>();
    lines.add("```java");
    int last = Math.min(all.size(), line + LINES_AROUND);
    for (int i = Math.max(1, line - LINES_AROUND); i <= last; i++) {
      lines.add("%s%5d  %s".formatted(i == line ? ">" : " ", i, all.get(i - 1)));
    }
    lines.add("```");
    return lines;
  }

  private static List<String> calls(Drawn drawn, Path folder, String text) {
    Found finding = drawn.finding();
    Optional<EnclosingMethod> method = EnclosingMethod.at(text, finding.line());
    if (method.isEmpty()) {
      return List.of("In no method.");
    }
    List<String> calls = new ArrayList<>();
    Pattern call = method.get().calls();
    for (String name : drawn.library().files()) {
      List<String> lines = SourceText.lines(folder.resolve(name));
      for (int i = 0; i < lines.size(); i++) {
        boolean isOwn = name.equals(finding.file()) && i + 1 == method.get().line();
        if (!isOwn && call.matcher(lines.get(i)).find()) {
          calls.add("- %s:%d: `%s`".formatted(name, i + 1, lines.get(i).strip()));
        }
      }
    }
    List<String> shown = new ArrayList<>();
    shown.add(
        "Lines with a call of something named `%s`: %d"
            .formatted(method.get().name(), calls.size()));
    shown.add("");
    shown.addAll(calls.subList(0, Math.min(MOST_CALLS, calls.size())));
    return shown;
  }
}
