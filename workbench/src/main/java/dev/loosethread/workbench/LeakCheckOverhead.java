package dev.loosethread.workbench;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the cost of the leak check per test, with pairs of JVMs that run the same tests. Writes
 * Markdown to standard output.
 */
public final class LeakCheckOverhead {
  private static final Pattern MEASURED = Pattern.compile("measured (\\d+) (\\d+) (\\d+)");
  private static final List<String> KINDS =
      List.of("starts nothing", "starts a thread and joins it", "creates a pool and shuts it down");

  private final MavenResolver maven = new MavenResolver(Build.work());
  private final Path work = Build.work().resolve("leak-check-overhead");
  private final Path console =
      maven.copy(
          Coordinates.parse(
              "org.junit.platform:junit-platform-console-standalone:" + Build.version("junit")),
          "jar");

  /** The cost of tests of one kind: time per test in nanoseconds, memory in kilobytes. */
  private record Cost(long nanos, long heap, long resident) {}

  private LeakCheckOverhead() {}

  /**
   * @param arguments the number of rounds
   */
  public static void main(String[] arguments) {
    try {
      int rounds = arguments.length == 1 ? Integer.parseInt(arguments[0]) : 7;
      new LeakCheckOverhead().measure(rounds);
    } catch (NumberFormatException e) {
      System.err.println("error: not a number of rounds: " + arguments[0]);
      System.exit(1);
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      System.exit(1);
    }
  }

  private void measure(int rounds) {
    compile();
    Map<String, List<String>> arms = new LinkedHashMap<>();
    arms.put("without", List.of());
    arms.put("with", List.of("-Djunit.jupiter.extensions.autodetection.enabled=true"));
    arms.put(
        "with startSites=ON",
        List.of(
            "-Djunit.jupiter.extensions.autodetection.enabled=true",
            "-Dloosethread.leaks.startSites=ON"));
    Map<String, List<List<Cost>>> costs = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      List<String> order = new ArrayList<>(arms.keySet());
      // The order alternates, so that it favours none.
      Collections.rotate(order, round);
      for (String arm : order) {
        costs.computeIfAbsent(arm, a -> new ArrayList<>()).add(run(arms.get(arm)));
      }
    }
    System.out.printf(
        "- %d cores, %s, JUnit %s; 1,500 tests of each kind after 500 to warm up, %d JVMs each%n"
            + "- medians; heap is what is left after a garbage collection at the end%n%n"
            + "| a test that | | time (µs) | more (µs) | heap (KB) | more (KB) | memory of the process outside the heap, more (KB) |%n"
            + "|---|---|---|---|---|---|---|%n",
        Runtime.getRuntime().availableProcessors(), Jdk.current(), Build.version("junit"), rounds);
    for (int kind = 0; kind < KINDS.size(); kind++) {
      Cost base = median(costs.get("without"), kind);
      for (String arm : arms.keySet()) {
        Cost cost = median(costs.get(arm), kind);
        System.out.printf(
            Locale.ROOT,
            "| %s | %s | %.0f | %+.0f | %,d | %+,d | %+,d |%n",
            KINDS.get(kind),
            arm,
            cost.nanos() / 1000.0,
            (cost.nanos() - base.nanos()) / 1000.0,
            cost.heap(),
            cost.heap() - base.heap(),
            cost.resident() - base.resident());
      }
    }
  }

  private void compile() {
    List<String> command = new ArrayList<>();
    command.add(Jdk.current().javac().toString());
    command.addAll(List.of("-proc:none", "-d", work.toString(), "-cp", console.toString()));
    command.add(Build.root().resolve("benchmarks/leak-check/CountedTests.java").toString());
    Command.Result compiled = Command.run(Build.root(), command);
    if (compiled.exitCode() != 0) {
      throw new Failure("the tests do not compile: " + compiled.output());
    }
  }

  private List<Cost> run(List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(Jdk.current().javac().resolveSibling("java").toString());
    // The heap is touched at the start, so that garbage does not count as memory of the process.
    command.addAll(List.of("-Xmx64m", "-Xms64m", "-XX:+AlwaysPreTouch"));
    command.addAll(flags);
    command.addAll(List.of("-jar", console.toString(), "execute", "--disable-banner"));
    command.add("--details=none");
    command.add("--class-path=" + work + File.pathSeparator + Build.version("leak-check"));
    for (String nested : List.of("Quiet", "Joins", "Pools")) {
      command.add("--select-class=CountedTests$" + nested);
    }
    Command.Result run = Command.run(Build.root(), command);
    Matcher measured = MEASURED.matcher(run.output());
    List<Cost> costs = new ArrayList<>();
    while (measured.find()) {
      costs.add(
          new Cost(
              Long.parseLong(measured.group(1)),
              Long.parseLong(measured.group(2)),
              Long.parseLong(measured.group(3))));
    }
    if (run.exitCode() != 0 || costs.size() != KINDS.size()) {
      throw new Failure("a run failed: " + run.output());
    }
    return costs;
  }

  private static Cost median(List<List<Cost>> runs, int kind) {
    return new Cost(
        middle(runs, kind, Cost::nanos),
        middle(runs, kind, Cost::heap),
        middle(runs, kind, Cost::resident));
  }

  private static long middle(List<List<Cost>> runs, int kind, ToLongFunction<Cost> part) {
    return runs.stream()
        .map(r -> part.applyAsLong(r.get(kind)))
        .sorted(Comparator.naturalOrder())
        .toList()
        .get(runs.size() / 2);
  }
}
