package dev.loosethread.bench.corpus;

import dev.loosethread.bench.LibraryList;
import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Failure;
import dev.loosethread.workbench.Folders;
import dev.loosethread.workbench.Library;
import dev.loosethread.workbench.MavenResolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Writes all that the engines say of libraries to standard output, so that two revisions can be
 * compared with {@code diff}.
 */
public final class Findings {
  private static final String USAGE =
      "usage: benchmarks/findings [--heap SIZE] --list FILE | group:artifact:version...";

  private final MavenResolver maven = new MavenResolver(Build.work());
  private final AuditRunner audit;
  private final List<Engine> engines;

  private Findings(String heap) {
    Path bench = Build.locationOf(Findings.class);
    audit = new AuditRunner(heap, true);
    engines =
        List.of(
            new Engine(
                "errorprone",
                Kept.of("findings-errorprone", Build.plugin(), bench),
                new ErrorProneFacts(new LibraryChecker(heap))::of),
            new Engine(
                "spotbugs",
                Kept.of("findings-spotbugs", Build.detectors(), bench),
                new SpotBugsFacts(heap)::of));
  }

  /**
   * An engine whose facts are kept here.
   *
   * @param facts makes them, in a folder of their own
   */
  private record Engine(String name, Kept kept, BiFunction<Library, Path, List<String>> facts) {}

  /**
   * @param arguments see {@code benchmarks/findings --help}
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    List<Coordinates> libraries;
    String heap;
    try {
      Arguments parsed = Arguments.parse(arguments, Set.of("--heap", "--list"), Set.of());
      libraries = parsed.libraries().stream().map(LibraryList.Entry::library).toList();
      heap = parsed.heap();
      if (libraries.isEmpty()) {
        throw new Failure("no library is named; " + USAGE);
      }
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      return 2;
    }
    try {
      Findings findings = new Findings(heap);
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < libraries.size(); i++) {
        System.err.printf("[%d/%d] %s%n", i + 1, libraries.size(), libraries.get(i));
        lines.addAll(findings.of(libraries.get(i)));
      }
      lines.stream().sorted().forEach(System.out::println);
      return 0;
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      return 1;
    }
  }

  private List<String> of(Coordinates library) {
    List<String> lines = new ArrayList<>();
    for (Engine engine : engines) {
      String begin = FactLine.of(engine.name(), library) + "\t";
      facts(engine, library).forEach(fact -> lines.add(begin + fact));
    }
    String begin = FactLine.of("audit", library) + "\t";
    AuditFacts.of(audit.library(library), audit.patch(library))
        .forEach(fact -> lines.add(begin + fact));
    // Where this machine keeps its work is no fact about the engines.
    String work = FactLine.escaped(Build.work() + "/");
    return lines.stream().map(line -> line.replace(work, "")).toList();
  }

  private List<String> facts(Engine engine, Coordinates coordinates) {
    Optional<String[]> known = engine.kept().find(coordinates.toString(), String[].class);
    if (known.isPresent()) {
      return List.of(known.get());
    }
    try {
      Library library = Library.resolve(maven, Build.work(), coordinates);
      Path work =
          library.sourceFolder().resolveSibling("findings-work-" + ProcessHandle.current().pid());
      try {
        List<String> facts = engine.facts().apply(library, work);
        engine.kept().put(coordinates.toString(), facts);
        return facts;
      } finally {
        Folders.delete(work);
      }
    } catch (Failure | MavenResolver.Unresolved e) {
      String reason = e.getMessage().lines().findFirst().orElse("failed");
      System.err.println("  " + engine.name() + ": " + reason);
      return List.of(FactLine.of("failed", reason));
    }
  }
}
