package dev.loosethread.bench.judges;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The process of one judge: judges all units that have no result yet, and appends one line for each
 * as soon as it is there.
 */
public final class JudgeWorker {
  /** Begins the line on standard output that says which unit comes now. */
  static final String BEGIN = "\u0001unit ";

  /** Of the process if one unit took too long; it has its result, and others can be judged. */
  private static final int TOO_LONG = 3;

  /** Of the process if the one that started it has ended. */
  private static final int ALONE = 4;

  /** Compilers go one call deeper for each level of nesting. */
  private static final long STACK_BYTES = 512L << 20;

  private static final String LOADED = "bench.loaded";

  private final Path results;
  private final long limitNanos;
  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
  private Unit current;
  private long begin;

  private JudgeWorker(Path results, long limitSeconds) {
    this.results = results;
    this.limitNanos = TimeUnit.SECONDS.toNanos(limitSeconds);
  }

  /**
   * @param arguments the class of the judge, the file with the units, the file for the results, and
   *     how many seconds a unit may take
   */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 4) {
      System.err.println("usage: JudgeWorker CLASS JOBS RESULTS SECONDS");
      System.exit(2);
    }
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> {
          e.printStackTrace();
          System.err.println("error: " + e);
          Runtime.getRuntime().halt(1);
        });
    JudgeWorker worker = new JudgeWorker(Path.of(arguments[2]), Long.parseLong(arguments[3]));
    Thread judging =
        new Thread(
            null, () -> worker.judgeAll(arguments[0], Path.of(arguments[1])), "judge", STACK_BYTES);
    judging.start();
    Thread watch = new Thread(worker::watch, "watch");
    watch.setDaemon(true);
    watch.start();
    judging.join();
    // A judge may have left threads behind.
    System.exit(0);
  }

  /** The option of a worker's process that names the jars that its judge loads by itself. */
  static String loading(List<Path> jars) {
    return "-D"
        + LOADED
        + "="
        + jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** Those jars. */
  static List<Path> loaded() {
    return Arrays.stream(System.getProperty(LOADED).split(File.pathSeparator))
        .filter(jar -> !jar.isEmpty())
        .map(Path::of)
        .toList();
  }

  private void judgeAll(String judgeClass, Path jobs) {
    try {
      Results.mend(results);
      Map<String, Result> done = Results.read(results);
      List<Unit> left = Jobs.read(jobs).stream().filter(u -> !done.containsKey(u.id())).toList();
      try (Judge judge =
          Class.forName(judgeClass).asSubclass(Judge.class).getConstructor().newInstance()) {
        for (Unit unit : left) {
          out.println(BEGIN + unit.id());
          if (out.checkError()) {
            // Nobody listens any more; a run that goes on here starts processes of its own.
            Runtime.getRuntime().halt(ALONE);
          }
          begin(unit);
          end(judge(judge, unit));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Result judge(Judge judge, Unit unit) {
    try {
      List<Finding> findings = judge.judge(unit);
      return Result.of(findings, millis());
    } catch (OutOfMemoryError e) {
      // Nobody knows what is left of the judge; another process goes on.
      throw e;
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      return Result.error(e.toString(), millis());
    }
  }

  private synchronized long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  private synchronized void begin(Unit unit) {
    current = unit;
    begin = System.nanoTime();
    notifyAll();
  }

  private synchronized void end(Result result) throws IOException {
    Results.append(results, current.id(), result);
    current = null;
  }

  /** Ends the process when a unit takes too long: its code need not hear of an interruption. */
  private synchronized void watch() {
    try {
      while (true) {
        long left = current == null ? limitNanos : limitNanos - (System.nanoTime() - begin);
        if (left <= 0) {
          giveUp();
        }
        // At least one, as none means forever.
        wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveUp() {
    try {
      Results.append(
          results,
          current.id(),
          Result.error(
              "took longer than %d s".formatted(TimeUnit.NANOSECONDS.toSeconds(limitNanos)),
              millis()));
    } catch (IOException e) {
      // Whoever started this process writes a line of its own for a unit that has none.
      System.err.println("error: " + e);
    }
    Runtime.getRuntime().halt(TOO_LONG);
  }
}
