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
 * Measures what the checks add to a compilation with Error Prone, and what the javac plugin adds to
 * a plain one: the CPU time (user and system) of whole javac processes, run alternately with and
 * without. Writes Markdown to standard output.
 */
public final class Overhead {
  /** The default of javac. Elsewhere, javac runs with the policy that Error Prone asks for. */
  private static final String DEFAULT_POLICY = "-XDcompilePolicy=bytodo";

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
        "- %d cores, %s %s%n- %s (%s), %s%n- Error Prone %s with all its default"
            + " checks in both arms%n- CPU is user and system time of the whole javac process%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        jdk,
        System.getProperty("java.vm.version"),
        jvmOptions(),
        Build.version("errorprone"));
  }

  /** Returns the options that every JVM reads (JVM TI specification, "JAVA_TOOL_OPTIONS"). */
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
    String size =
        String.format(Locale.ROOT, "%,d files, %,d lines", sources.size(), lines(sources));
    CpuPairs.measure(
            pairs,
            () -> cpu(compilation, sources, errorProne(errorProne)),
            () -> cpu(compilation, sources, errorProne(withPlugin)))
        .print(coordinates + ", Error Prone checks", size);
    CpuPairs.measure(
            pairs,
            () -> cpu(compilation, sources, List.of(DEFAULT_POLICY)),
            () -> cpu(compilation, sources, javacPlugin()))
        .print(coordinates + ", javac plugin", size);
  }

  private static List<String> errorProne(List<Path> processors) {
    return Javac.errorProne(processors, List.of("-XepAllErrorsAsWarnings"));
  }

  private static List<String> javacPlugin() {
    return List.of(
        DEFAULT_POLICY, "-processorpath", Build.javacPlugin().toString(), "-Xplugin:Loosethread");
  }

  private static double cpu(
      LibraryCompilation compilation, List<Path> sources, List<String> arguments) {
    return CpuPairs.seconds(
        compilation.commandLine(sources, arguments),
        Build.work().resolve("overhead").resolve("javac.log"));
  }

  private static long lines(List<Path> sources) {
    long lines = 0;
    for (Path source : sources) {
      try {
        // Some published sources are not UTF-8, but a line feed is the same byte in all encodings.
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
