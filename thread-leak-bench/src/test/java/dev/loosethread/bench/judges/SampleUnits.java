package dev.loosethread.bench.judges;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;

/** Small units that tests compile. */
final class SampleUnits {
  private static final String POOL =
      """
      import java.util.concurrent.ExecutorService;
      import java.util.concurrent.Executors;

      public class Pool {
        private final ExecutorService workers = Executors.newFixedThreadPool(2);

        public void run(Runnable task) {
          workers.execute(task);
        }

        public void close() {
          %s
        }
      }
      """;

  private static final String READER =
      """
      import java.io.IOException;
      import java.io.InputStream;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.util.concurrent.ExecutorService;
      import java.util.concurrent.Executors;

      public class Reader {
        private final ExecutorService workers = Executors.newFixedThreadPool(2);

        public void run(Runnable task) {
          %s
        }

        public int first(Path file) throws IOException {
          %s
            return in.read();
          %s
        }

        public void close() {
          %s
        }
      }
      """;

  private final Path folder;

  SampleUnits(Path folder) {
    this.folder = folder;
  }

  /** A pool that nothing ends. */
  Unit leaky() throws IOException {
    return compiled("leaky", "Pool", POOL.formatted(""));
  }

  /** The same, ended. */
  Unit mended() throws IOException {
    return compiled("mended", "Pool", POOL.formatted("workers.shutdownNow();"));
  }

  /** The first, with a class path that has the other. */
  Unit leakyOverMended() throws IOException {
    Unit leaky = leaky();
    return new Unit(
        "leaky-over-mended", leaky.source(), leaky.classes(), 17, List.of(mended().classes()));
  }

  /** Ends its pool, but closes what a task may still use, which is advice of a preview. */
  Unit waiting() throws IOException {
    return compiled(
        "waiting",
        "Reader",
        """
        import java.util.concurrent.ExecutorService;
        import java.util.concurrent.Executors;

        public class Reader {
          private final ExecutorService pool = Executors.newFixedThreadPool(1);
          private final java.io.StringReader in = new java.io.StringReader("");

          public void read() {
            pool.execute(() -> in.markSupported());
          }

          public void close() {
            pool.shutdown();
            in.close();
          }
        }
        """);
  }

  /** A loop that ends with a flag, which is never set, so that no line of code is about it. */
  Unit endless() throws IOException {
    return compiled(
        "endless",
        "Poller",
        """
        public class Poller extends Thread {

          private volatile boolean stopped;

          @Override
          public void run() {
            while (!stopped) {
              Thread.onSpinWait();
            }
          }
        }
        """);
  }

  /** A pool that nothing ends, a future that nobody asks, and a stream that nobody closes. */
  Unit careless() throws IOException {
    return compiled(
        "careless",
        "Reader",
        READER.formatted(
            "workers.submit(task);", "InputStream in = Files.newInputStream(file);", "", ""));
  }

  /** The same with all of it done. */
  Unit careful() throws IOException {
    return compiled(
        "careful",
        "Reader",
        READER.formatted(
            "workers.execute(task);",
            "try (InputStream in = Files.newInputStream(file)) {",
            "}",
            "workers.shutdown();"));
  }

  /** Its source does not compile, and it has no class files. */
  Unit broken() throws IOException {
    return written("broken", "Pool", POOL.formatted("workers.shutdownAtOnce();"));
  }

  /** Units without content. */
  static List<Unit> empty(String... ids) {
    return IntStream.range(0, ids.length)
        .mapToObj(i -> new Unit(ids[i], Path.of("X.java"), Path.of("classes"), 17, List.of()))
        .toList();
  }

  Unit compiled(String id, String type, String source) throws IOException {
    Unit unit = written(id, type, source);
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-g", "-d", unit.classes().toString(), unit.source().toString());
    if (exitCode != 0) {
      throw new IllegalArgumentException("does not compile: " + source);
    }
    return unit;
  }

  private Unit written(String id, String type, String source) throws IOException {
    Path home = Files.createDirectories(folder.resolve(id));
    Path classes = Files.createDirectories(home.resolve("classes"));
    Path file = Files.writeString(home.resolve(type + ".java"), source);
    return new Unit(id, file, classes, 17, List.of());
  }
}
