package dev.loosethread.bench.corpus;

import dev.loosethread.workbench.Command;
import dev.loosethread.workbench.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another program that has run.
 *
 * @param exitCode -1 if it was stopped, as it took too long
 * @param peakKilobytes the most memory that it has had; 0 where the system does not tell
 */
public record MeasuredProcess(int exitCode, double seconds, long peakKilobytes) {
  private static final long POLL_MILLISECONDS = 50;
  private static final String PEAK = "VmHWM:";
  private static final double NANOS = 1e9;

  /**
   * Runs it, and ends it with this one.
   *
   * @param log gets standard output and standard error, together
   */
  static MeasuredProcess run(List<String> command, Path log, Duration most) {
    return run(Path.of(""), command, log, most);
  }

  /** The same in a folder. */
  public static MeasuredProcess run(Path folder, List<String> command, Path log, Duration most) {
    long begin = System.nanoTime();
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toAbsolutePath().toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new Failure("cannot run " + command.get(0) + ": " + e.getMessage());
    }
    Thread end = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(end);
    try {
      long peak = 0;
      while (!process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, peak(process.pid()));
        if (System.nanoTime() - begin > most.toNanos()) {
          return new MeasuredProcess(-1, (System.nanoTime() - begin) / NANOS, peak);
        }
      }
      if (Command.wasStopped(process.exitValue())) {
        throw new Failure(command.get(0) + " was stopped");
      }
      return new MeasuredProcess(process.exitValue(), (System.nanoTime() - begin) / NANOS, peak);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while waiting for " + command.get(0));
    } finally {
      process.destroyForcibly();
      forget(end);
    }
  }

  private static void forget(Thread end) {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // What a process leaves that was ended with this one is no result.
      throw new Failure("stopped");
    }
  }

  private static long peak(long pid) {
    try {
      return peak(Files.readAllLines(Path.of("/proc/" + pid + "/status")));
    } catch (IOException e) {
      // Another system than Linux, or it has just ended.
      return 0;
    }
  }

  /** Returns what the lines of such a file say; 0 if they do not. */
  static long peak(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith(PEAK))
        .map(line -> line.replaceAll("\\D", ""))
        .filter(digits -> !digits.isEmpty())
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }
}
