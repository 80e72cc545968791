package dev.loosethread.workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares the CPU time (user and system) of whole processes of two kinds, run alternately. */
final class CpuPairs {
  private static final Pattern TIMES = Pattern.compile("cpu ([\\d.]+) ([\\d.]+)");

  /** The CPU times of one process of each kind, which ran one after the other. */
  private record Pair(double without, double with) {
    double ratio() {
      return with / without;
    }
  }

  private final List<Pair> pairs = new ArrayList<>();

  private CpuPairs() {}

  /** Runs {@code count} pairs, after one unmeasured pair that fills the file cache. */
  static CpuPairs measure(int count, DoubleSupplier without, DoubleSupplier with) {
    CpuPairs measured = new CpuPairs();
    double unused = without.getAsDouble() + with.getAsDouble();
    for (int i = 0; i < count; i++) {
      // The order alternates, so that it favours neither.
      if (i % 2 == 0) {
        double first = without.getAsDouble();
        measured.pairs.add(new Pair(first, with.getAsDouble()));
      } else {
        double first = with.getAsDouble();
        measured.pairs.add(new Pair(without.getAsDouble(), first));
      }
    }
    return measured;
  }

  /**
   * Returns the CPU seconds of one process.
   *
   * @param log the file for its output
   * @throws Failure if its exit code is not 0
   */
  static double seconds(List<String> command, Path log) {
    List<String> timed = new ArrayList<>();
    // Java cannot tell the CPU time of a process that has ended; bash can.
    timed.addAll(List.of("bash", "-c", "TIMEFORMAT='cpu %3U %3S'; time \"$@\" > \"$0\" 2>&1"));
    timed.add(log.toString());
    timed.addAll(command);
    Command.Result result = Command.run(Build.work(), timed);
    Matcher times = TIMES.matcher(result.output());
    if (result.exitCode() != 0 || !times.find()) {
      throw new Failure("a process failed; see " + log);
    }
    return Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(2));
  }

  /**
   * Prints the result as Markdown.
   *
   * @param what the heading
   * @param size the amount of code, for readers
   */
  void print(String what, String size) {
    List<Double> ratios = pairs.stream().map(Pair::ratio).sorted().toList();
    int middle = ratios.size() / 2;
    double median =
        ratios.size() % 2 == 1
            ? ratios.get(middle)
            : (ratios.get(middle - 1) + ratios.get(middle)) / 2;
    System.out.printf(
        Locale.ROOT,
        "%n## %s%n%n%s. Median of the ratios: **%.4f** (%+.2f %%), lowest %.4f, highest %.4f.%n%n"
            + "| pair | CPU without (s) | CPU with (s) | ratio |%n|---|---|---|---|%n",
        what,
        size,
        median,
        (median - 1) * 100,
        ratios.get(0),
        ratios.get(ratios.size() - 1));
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      System.out.printf(
          Locale.ROOT,
          "| %d | %.2f | %.2f | %.4f |%n",
          i + 1,
          pair.without(),
          pair.with(),
          pair.ratio());
    }
  }
}
