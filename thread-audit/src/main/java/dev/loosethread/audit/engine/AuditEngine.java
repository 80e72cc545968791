package dev.loosethread.audit.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.ZipFile;

/** Audits sources and class files, several batches side by side. */
public final class AuditEngine {
  /**
   * The maximum size of a batch, in bytes of source. A run of javac keeps what it has read, so
   * this, and not the size of the code base, decides on how much memory is needed.
   */
  private static final long BATCH_BYTES = 4_000_000;

  private static final long SECONDS_TO_END = 10;

  /**
   * javac, and what reads its trees, goes one call deeper for each level of nesting. A stack takes
   * memory only as far as it was used.
   */
  private static final long STACK_BYTES = 512L << 20;

  private final AuditOptions options;
  private final Problems problems;
  private final AuditResult result = new AuditResult();
  private final Hints hints = new Hints(Runtime.version().feature());
  private final Map<Path, Boolean> usable = new HashMap<>();
  private final long stackBytes;

  /**
   * @param problems gets a line for everything that could not be audited
   */
  public AuditEngine(AuditOptions options, Problems problems) {
    this(options, problems, STACK_BYTES);
  }

  /**
   * @param stackBytes of each thread that audits
   */
  AuditEngine(AuditOptions options, Problems problems, long stackBytes) {
    this.options = options;
    this.problems = problems;
    this.stackBytes = stackBytes;
  }

  /** Returns whether the running JVM has a compiler, without which no source can be audited. */
  public static boolean canReadSources() {
    return JavacRuns.compiler() != null;
  }

  /**
   * One unit of work.
   *
   * @param module what it is about
   * @param weight says something of how long it takes
   */
  private record Work(String module, int weight, Runnable task) {}

  /**
   * Audits everything.
   *
   * @param progress told of each part that is done, by several threads
   * @throws InterruptedException if the thread is interrupted; what runs is stopped
   */
  public AuditResult audit(
      List<SourceSet> sources, List<ClassSet> classes, Consumer<AuditStep> progress)
      throws InterruptedException {
    result.tell(progress);
    List<Work> all = new ArrayList<>();
    for (SourceSet given : sources) {
      SourceSet set =
          given.withClassPath(given.classPath().stream().filter(this::isUsable).toList());
      CallerFiles callers = new CallerFiles(set);
      for (List<Path> batch : batches(set)) {
        all.add(
            new Work(
                set.module(),
                batch.size(),
                () ->
                    new SourceAudit(options, result, problems, hints, callers).audit(set, batch)));
      }
    }
    for (ClassSet set : classes) {
      all.add(
          new Work(
              set.module(),
              AuditStep.OF_JARS,
              () -> new ClassFileAudit(options, result, problems).audit(set)));
    }
    // The big ones first, so that none runs alone at the end.
    all.sort(Comparator.comparingInt(Work::weight).reversed());
    run(all);
    hints.tell(problems);
    return result;
  }

  /** Returns whether javac can read the path; it fails on a broken jar, but can do without it. */
  private boolean isUsable(Path path) {
    return usable.computeIfAbsent(
        path,
        p -> {
          if (Files.isDirectory(p)) {
            return true;
          }
          boolean isJar;
          // Opening a pipe would block.
          try (ZipFile jar = Files.isRegularFile(p) ? new ZipFile(p.toFile()) : null) {
            isJar = jar != null;
          } catch (IOException e) {
            isJar = false;
          }
          if (!isJar) {
            problems.add(p + ": not a jar, and left out of the class path");
          }
          return isJar;
        });
  }

  private void run(List<Work> all) throws InterruptedException {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            options.threads(), task -> new Thread(null, task, "audit", stackBytes));
    try {
      List<Future<?>> running =
          all.stream().<Future<?>>map(w -> pool.submit(() -> guarded(w))).toList();
      for (Future<?> each : running) {
        await(each);
      }
    } finally {
      pool.shutdownNow();
      if (!pool.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
        problems.add("the audit's own threads did not end in time");
      }
    }
  }

  /** Runs one part so that its failure does not affect the others. */
  private void guarded(Work work) {
    try {
      work.task().run();
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      if (options.isStrict()) {
        throw e;
      }
      problems.add(work.module() + ": could not be audited: " + e);
    }
  }

  private static void await(Future<?> work) throws InterruptedException {
    try {
      work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }

  private static List<List<Path>> batches(SourceSet set) {
    List<List<Path>> batches = new ArrayList<>();
    List<Path> batch = new ArrayList<>();
    long bytes = 0;
    for (Path file : set.files()) {
      long size = size(file);
      if (!batch.isEmpty() && bytes + size > BATCH_BYTES) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(file);
      bytes += size;
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      // The reader reports it.
      return 0;
    }
  }
}
