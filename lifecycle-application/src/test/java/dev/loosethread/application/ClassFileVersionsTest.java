package dev.loosethread.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What javac writes for one release of Java and for another says the same of threads. */
class ClassFileVersionsTest {
  @TempDir Path folder;

  static IntStream releases() {
    return IntStream.rangeClosed(8, Runtime.version().feature());
  }

  private List<String> findings(String source, int release) throws Exception {
    Path file = Files.writeString(folder.resolve("Sessions.java"), source);
    String[] arguments = {
      "-nowarn",
      "-Xlint:-options",
      "--release",
      String.valueOf(release),
      "-d",
      folder.toString(),
      file.toString()
    };
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
    return Findings.in(folder);
  }

  /** Lambdas, texts put together, switches over texts and private members of the class around. */
  @ParameterizedTest
  @MethodSource("releases")
  void everyReleaseYieldsTheSameFindings(int release) throws Exception {
    String source =
        """
        import java.util.Timer;
        import java.util.concurrent.*;
        public class Sessions {
          private final Timer reaper = new Timer();
          private ScheduledExecutorService scheduler;
          private int generation;
          public void start() {
            scheduler = Executors.newSingleThreadScheduledExecutor();
            scheduler.scheduleAtFixedRate(() -> say("at" + generation), 1, 1, TimeUnit.SECONDS);
          }
          void stop(String how) {
            switch (how) {
              case "now": say("now"); break;
              default: say("later: " + how + generation);
            }
          }
          private static void say(String text) {
            System.out.println(text);
          }
          class Counter {
            void begin() {
              new Thread(() -> { while (true) { generation++; } }).start();
            }
          }
        }
        """;

    assertThat(findings(source, release))
        .containsExactly(
            "Sessions ScheduledExecutorNotShutDown",
            "Sessions TimerNotCancelled",
            "Sessions UnguardedStart",
            "Sessions UninterruptibleLoop",
            "Sessions UnownedThread");
  }

  @Test
  void recordsAndSwitchesOverTypesAreFollowed() throws Exception {
    int newest = Runtime.version().feature();
    assumeTrue(newest >= 21);
    String source =
        """
        import java.util.concurrent.*;
        class Sessions {
          sealed interface Command {}
          record Run(Runnable task) implements Command {}
          record Stop() implements Command {}
          private final ExecutorService pool = Executors.newFixedThreadPool(2);
          private final ExecutorService ended = Executors.newFixedThreadPool(2);
          void handle(Command command) {
            switch (command) {
              case Run(Runnable task) when task != null -> { pool.execute(task); ended.execute(task); }
              case Run run -> System.out.println(run);
              case Stop stop -> close();
            }
          }
          void close() {
            ended.shutdown();
          }
        }
        """;

    assertThat(findings(source, newest)).containsExactly("Sessions ExecutorNotShutDown");
  }
}
