package dev.loosethread.workbench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Runs another program until it ends, and ends it with this JVM at the latest. */
public final class Command {
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Command::end)));
  }

  /**
   * @param output standard output and standard error, together
   */
  public record Result(int exitCode, String output) {}

  /** The exit codes of a JVM that SIGINT or SIGTERM ended. */
  private static final Set<Integer> STOPPED = Set.of(130, 143);

  private Command() {}

  /** Returns true if a signal ended the JVM that has this exit code. */
  public static boolean wasStopped(int exitCode) {
    return STOPPED.contains(exitCode);
  }

  public static Result run(Path folder, List<String> command) {
    return run(folder, command, Map.of());
  }

  /**
   * @param environment variables to set besides those of this process
   */
  public static Result run(Path folder, List<String> command, Map<String, String> environment) {
    StringBuilder output = new StringBuilder();
    int exitCode = run(folder, command, environment, line -> output.append(line).append('\n'));
    return new Result(exitCode, output.toString());
  }

  /**
   * Runs a program and passes on each line of output at once.
   *
   * @param lines receives standard output and standard error together
   * @return its exit code
   */
  public static int run(Path folder, List<String> command, Consumer<String> lines) {
    return run(folder, command, Map.of(), lines);
  }

  private static int run(
      Path folder, List<String> command, Map<String, String> environment, Consumer<String> lines) {
    Process process = start(folder, command, environment);
    RUNNING.add(process);
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      process.getOutputStream().close();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.accept(line);
      }
      return process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while waiting for " + command.get(0));
    } finally {
      end(process);
      RUNNING.remove(process);
    }
  }

  private static Process start(Path folder, List<String> command, Map<String, String> environment) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
      builder.environment().putAll(environment);
      return builder.start();
    } catch (IOException e) {
      throw new Failure("cannot run " + command.get(0) + ": " + e.getMessage());
    }
  }

  private static void end(Process process) {
    // The child of a script would outlive the script.
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
