package dev.loosethread.bench;

import dev.loosethread.bench.judges.Judges;
import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What {@code benchmarks/mutants} is asked to do.
 *
 * @param seed decides which mutants are taken
 * @param perLibrary how many at most
 * @param judges the names of those that judge
 * @param read a table of survivors that somebody has read
 * @param output what to print
 * @param show how many survivors of the development half to print for reading
 */
record MutantsOptions(
    long seed,
    int perLibrary,
    List<String> judges,
    Optional<Path> read,
    Output output,
    int show,
    List<LibraryList.Entry> libraries) {
  static final String USAGE =
      "usage: benchmarks/mutants [--seed N] [--per-library N] [--judges NAME,...]\n"
          + "           [--read TABLE] [--show-survivors N | --comparison | --show-only-others]\n"
          + "           [--list FILE] LIBRARY...\n"
          + "  --list FILE        libraries, one on a line: group:artifact:version, a tab, and\n"
          + "                     development or test; those of the test half are never shown\n"
          + "  --judges NAME,...  error-prone, spotbugs, audit unless given\n"
          + "  --read TABLE       survivors that were read, with the reason: library, mutant, reason, note\n"
          + "  --show-survivors N prints N survivors of the development half instead of the tables\n"
          + "  --comparison       prints the page that compares the judges\n"
          + "  --show-only-others prints what only others find, of the development half";

  private static final int MANY = 30;

  /** What is printed. */
  enum Output {
    /** What our own engines kill. */
    TABLES,
    /** Survivors, for reading. */
    SURVIVORS,
    /** The page that compares all tools. */
    COMPARISON,
    /** What only others find, for reading. */
    ONLY_OTHERS
  }

  /**
   * Reads the command line.
   *
   * @throws Failure with one line if it makes no sense
   */
  static MutantsOptions parse(List<String> arguments) {
    long seed = 1;
    int perLibrary = MANY;
    int show = 0;
    Output output = Output.TABLES;
    List<String> judges = Judges.OWN;
    Optional<Path> read = Optional.empty();
    List<LibraryList.Entry> libraries = new ArrayList<>();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      switch (argument) {
        case "--seed" -> seed = number(argument, rest);
        case "--per-library" -> perLibrary = (int) number(argument, rest);
        case "--show-survivors" -> {
          show = (int) number(argument, rest);
          output = Output.SURVIVORS;
        }
        case "--comparison" -> output = Output.COMPARISON;
        case "--show-only-others" -> output = Output.ONLY_OTHERS;
        case "--judges" -> judges = List.of(value(argument, rest).split(","));
        case "--read" -> read = Optional.of(Path.of(value(argument, rest)));
        case "--list" -> libraries.addAll(LibraryList.read(Path.of(value(argument, rest))));
        default -> {
          if (argument.startsWith("-")) {
            throw new Failure("unknown option: " + argument);
          }
          libraries.add(new LibraryList.Entry(Coordinates.parse(argument), false));
        }
      }
    }
    if (libraries.isEmpty()) {
      throw new Failure("no library is named");
    }
    return new MutantsOptions(seed, perLibrary, judges, read, output, show, List.copyOf(libraries));
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new Failure(option + " needs a value");
    }
    return rest.next();
  }

  private static long number(String option, Iterator<String> rest) {
    String value = value(option, rest);
    try {
      long number = Long.parseLong(value);
      if (number >= 1 && number <= Integer.MAX_VALUE) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new Failure(option + " needs a number from 1 on, not " + value);
  }
}
