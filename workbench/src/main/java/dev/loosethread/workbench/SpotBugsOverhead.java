package dev.loosethread.workbench;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Measures what the detectors add to a SpotBugs run with default effort. Writes Markdown to
 * standard output.
 */
public final class SpotBugsOverhead {
  private final MavenResolver maven = new MavenResolver(Build.work());
  private final int pairs;

  private SpotBugsOverhead(int pairs) {
    this.pairs = pairs;
  }

  /**
   * @param arguments the number of pairs, then coordinates
   */
  public static void main(String[] arguments) {
    try {
      if (arguments.length < 2) {
        throw new Failure("usage: benchmarks/spotbugs-overhead PAIRS group:artifact:version...");
      }
      SpotBugsOverhead overhead = new SpotBugsOverhead(Integer.parseInt(arguments[0]));
      System.out.printf(
          "- %d cores, %s, SpotBugs %s with all its default detectors in both arms%n"
              + "- CPU is user and system time of the whole process%n",
          Runtime.getRuntime().availableProcessors(), Jdk.current(), Build.version("spotbugs"));
      Arrays.stream(arguments).skip(1).map(Coordinates::parse).forEach(overhead::measure);
    } catch (NumberFormatException e) {
      System.err.println("error: not a number of pairs: " + arguments[0]);
      System.exit(1);
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      System.exit(1);
    }
  }

  private void measure(Coordinates coordinates) {
    Path jar = maven.copy(coordinates, "jar");
    CpuPairs.measure(
            pairs,
            () -> cpu(jar, List.of()),
            () -> cpu(jar, List.of("-pluginList", Build.detectors().toString())))
        .print(coordinates.toString(), "The published jar without its dependencies");
  }

  private double cpu(Path jar, List<String> plugin) {
    String engine =
        maven
            .classPath(List.of("com.github.spotbugs:spotbugs:" + Build.version("spotbugs")))
            .stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Jdk.current().javac().resolveSibling("java").toString());
    command.addAll(List.of("-Xmx3g", "-cp", engine, "edu.umd.cs.findbugs.FindBugs2"));
    command.addAll(plugin);
    command.addAll(List.of("-xml:withMessages", "-output"));
    command.add(Build.work().resolve("spotbugs-overhead.xml").toString());
    command.add(jar.toString());
    return CpuPairs.seconds(command, Build.work().resolve("spotbugs-overhead.log"));
  }
}
