package dev.loosethread.bench.fixes;

import dev.loosethread.bench.Heading;
import dev.loosethread.bench.LibraryList;
import dev.loosethread.bench.corpus.Arguments;
import dev.loosethread.bench.corpus.Kept;
import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Failure;
import dev.loosethread.workbench.Folders;
import dev.loosethread.workbench.Jdk;
import dev.loosethread.workbench.Library;
import dev.loosethread.workbench.MavenResolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies all fixes to libraries, and counts what comes of it. Writes Markdown. */
public final class Fixes {
  private static final String USAGE =
      "usage: benchmarks/fixes [--seed N] [--diffs N] --list FILE | group:artifact:version...";

  private final MavenResolver maven = new MavenResolver(Build.work());
  private final Kept kept = Kept.of("fixes", Path.of(Build.version("audit")));
  private final List<FixedLibrary> development = new ArrayList<>();
  private final List<FixedLibrary> test = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  private Fixes() {}

  /**
   * @param arguments see {@code benchmarks/fixes --help}
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    List<LibraryList.Entry> libraries;
    long seed;
    long diffs;
    try {
      Arguments parsed =
          Arguments.parse(arguments, Set.of("--seed", "--diffs", "--list"), Set.of());
      libraries = parsed.libraries();
      seed = parsed.number("--seed", 1);
      diffs = parsed.number("--diffs", 0);
      if (libraries.isEmpty()) {
        throw new Failure("no library is named; " + USAGE);
      }
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      return 2;
    }
    try {
      Fixes fixes = new Fixes();
      for (int i = 0; i < libraries.size(); i++) {
        LibraryList.Entry entry = libraries.get(i);
        System.err.printf("[%d/%d] %s%n", i + 1, libraries.size(), entry.library());
        fixes.add(entry);
      }
      fixes.print(seed, diffs);
      return 0;
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      return 1;
    }
  }

  private void add(LibraryList.Entry entry) {
    String name = entry.library().toString();
    try {
      (entry.isTest() ? test : development).add(of(entry.library()));
    } catch (Failure | MavenResolver.Unresolved e) {
      String reason = e.getMessage().lines().findFirst().orElse("failed");
      failures.add(reason.startsWith(name + ": ") ? reason : name + ": " + reason);
      System.err.println("  " + reason);
    }
  }

  private FixedLibrary of(Coordinates coordinates) {
    Optional<FixedLibrary> known = kept.find(coordinates.toString(), FixedLibrary.class);
    if (known.isPresent()) {
      return known.get();
    }
    Library library = Library.resolve(maven, Build.work(), coordinates);
    Path work =
        library.sourceFolder().resolveSibling("fixes-work-" + ProcessHandle.current().pid());
    try {
      FixedLibrary fixed = new LibraryFixer(library, work).fix();
      kept.put(coordinates.toString(), fixed);
      return fixed;
    } finally {
      Folders.delete(work);
    }
  }

  private void print(long seed, long diffs) {
    Heading.of("What the fixes do to published libraries").forEach(System.out::println);
    System.out.printf("- %s%n", Jdk.current());
    System.out.printf("- libraries that could not be read: %d%n%n", failures.size());
    new FixesReport(development, test).lines().forEach(System.out::println);
    if (!failures.isEmpty()) {
      System.out.printf("%n## Not read%n%n");
      failures.forEach(line -> System.out.println("- " + line));
    }
    if (diffs > 0) {
      System.out.println();
      new DiffSample(development, diffs, seed).lines().forEach(System.out::println);
    }
  }
}
