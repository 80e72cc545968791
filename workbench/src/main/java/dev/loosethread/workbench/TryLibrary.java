package dev.loosethread.workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compiles published libraries with Loosethread's checks and prints what they find. */
public final class TryLibrary {
  private final Plugin plugin;
  private final MavenResolver maven;
  private final Path folder;
  private final String errorProne;

  private TryLibrary(Plugin plugin, Path folder, String errorProne) {
    this.plugin = plugin;
    this.folder = folder;
    this.errorProne = errorProne;
    this.maven = new MavenResolver(folder);
  }

  /**
   * @param arguments coordinates, each group:artifact:version
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  static int run(List<String> arguments) {
    try {
      if (arguments.isEmpty()) {
        throw new Failure("usage: ./try-library group:artifact:version...");
      }
      List<Coordinates> libraries = arguments.stream().map(Coordinates::parse).toList();
      TryLibrary attempt =
          new TryLibrary(Plugin.built(), Build.work(), Build.version("errorprone"));
      libraries.forEach(attempt::check);
      return 0;
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
    } catch (MavenResolver.Unresolved e) {
      System.err.println("error: " + e.reason());
    }
    return 1;
  }

  private void check(Coordinates coordinates) {
    Library library = Library.resolve(maven, folder, coordinates);
    Jdk jdk = Jdk.current();
    Path work = folder.resolve(coordinates.toString().replace(':', '_')).resolve("work");
    LibraryCompilation compilation = new LibraryCompilation(library, jdk, work);
    List<Path> sources = compilation.compilable();
    if (sources.isEmpty()) {
      throw new Failure(coordinates + ": none of its sources compiles here");
    }
    List<Path> processors =
        new ArrayList<>(
            maven.classPath(List.of("com.google.errorprone:error_prone_core:" + errorProne)));
    processors.add(plugin.jar());
    List<String> flags = new ArrayList<>(List.of("-XepDisableAllChecks"));
    plugin.checks().forEach(name -> flags.add("-Xep:" + name + ":WARN"));
    Javac.Outcome outcome = compilation.run(sources, Javac.errorProne(processors, flags));
    if (outcome.exitCode() != 0) {
      throw new Failure(coordinates + ": javac failed:\n" + outcome.output());
    }
    System.out.printf(
        "%s: %d files compiled with Error Prone %s on %s%n",
        coordinates, sources.size(), errorProne, jdk);
    printFindings(library, outcome);
    List<Path> left = new ArrayList<>(library.sources());
    left.removeAll(sources);
    if (!left.isEmpty()) {
      System.out.printf(
          "  left out, as they need what the published pom does not name: %d files, such as %s%n",
          left.size(), library.relative(left.get(0)));
    }
  }

  private void printFindings(Library library, Javac.Outcome outcome) {
    List<Javac.Diagnostic> findings =
        outcome.diagnostics().stream()
            .filter(d -> plugin.checks().contains(d.check().orElse("")))
            .sorted(
                Comparator.comparing(Javac.Diagnostic::file).thenComparing(Javac.Diagnostic::line))
            .toList();
    for (Javac.Diagnostic finding : findings) {
      System.out.printf(
          "  %s:%d: [%s] %s%n",
          library.relative(finding.file()),
          finding.line(),
          finding.check().orElseThrow(),
          finding.message());
    }
    Map<String, Long> counts =
        findings.stream()
            .collect(
                Collectors.groupingBy(
                    d -> d.check().orElseThrow(), TreeMap::new, Collectors.counting()));
    System.out.printf("  %d findings%n", findings.size());
    counts.forEach((name, count) -> System.out.printf("    %4d %s%n", count, name));
    // A check that gives up on a class says so in one warning line; nobody should miss that.
    outcome
        .output()
        .lines()
        .filter(line -> line.startsWith("warning: ") && line.contains("Loosethread"))
        .forEach(line -> System.out.println("  " + line));
  }
}
