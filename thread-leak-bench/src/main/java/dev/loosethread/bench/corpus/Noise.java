package dev.loosethread.bench.corpus;

import dev.loosethread.bench.Heading;
import dev.loosethread.bench.LibraryList;
import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts what the checks report on libraries as they are. Writes Markdown to standard output. */
public final class Noise {
  private static final String USAGE =
      "usage: benchmarks/noise [--seed N] [--sample N] [--heap SIZE] --list FILE |"
          + " group:artifact:version...";

  private Noise() {}

  /**
   * @param arguments see {@code benchmarks/noise --help}
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    List<LibraryList.Entry> libraries;
    long seed;
    long size;
    String heap;
    try {
      Arguments parsed =
          Arguments.parse(arguments, Set.of("--seed", "--sample", "--heap", "--list"), Set.of());
      libraries = parsed.libraries();
      seed = parsed.number("--seed", 1);
      size = parsed.number("--sample", 0);
      heap = parsed.heap();
      if (libraries.isEmpty()) {
        throw new Failure("no library is named; " + USAGE);
      }
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      return 2;
    }
    try {
      LibraryChecker checker = new LibraryChecker(heap);
      List<String> notChecked = new ArrayList<>();
      List<CheckedLibrary> checked =
          checker.check(libraries.stream().map(LibraryList.Entry::library).toList(), notChecked);
      if (checked.isEmpty()) {
        throw new Failure("none of the libraries could be checked");
      }
      Set<String> test =
          libraries.stream()
              .filter(LibraryList.Entry::isTest)
              .map(entry -> entry.library().toString())
              .collect(Collectors.toSet());
      Map<Boolean, List<CheckedLibrary>> halves =
          checked.stream()
              .collect(Collectors.partitioningBy(library -> test.contains(library.library())));
      Heading.of("Findings on published libraries").forEach(System.out::println);
      System.out.println("- " + checker.tools());
      NoiseReport.of(checked, notChecked).forEach(System.out::println);
      if (!test.isEmpty()) {
        half("The development half", halves.get(false));
        half("The test half", halves.get(true));
      }
      if (size > 0) {
        System.out.println();
        new Sample(halves.get(false), size, seed)
            .lines(library -> checker.resolve(Coordinates.parse(library)).sourceFolder())
            .forEach(System.out::println);
      }
      return 0;
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      return 1;
    }
  }

  private static void half(String title, List<CheckedLibrary> libraries) {
    System.out.printf("%n## %s%n%n", title);
    NoiseReport.of(libraries, List.of()).forEach(System.out::println);
  }
}
