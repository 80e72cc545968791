package dev.loosethread.bench.corpus;

import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.Command;
import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Failure;
import dev.loosethread.workbench.Folders;
import dev.loosethread.workbench.Javac;
import dev.loosethread.workbench.JavacOutput;
import dev.loosethread.workbench.Jdk;
import dev.loosethread.workbench.KnownNames;
import dev.loosethread.workbench.Library;
import dev.loosethread.workbench.LibraryCompilation;
import dev.loosethread.workbench.MavenResolver;
import dev.loosethread.workbench.Plugin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Compiles libraries with all checks on, each once. */
final class LibraryChecker {
  private static final Pattern FATAL =
      Pattern.compile("^error: |out of resources|OutOfMemoryError|^An exception has occurred");

  private final MavenResolver maven = new MavenResolver(Build.work());
  private final Plugin plugin = Plugin.built();
  private final Jdk jdk = Jdk.current();
  private final Kept kept = Kept.of("checked", plugin.jar());
  private final String heap;
  private List<Path> engine;

  /**
   * @param heap of each compiler, as {@code -Xmx} has it
   */
  LibraryChecker(String heap) {
    this.heap = heap;
  }

  /** Returns what runs, for people. */
  String tools() {
    return "Error Prone %s, %s, %d checks, compilers with -Xmx%s"
        .formatted(Build.version("errorprone"), jdk, plugin.checks().size(), heap);
  }

  /**
   * All of these, in turn; how far it is goes to standard error.
   *
   * @param failures gets a line for each that cannot be resolved or compiled
   */
  List<CheckedLibrary> check(List<Coordinates> libraries, List<String> failures) {
    List<CheckedLibrary> checked = new ArrayList<>();
    for (Coordinates library : libraries) {
      int number = checked.size() + failures.size() + 1;
      System.err.printf("[%d/%d] %s%n", number, libraries.size(), library);
      try {
        checked.add(check(library));
      } catch (Failure | MavenResolver.Unresolved e) {
        String reason = e.getMessage().lines().findFirst().orElse("failed");
        failures.add(reason.startsWith(library + ": ") ? reason : library + ": " + reason);
        System.err.println("  " + reason);
      }
    }
    return checked;
  }

  private CheckedLibrary check(Coordinates coordinates) {
    Optional<CheckedLibrary> known = kept.find(coordinates.toString(), CheckedLibrary.class);
    if (known.isPresent()) {
      return known.get();
    }
    Library library = resolve(coordinates);
    Path work =
        library.sourceFolder().resolveSibling("checked-work-" + ProcessHandle.current().pid());
    try {
      CheckedLibrary checked = compile(library, work);
      kept.put(coordinates.toString(), checked);
      return checked;
    } finally {
      Folders.delete(work);
    }
  }

  Library resolve(Coordinates coordinates) {
    return Library.resolve(maven, Build.work(), coordinates);
  }

  /**
   * Does it now.
   *
   * @param work a folder for this run
   */
  CheckedLibrary compile(Library library, Path work) {
    return result(library, compile(library, work, arguments()));
  }

  /**
   * The output of compiling a library.
   *
   * @param sources those that compile
   * @param failures where a check has failed, in any round
   */
  record Compiled(List<Path> sources, Javac.Outcome outcome, List<String> failures) {}

  /** Compiles with these arguments as often as it takes to find the files that compile. */
  Compiled compile(Library library, Path work, List<String> arguments) {
    LibraryCompilation compilation = new LibraryCompilation(library, jdk, work);
    List<Path> sources = new ArrayList<>(library.sources());
    sources.removeIf(KnownNames.of(library)::importsUnknown);
    Set<String> failures = new LinkedHashSet<>();
    for (int round = 0; round < LibraryCompilation.MOST_ROUNDS && !sources.isEmpty(); round++) {
      Javac.Outcome outcome = run(compilation, work, sources, arguments);
      CheckFailures.in(outcome.output()).stream()
          .map(line -> line.replace(library.sourceFolder() + "/", ""))
          .forEach(failures::add);
      if (outcome.exitCode() == 0) {
        return new Compiled(sources, outcome, List.copyOf(failures));
      }
      // What they declare is in the library's jar.
      if (!sources.removeAll(outcome.broken())) {
        throw new Failure("javac failed: " + reason(outcome.output()));
      }
    }
    throw new Failure(
        sources.isEmpty()
            ? "none of its sources compiles here"
            : "%d rounds do not find all files that cannot compile here"
                .formatted(LibraryCompilation.MOST_ROUNDS));
  }

  /** The line that tells why javac could not go on; what it says of sources may be before it. */
  private static String reason(String output) {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    return lines.stream()
        .filter(line -> FATAL.matcher(line).find())
        .findFirst()
        .orElse(lines.isEmpty() ? "without a word" : lines.get(0));
  }

  private Javac.Outcome run(
      LibraryCompilation compilation, Path work, List<Path> sources, List<String> arguments) {
    List<String> command = new ArrayList<>(compilation.commandLine(sources, arguments));
    command.add(1, "-J-Xmx" + heap);
    JavacOutput output = new JavacOutput(JavacOutput.Listener.NONE);
    return output.end(Command.run(work, command, output::line));
  }

  private List<String> arguments() {
    return withoutClassFiles(Javac.errorProne(engine(), plugin.flags("WARN")));
  }

  /**
   * The arguments that run another plugin of javac in Error Prone's place, with the severities that
   * the checks have by default.
   *
   * @param path where that plugin is
   */
  List<String> arguments(String name, List<Path> path) {
    List<Path> all = new ArrayList<>(engine());
    all.addAll(path);
    return withoutClassFiles(Javac.checks(name, all, plugin.flags("DEFAULT")));
  }

  private List<Path> engine() {
    if (engine == null) {
      engine =
          new ArrayList<>(
              maven.classPath(
                  List.of(
                      "com.google.errorprone:error_prone_core:" + Build.version("errorprone"))));
      engine.add(plugin.jar());
    }
    return engine;
  }

  private static List<String> withoutClassFiles(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.add("--should-stop=ifNoError=FLOW");
    return all;
  }

  private CheckedLibrary result(Library library, Compiled compiled) {
    List<Path> sources = compiled.sources();
    Set<String> checks = Set.copyOf(plugin.checks());
    List<CheckedLibrary.Found> findings =
        compiled.outcome().diagnostics().stream()
            .filter(d -> d.check().filter(checks::contains).isPresent())
            .map(
                d ->
                    new CheckedLibrary.Found(
                        name(library, d.file()), d.line(), d.check().orElseThrow(), d.message()))
            .distinct()
            .toList();
    List<Path> left = new ArrayList<>(library.sources());
    left.removeAll(Set.copyOf(sources));
    return new CheckedLibrary(
        library.coordinates().toString(),
        sources.stream().map(file -> name(library, file)).toList(),
        left.stream().map(file -> name(library, file)).toList(),
        sources.stream().mapToLong(SourceText::countLines).sum(),
        findings,
        compiled.failures());
  }

  /** As a {@link CheckedLibrary} names it. */
  static String name(Library library, Path source) {
    return library.relative(source).toString().replace('\\', '/');
  }
}
