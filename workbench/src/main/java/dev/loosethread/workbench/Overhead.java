package dev.loosethread.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures what the plugin adds to an Error Prone compile: CPU time (user and system) of whole
 * javac processes, with and without it, in turns. Writes Markdown to standard output.
 */
public final class Overhead {
  private static final Pattern TIMES = Pattern.compile("cpu ([\\d.]+) ([\\d.]+)");

  /** One process of each kind, one right after the other. */
  private record Pair(double without, double with) {
    double ratio() {
      return with / without;
    }
  }

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
        "- %d cores, %s %s%n- %s (%s), default JVM options%n- Error Prone %s with all its own default"
            + " checks in both arms%n- CPU is user and system time of the whole javac process%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        jdk,
        System.getProperty("java.vm.version"),
        Build.version("errorprone"));
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
    // The first of each kind fills the file cache and is not counted.
    cpu(compilation, sources, errorProne);
    cpu(compilation, sources, withPlugin);
    List<Pair> measured = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      // Which comes first changes, so that neither gains by its place.
      if (i % 2 == 0) {
        double without = cpu(compilation, sources, errorProne);
        measured.add(new Pair(without, cpu(compilation, sources, withPlugin)));
      } else {
        double with = cpu(compilation, sources, withPlugin);
        measured.add(new Pair(cpu(compilation, sources, errorProne), with));
      }
    }
    print(coordinates, sources, measured);
  }

  private double cpu(LibraryCompilation compilation, List<Path> sources, List<Path> processors) {
    List<String> command = new ArrayList<>();
    // Java can not tell the CPU time of a process that has ended; bash can.
    command.addAll(List.of("bash", "-c", "TIMEFORMAT='cpu %3U %3S'; time \"$@\" > \"$0\" 2>&1"));
    Path log = Build.work().resolve("overhead").resolve("javac.log");
    command.add(log.toString());
    command.addAll(
        compilation.commandLine(
            sources, Javac.errorProne(processors, List.of("-XepAllErrorsAsWarnings"))));
    Command.Result result = Command.run(Build.work(), command);
    Matcher times = TIMES.matcher(result.output());
    if (result.exitCode() != 0 || !times.find()) {
      throw new Failure("javac failed, see " + log);
    }
    return Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(2));
  }

  private void print(Coordinates coordinates, List<Path> sources, List<Pair> measured) {
    List<Double> ratios = measured.stream().map(Pair::ratio).sorted().toList();
    int middle = ratios.size() / 2;
    double median =
        ratios.size() % 2 == 1
            ? ratios.get(middle)
            : (ratios.get(middle - 1) + ratios.get(middle)) / 2;
    System.out.printf(
        Locale.ROOT,
        "%n## %s%n%n%,d files, %,d lines. Median of the ratios: **%.4f** (%+.2f %%), lowest %.4f,"
            + " highest %.4f.%n%n| pair | CPU without (s) | CPU with (s) | ratio |%n|---|---|---|---|%n",
        coordinates,
        sources.size(),
        lines(sources),
        median,
        (median - 1) * 100,
        ratios.get(0),
        ratios.get(ratios.size() - 1));
    for (int i = 0; i < measured.size(); i++) {
      Pair pair = measured.get(i);
      System.out.printf(
          Locale.ROOT,
          "| %d | %.2f | %.2f | %.4f |%n",
          i + 1,
          pair.without(),
          pair.with(),
          pair.ratio());
    }
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
