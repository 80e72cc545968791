package dev.loosethread.bench.fixes;

import dev.loosethread.bench.corpus.MarkdownTable;
import dev.loosethread.bench.fixes.FixedLibrary.Broken;
import dev.loosethread.bench.fixes.FixedLibrary.ChangedAgain;
import dev.loosethread.bench.fixes.FixedLibrary.ChangedFile;
import dev.loosethread.bench.fixes.FixedLibrary.Fix;
import dev.loosethread.bench.fixes.FixedLibrary.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The report about fixes, in Markdown. The test half is only counted. */
final class FixesReport {
  /** For what only findings of the test half say, and what may name their code. */
  private static final String OTHER = "other";

  private final List<FixedLibrary> development;
  private final List<FixedLibrary> test;
  private final List<String> lines = new ArrayList<>();

  FixesReport(List<FixedLibrary> development, List<FixedLibrary> test) {
    this.development = development;
    this.test = test;
  }

  /** The whole report. */
  List<String> lines() {
    lines.clear();
    halves();
    patterns();
    reasons();
    libraries();
    failures();
    return List.copyOf(lines);
  }

  private List<FixedLibrary> all() {
    return Stream.of(development, test).flatMap(List::stream).toList();
  }

  private void halves() {
    Map<String, List<FixedLibrary>> halves = new LinkedHashMap<>();
    halves.put("development", development);
    halves.put("test", test);
    halves.put("both", all());
    halves.values().removeIf(List::isEmpty);
    if (test.isEmpty() || development.isEmpty()) {
      halves.remove("both");
    }
    List<String> header = new ArrayList<>(List.of(""));
    header.addAll(halves.keySet());
    MarkdownTable table = new MarkdownTable(header.toArray(String[]::new));
    List<FixCounts> counts = halves.values().stream().map(FixCounts::of).toList();
    row(table, "libraries", halves.values().stream().map(List::size).toList());
    row(
        table,
        "libraries with findings",
        halves.values().stream()
            .map(half -> (int) half.stream().filter(FixedLibrary::hasFindings).count())
            .toList());
    row(
        table,
        "lines",
        halves.values().stream()
            .map(half -> half.stream().mapToLong(FixedLibrary::lines).sum())
            .toList());
    row(table, "findings that are on by default", map(counts, FixCounts::findings));
    row(table, "with a fix", map(counts, c -> "%,d (%s)".formatted(c.fixed(), c.share())));
    row(
        table,
        "fixed, and gone after it",
        map(counts, c -> part(c.fixed() - c.stillThere(), c.fixed())));
    row(table, "new after the fixes", map(counts, FixCounts::isNew));
    row(table, "changed files", map(counts, FixCounts::changed));
    row(table, "changed files that compile", map(counts, c -> part(c.compiled(), c.changed())));
    row(
        table,
        "files that use them and do not compile any more",
        map(counts, FixCounts::brokenUsers));
    row(table, "files that a second run changes", map(counts, FixCounts::changedAgain));
    row(
        table,
        "findings in files with unknown types, not counted above",
        map(counts, FixCounts::typesUnknown));
    row(
        table,
        "files that could not be audited",
        halves.values().stream()
            .map(half -> half.stream().mapToInt(library -> library.problems().size()).sum())
            .toList());
    lines.addAll(table.lines());
  }

  private static <T> List<T> map(List<FixCounts> counts, Function<FixCounts, T> value) {
    return counts.stream().map(value).toList();
  }

  private static String part(int part, int whole) {
    return "%,d (%s)".formatted(part, FixCounts.percent(part, whole)).replace(" ()", "");
  }

  private static void row(MarkdownTable table, String name, List<?> values) {
    List<Object> cells = new ArrayList<>(List.of(name));
    cells.addAll(values);
    table.row(cells.toArray());
  }

  private void title(String title) {
    lines.addAll(List.of("", "## " + title, ""));
  }

  private void patterns() {
    title("By pattern");
    MarkdownTable table =
        new MarkdownTable(
            "pattern",
            "findings, development",
            "with a fix",
            "share",
            "findings, test",
            "with a fix",
            "share",
            "still there",
            "new");
    Set<String> names = new TreeSet<>();
    for (FixedLibrary library : all()) {
      Stream.of(library.before(), library.after())
          .flatMap(List::stream)
          .forEach(f -> names.add(f.pattern()));
    }
    for (String name : names) {
      patternRow(table, name, name::equals);
    }
    patternRow(table, "all", name -> true);
    lines.addAll(table.lines());
  }

