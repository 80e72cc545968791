package dev.loosethread.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures what the plugin adds to an Error Prone compile: CPU time (user and system) of whole
 * javac processes, with and without it, in turns. Writes Markdown to standard output.
 */
public final class Overhead {
  private final MavenResolver maven = new MavenResolver(Build.work());
  private final Plugin plugin = Plugin.built();
  private final Jdk jdk = Jdk.current();
  private final int pairs;

  private Overhead(int pairs) {
    this.pairs = pairs;
  }

  /**
   * @param arguments the number of pairs, then coordinates
   */
  public static void main(String[] arguments) {
    try {
      if (arguments.length < 2) {
        throw new Failure("usage: benchmarks/overhead PAIRS group:artifact:version...");
      }
      Overhead overhead = new Overhead(Integer.parseInt(arguments[0]));
      overhead.printMachine();
      Arrays.stream(arguments).skip(1).map(Coordinates::parse).forEach(overhead::measure);
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      System.exit(1);
    }
  }

  private void printMachine() {
    System.out.printf(
        "- %d cores, %s %s%n- %s (%s), %s%n- Error Prone %s with all its own default"
            + " checks in both arms%n- CPU is user and system time of the whole javac process%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        jdk,
        System.getProperty("java.vm.version"),
        jvmOptions(),
        Build.version("errorprone"));
  }

  /** What every JVM reads, javac's too (JVM TI specification, "JAVA_TOOL_OPTIONS"). */
  private static String jvmOptions() {
    String options = System.getenv("JAVA_TOOL_OPTIONS");
    return options == null || options.isBlank() ? "default JVM options" : options.strip();
  }

  private void measure(Coordinates coordinates) {
    Library library = Library.resolve(maven, Build.work(), coordinates);
    Path work = Build.work().resolve("overhead").resolve(coordinates.artifact());
    LibraryCompilation compilation = new LibraryCompilation(library, jdk, work);
    List<Path> sources = compilation.compilable();
    List<Path> errorProne =
        maven.classPath(
            List.of("com.google.errorprone:error_prone_core:" + Build.version("errorprone")));
    List<Path> withPlugin = new ArrayList<>(errorProne);
    withPlugin.add(plugin.jar());
    CpuPairs.measure(
            pairs,
            () -> cpu(compilation, sources, errorProne),
            () -> cpu(compilation, sources, withPlugin))
        .print(
            coordinates.toString(),
            String.format(Locale.ROOT, "%,d files, %,d lines", sources.size(), lines(sources)));
  }

  private static double cpu(
      LibraryCompilation compilation, List<Path> sources, List<Path> processors) {
    return CpuPairs.seconds(
        compilation.commandLine(
            sources, Javac.errorProne(processors, List.of("-XepAllErrorsAsWarnings"))),
        Build.work().resolve("overhead").resolve("javac.log"));
  }

  private static long lines(List<Path> sources) {
    long lines = 0;
    for (Path source : sources) {
      try {
        // Some published sources are not UTF-8; a line feed is the same byte in all of them.
        for (byte b : Files.readAllBytes(source)) {
          lines += b == '\n' ? 1 : 0;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return lines;
  }
}
