package dev.loosethread.bench.fixes;

import dev.loosethread.bench.Heading;
import dev.loosethread.bench.corpus.Arguments;
import dev.loosethread.bench.corpus.Kept;
import dev.loosethread.bench.corpus.MarkdownTable;
import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.Failure;
import dev.loosethread.workbench.Folders;
import dev.loosethread.workbench.MavenResolver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs the own tests of projects before and after all fixes. Writes Markdown. */
public final class FixedProjects {
  private static final String USAGE =
      "usage: benchmarks/fixed-projects [--seed N] [--classes N] [--limit SECONDS] --list FILE |"
          + " project...";

  private static final long MOST_CLASSES = 25;
  private static final long SECONDS = 120;

  private FixedProjects() {}

  /**
   * @param arguments see {@code benchmarks/fixed-projects --help}
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    List<String> names = new ArrayList<>();
    long seed;
    int classes;
    Duration limit;
    try {
      Arguments parsed =
          Arguments.parse(arguments, Set.of("--seed", "--classes", "--limit", "--list"), Set.of());
      names.addAll(parsed.others());
      String list = parsed.value("--list", "");
      if (!list.isEmpty()) {
        Arguments.lines(Path.of(list)).stream()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .forEach(names::add);
      }
      seed = parsed.number("--seed", 1);
      classes = (int) parsed.number("--classes", MOST_CLASSES);
      limit = Duration.ofSeconds(parsed.number("--limit", SECONDS));
      if (names.isEmpty()) {
        throw new Failure("no project is named; " + USAGE);
      }
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      return 2;
    }
    MavenResolver maven = new MavenResolver(Build.work());
    Kept kept =
        Kept.of("fixed-projects-%d-%d".formatted(classes, seed), Path.of(Build.version("audit")));
    List<FixedProject> projects = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (String name : names) {
      System.err.printf("[%d/%d] %s%n", projects.size() + failures.size() + 1, names.size(), name);
      try {
        Optional<FixedProject> known = kept.find(name, FixedProject.class);
        FixedProject project =
            known.isPresent() ? known.get() : test(name, maven, classes, limit, seed);
        kept.put(name, project);
        projects.add(project);
      } catch (Failure | MavenResolver.Unresolved e) {
        String reason = e.getMessage().lines().findFirst().orElse("failed");
        failures.add(reason.startsWith(name + ": ") ? reason : name + ": " + reason);
        System.err.println("  " + reason);
      }
    }
    Heading.of("The own tests of projects, before and after all fixes")
        .forEach(System.out::println);
    lines(projects, failures).forEach(System.out::println);
    return 0;
  }

  private static FixedProject test(
      String name, MavenResolver maven, int classes, Duration limit, long seed) {
    TestedProject project = TestedProject.of(name, maven);
    // It stays there with the logs, for whoever wants to know why tests fail.
    Path work = Build.work().resolve("fixed-projects-work").resolve(name.replaceAll("\\W", "_"));
    Folders.delete(work);
    return new ProjectTests(project, maven, work, classes, limit).run(seed);
  }

  /** The report. */
  static List<String> lines(List<FixedProject> projects, List<String> failures) {
    List<String> lines = new ArrayList<>();
    MarkdownTable table =
        new MarkdownTable(
            "project",
            "findings fixed",
            "changed files",
            "loaded by the tests",
            "classes with tests that were run",
            "tests passed before",
            "not passed before",
            "passed with the fixes",
            "lost");
    for (FixedProject project : projects) {
      table.row(
          project.project(),
          "%d (%s)".formatted(project.fixed(), String.join(", ", project.patterns())),
          project.changed().size(),
          project.loaded(),
          "%d of %d".formatted(project.testClasses(), project.allTestClasses()),
          project.passedBefore(),
          project.notPassedBefore(),
          project.passedAfter(),
          project.lost().size());
    }
    lines.addAll(table.lines());
    list("Lost", projects.stream().flatMap(p -> named(p, p.lost()).stream()).toList(), lines);
    list(
        "Failed once with the fixes, and passed when repeated, or failed without them too",
        projects.stream().flatMap(p -> named(p, p.flaky()).stream()).toList(),
        lines);
    list(
        "Changed files",
        projects.stream().flatMap(p -> named(p, p.changed()).stream()).toList(),
        lines);
    list("Not run", failures, lines);
    return lines;
  }

  private static List<String> named(FixedProject project, List<String> what) {
    return what.stream().map(each -> project.project() + ": " + each).toList();
  }

  private static void list(String title, List<String> entries, List<String> lines) {
    if (!entries.isEmpty()) {
      lines.addAll(List.of("", "## " + title, ""));
      entries.forEach(entry -> lines.add("- " + entry));
    }
  }
}
