package dev.loosethread.bench.judges;

import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.Command;
import dev.loosethread.workbench.Failure;
import dev.loosethread.workbench.Progress;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets judges judge, each in processes of its own; goes on where an earlier run was stopped. */
public final class JudgeRun {
  private static final String HEAP = "-Xmx2g";
  private static final int SECONDS_FOR_A_UNIT = 60;

  /** Fewer units than that are not worth a second process, which has to warm up. */
  private static final int FEW = 100;

  private final Progress progress;
  private final Path folder;
  private final int processes;
  private final int secondsForAUnit;
  private int begun;
  private int total;

  /**
   * @param folder for the results, to be used again only with the same judges, and units that are
   *     the same if their ids are
   * @param processes at most so many at a time
   */
  public JudgeRun(Progress progress, Path folder, int processes) {
    this(progress, folder, processes, SECONDS_FOR_A_UNIT);
  }

  JudgeRun(Progress progress, Path folder, int processes, int secondsForAUnit) {
    this.progress = progress;
    this.folder = folder;
    this.processes = processes;
    this.secondsForAUnit = secondsForAUnit;
  }

  /** The work of one process. */
  private record Part(JudgeKind judge, Path jobs, Path results) {}

  /**
   * Judges whatever has no result yet.
   *
   * @return for the name of each judge the results of these units, by their ids
   * @throws Failure if a judge's process cannot start
   * @throws InterruptedException if the thread is interrupted; the processes end
   */
  public Map<String, Map<String, Result>> run(List<JudgeKind> judges, List<Unit> units)
      throws InterruptedException {
    List<Part> parts = new ArrayList<>();
    try {
      Files.createDirectories(folder);
      begun = 0;
      total = 0;
      for (JudgeKind judge : judges) {
        parts.addAll(parts(judge, units));
      }
      runAll(parts);
      Map<String, Map<String, Result>> results = new LinkedHashMap<>();
      Set<String> wanted = units.stream().map(Unit::id).collect(Collectors.toSet());
      for (JudgeKind judge : judges) {
        Map<String, Result> its = results(judge);
        // The folder may have those of other runs, with other libraries.
        its.keySet().retainAll(wanted);
        results.put(judge.name(), its);
      }
      return results;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Part> parts(JudgeKind judge, List<Unit> units) throws IOException {
    Map<String, Result> done = results(judge);
    List<Unit> left = units.stream().filter(unit -> !done.containsKey(unit.id())).toList();
    total += left.size();
    int count = Math.min(processes, (left.size() + FEW - 1) / FEW);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // Neighbours share a class path, which costs to open.
      List<Unit> own = left.subList(left.size() * i / count, left.size() * (i + 1) / count);
      Path jobs = folder.resolve(judge.name() + "-" + i + ".jobs");
      Jobs.write(jobs, own);
      parts.add(new Part(judge, jobs, folder.resolve(judge.name() + "-" + i + ".results")));
    }
    return parts;
  }

  private Map<String, Result> results(JudgeKind judge) throws IOException {
    Map<String, Result> all = new LinkedHashMap<>();
    String name = Pattern.quote(judge.name()) + "-\\d+\\.results";
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().matches(name)).sorted().toList()) {
        all.putAll(Results.read(file));
      }
    }
    return all;
  }

  private void runAll(List<Part> parts) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(processes);
    try {
      List<Future<?>> running =
          parts.stream().<Future<?>>map(part -> pool.submit(() -> run(part))).toList();
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private void run(Part part) {
    while (true) {
      Output output = new Output(part.judge());
      int exitCode = Command.run(folder, command(part), output::line);
      if (exitCode == 0) {
        return;
      }
      if (Command.wasStopped(exitCode)) {
        // No word about the unit, which the next run is to judge.
        throw new Failure("the judge %s was stopped".formatted(part.judge().name()));
      }
      if (output.unit == null) {
        throw new Failure(
            "the judge %s cannot start: %s".formatted(part.judge().name(), output.lastOther));
      }
      try {
        Results.mend(part.results());
        if (!Results.read(part.results()).containsKey(output.unit)) {
          Results.append(
              part.results(),
              output.unit,
              Result.error("the judge's process ended with exit code " + exitCode, 0));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private synchronized void begin(JudgeKind judge, String unit) {
    progress.at("judging", ++begun, total, judge.name() + " " + unit);
  }

  /** The output of a process. */
  private final class Output {
    private final JudgeKind judge;
    private String unit;
    private String lastOther = "it says nothing";

    Output(JudgeKind judge) {
      this.judge = judge;
    }

    void line(String line) {
      // What judges print need not end with a line break.
      int begin = line.indexOf(JudgeWorker.BEGIN);
      if (begin >= 0) {
        unit = line.substring(begin + JudgeWorker.BEGIN.length());
        begin(judge, unit);
      } else if (unit == null && !line.isBlank()) {
        lastOther = line;
      }
    }
  }

  private List<String> command(Part part) {
    List<String> command = new ArrayList<>();
    command.add(part.judge().jdk().javac().resolveSibling("java").toString());
    command.addAll(List.of(HEAP, "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Duser.language=en", "-Dfile.encoding=UTF-8"));
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("loosethread."))
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.addAll(part.judge().flags());
    command.add(JudgeWorker.loading(part.judge().loaded()));
    command.addAll(List.of("-cp", classPath(part.judge()), JudgeWorker.class.getName()));
    command.addAll(List.of(part.judge().judgeClass(), part.jobs().toString()));
    command.addAll(List.of(part.results().toString(), Integer.toString(secondsForAUnit)));
    return command;
  }

  private static String classPath(JudgeKind judge) {
    return Stream.concat(
            Stream.of(Build.locationOf(JudgeWorker.class), Build.own()), judge.classPath().stream())
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
