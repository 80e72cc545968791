package dev.loosethread.bench.corpus;

import dev.loosethread.bench.LibraryList;
import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A command line: options with values, switches, and what is named besides. */
public final class Arguments {
  private final Map<String, String> values = new HashMap<>();
  private final Set<String> switches = new HashSet<>();
  private final List<String> others = new ArrayList<>();

  private Arguments() {}

  /**
   * Reads one.
   *
   * @param withValue the options that a value follows
   * @param without the other options
   */
  public static Arguments parse(
      List<String> arguments, Set<String> withValue, Set<String> without) {
    Arguments parsed = new Arguments();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (withValue.contains(argument)) {
        if (++i == arguments.size()) {
          throw new Failure(argument + " needs a value");
        }
        parsed.values.put(argument, arguments.get(i));
      } else if (without.contains(argument)) {
        parsed.switches.add(argument);
      } else if (argument.startsWith("-")) {
        throw new Failure("unknown option: " + argument);
      } else {
        parsed.others.add(argument);
      }
    }
    return parsed;
  }

  public boolean has(String option) {
    return switches.contains(option);
  }

  public String value(String option, String ifNone) {
    return values.getOrDefault(option, ifNone);
  }

  /** A number, not below zero. */
  public long number(String option, long ifNone) {
    String value = values.get(option);
    try {
      long number = value == null ? ifNone : Long.parseLong(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new Failure(option + ": not a number: " + value);
  }

  /** Returns what {@code --heap} says, or as much as a large library takes. */
  String heap() {
    String heap = value("--heap", "2g");
    if (!heap.matches("[1-9]\\d*[kKmMgG]?")) {
      throw new Failure("--heap: not a size such as 2g: " + heap);
    }
    return heap;
  }

  /** Returns what is no option and no option's value. */
  public List<String> others() {
    return List.copyOf(others);
  }

  /** The libraries that are named, and those of the file of {@code --list}; each once. */
  public List<LibraryList.Entry> libraries() {
    Map<Coordinates, LibraryList.Entry> entries = new LinkedHashMap<>();
    for (String name : others) {
      Coordinates library = Coordinates.parse(name);
      entries.put(library, new LibraryList.Entry(library, false));
    }
    String list = values.get("--list");
    if (list != null) {
      LibraryList.read(Path.of(list)).forEach(entry -> entries.put(entry.library(), entry));
    }
    return List.copyOf(entries.values());
  }

  /** The lines of a file that a user has named. */
  public static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new Failure(file + ": cannot be read");
    }
  }
}