  private void patternRow(MarkdownTable table, String name, Predicate<String> isCounted) {
    FixCounts one = FixCounts.of(development, isCounted);
    FixCounts other = FixCounts.of(test, isCounted);
    table.row(
        name,
        one.findings(),
        one.fixed(),
        one.share(),
        other.findings(),
        other.fixed(),
        other.share(),
        one.stillThere() + other.stillThere(),
        one.isNew() + other.isNew());
  }

  private void reasons() {
    title("Why there is no fix");
    Set<String> known = new HashSet<>();
    Map<String, Integer> ofDevelopment = reasons(development, known, true);
    Map<String, Integer> ofTest = reasons(test, known, false);
    Set<String> keys = new TreeSet<>(ofDevelopment.keySet());
    keys.addAll(ofTest.keySet());
    MarkdownTable table = new MarkdownTable("pattern", "reason", "development", "test");
    keys.stream()
        .sorted(
            Comparator.comparingInt(
                    (String key) ->
                        -ofDevelopment.getOrDefault(key, 0) - ofTest.getOrDefault(key, 0))
                .thenComparing(Comparator.naturalOrder()))
        .forEach(
            key ->
                table.row(
                    key.substring(0, key.indexOf('\t')),
                    key.substring(key.indexOf('\t') + 1),
                    ofDevelopment.getOrDefault(key, 0),
                    ofTest.getOrDefault(key, 0)));
    lines.addAll(table.lines());
  }

  private static Map<String, Integer> reasons(
      List<FixedLibrary> libraries, Set<String> known, boolean isReadable) {
    Map<String, Integer> counts = new TreeMap<>();
    for (FixedLibrary library : libraries) {
      for (Found found : library.before()) {
        if (found.fix() == Fix.NONE) {
          String key = found.pattern() + "\t" + NoFixReason.general(found);
          if (isReadable) {
            known.add(key);
          } else if (!known.contains(key) && !key.endsWith(NoFixReason.NONE)) {
            key = found.pattern() + "\t" + OTHER;
          }
          counts.merge(key, 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  private void libraries() {
    title("By library");
    lines.add("Libraries without findings are left out.");
    lines.add("");
    MarkdownTable table =
        new MarkdownTable(
            "library",
            "half",
            "findings",
            "with a fix",
            "still there",
            "new",
            "changed files",
            "that compile",
            "broken users",
            "changed again");
    rows(table, development, "development");
    rows(table, test, "test");
    lines.addAll(table.lines());
  }

  private static void rows(MarkdownTable table, Collection<FixedLibrary> libraries, String half) {
    for (FixedLibrary library : libraries) {
      FixCounts counts = FixCounts.of(List.of(library));
      if (library.hasFindings()) {
        table.row(
            library.library(),
            half,
            counts.findings(),
            counts.fixed(),
            counts.stillThere(),
            counts.isNew(),
            counts.changed(),
            counts.compiled(),
            counts.brokenUsers(),
            counts.changedAgain());
      }
    }
  }

  private void failures() {
    List<String> broken = new ArrayList<>();
    List<String> stillThere = new ArrayList<>();
    List<String> isNew = new ArrayList<>();
    List<String> again = new ArrayList<>();
    for (FixedLibrary library : development) {
      Stream.concat(
              library.changed().stream()
                  .filter(ChangedFile::compiledBefore)
                  .flatMap(file -> file.errors().stream()),
              library.broken().stream())
          .map(error -> broken(library, error))
          .forEach(broken::add);
      FixOutcome outcome = FixOutcome.of(library);
      outcome.stillThere().forEach(found -> stillThere.add(found(library, found)));
      outcome.isNew().forEach(found -> isNew.add(found(library, found)));
      library.changedAgain().forEach(change -> again.add(again(library, change)));
    }
    list("Does not compile any more", broken);
    list("Fixed, and still there", stillThere);
    list("New after the fixes", isNew);
    list("Changed by a second run", again);
    List<String> problems = new ArrayList<>();
    for (FixedLibrary library : development) {
      library.problems().forEach(problem -> problems.add(library.library() + ": " + problem));
    }
    list("Not audited", problems);
  }

  private void list(String title, List<String> entries) {
    if (!entries.isEmpty()) {
      title(title);
      entries.forEach(entry -> lines.add("- " + entry));
    }
  }

  private static String broken(FixedLibrary library, Broken error) {
    return "%s: %s:%d: %s"
        .formatted(
            library.library(), error.file(), error.line(), error.message().replaceAll("\\s+", " "));
  }

  private static String found(FixedLibrary library, Found found) {
    return "%s: %s:%d: [%s] %s"
        .formatted(library.library(), found.file(), found.line(), found.pattern(), found.message());
  }

  private static String again(FixedLibrary library, ChangedAgain change) {
    return "%s: %s:%d: `%s`"
        .formatted(library.library(), change.file(), change.line(), change.inserted());
  }
}
