package dev.loosethread.bench;

import dev.loosethread.bench.judges.Judges;
import dev.loosethread.bench.score.ReadSurvivors;
import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Failure;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of {@code benchmarks/mutants}.
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
      """
      usage: benchmarks/mutants [--seed N] [--per-library N] [--judges NAME,...]
                 [--read TABLE] [--show-survivors N | --comparison | --show-only-others]
                 [--list FILE] LIBRARY...
        --list FILE        libraries, one on a line: group:artifact:version, a tab, and
                           development or test; those of the test half are never shown
        --judges NAME,...  error-prone, spotbugs, audit unless given
        --read TABLE       survivors that were read, with the reason: library, mutant, reason, note
        --show-survivors N prints N survivors of the development half instead of the tables
        --comparison       prints the page that compares the judges
        --show-only-others prints what only others find, of the development half\
      """;

  private static final int MANY = 30;

  /** The kinds of output. */
  enum Output {
    /** The kills of our own engines. */
    TABLES,
    /** Survivors, for reading. */
    SURVIVORS,
    /** The page that compares all tools. */
    COMPARISON,
    /** Mutants that only other tools find, for reading. */
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
    // Each once: two at work in one folder would be in each other's way.
    Map<Coordinates, LibraryList.Entry> libraries = new LinkedHashMap<>();
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
        case "--judges" ->
            judges = Arrays.stream(value(argument, rest).split(",")).distinct().toList();
        case "--read" -> read = Optional.of(Path.of(value(argument, rest)));
        case "--list" ->
            LibraryList.read(Path.of(value(argument, rest)))
                .forEach(entry -> libraries.put(entry.library(), entry));
        default -> {
          if (argument.startsWith("-")) {
            throw new Failure("unknown option: " + argument);
          }
          Coordinates library = Coordinates.parse(argument);
          // What a list says of it holds.
          libraries.putIfAbsent(library, new LibraryList.Entry(library, false));
        }
      }
    }
    if (libraries.isEmpty()) {
      throw new Failure("no library is named");
    }
    if (output == Output.SURVIVORS && !judges.contains(SurvivorSheet.JUDGE)) {
      throw new Failure("--show-survivors shows those of " + SurvivorSheet.JUDGE);
    }
    // Or an hour's work would end in the complaint about it.
    read.ifPresent(ReadSurvivors::read);
    return new MutantsOptions(
        seed, perLibrary, judges, read, output, show, List.copyOf(libraries.values()));
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
