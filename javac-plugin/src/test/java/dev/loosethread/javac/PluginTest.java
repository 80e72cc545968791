package dev.loosethread.javac;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users see of the plugin. */
class PluginTest {
  private static final String LEAK =
      """
      import java.util.Timer;
      class Reaper {
        private final Timer timer = new Timer();
        public void close() { System.out.println("closed"); }
      }
      """;

  @TempDir Path temp;

  private Compilation leak() throws Exception {
    return new Compilation(temp).with("Reaper.java", LEAK);
  }

  @Test
  void findingIsAWarningAtItsLine() throws Exception {
    Compilation.Outcome outcome = leak().plugin().run();

    assertThat(outcome.succeeded()).isTrue();
    assertThat(outcome.messages())
        .singleElement()
        .asString()
        .startsWith("WARNING Reaper.java:3 [TimerNotCancelled] timer is created");
  }

  @Test
  void withoutThePluginItsJarSaysNothing() throws Exception {
    assertThat(
            leak().option("-processorpath", System.getProperty("java.class.path")).run().messages())
        .isEmpty();
  }

  @Test
  void errorFailsTheCompilationBeforeAnythingIsWritten() throws Exception {
    Compilation.Outcome outcome =
        new Compilation(temp)
            .with("First.java", "class First {}")
            .with("Reaper.java", LEAK)
            .plugin("TimerNotCancelled=error")
            .run();

    assertThat(outcome.succeeded()).isFalse();
    assertThat(outcome.messages())
        .singleElement()
        .asString()
        .startsWith("ERROR Reaper.java:3 [TimerNotCancelled]");
    assertThat(outcome.classFiles()).isEmpty();
  }

  @Test
  void offIsSilent() throws Exception {
    assertThat(leak().plugin("TimerNotCancelled=off").run().messages()).isEmpty();
  }

  @Test
  void noteLetsABuildPassThatFailsOnWarnings() throws Exception {
    Compilation.Outcome outcome = leak().plugin("all=note").option("-Werror").run();

    assertThat(outcome.succeeded()).isTrue();
    assertThat(outcome.messages()).singleElement().asString().startsWith("NOTE Reaper.java:3");
  }

  @Test
  void warningFailsABuildThatFailsOnWarnings() throws Exception {
    assertThat(leak().plugin().option("-Werror").run().succeeded()).isFalse();
  }

  @Test
  void buildThatHidesWarningsHidesFindings_butNotErrors() throws Exception {
    assertThat(leak().plugin().option("-nowarn").run().messages()).isEmpty();
    assertThat(leak().plugin("all=error").option("-nowarn").run().messages())
        .singleElement()
        .asString()
        .startsWith("ERROR Reaper.java:3");
  }

  @Test
  void patternInPreviewIsReportedToWhoAsks() throws Exception {
    String waits =
        """
        import java.util.concurrent.*;
        class Waits {
          private final ExecutorService pool = Executors.newFixedThreadPool(1);
          private final java.io.StringReader in = new java.io.StringReader("");
          void read() { pool.execute(() -> in.markSupported()); }
          void close() { pool.shutdown(); in.close(); }
        }
        """;

    assertThat(new Compilation(temp).with("Waits.java", waits).plugin().run().messages()).isEmpty();
    assertThat(
            new Compilation(temp)
                .with("Waits.java", waits)
                .plugin("ShutdownWithoutAwait=warning")
                .run()
                .messages())
        .singleElement()
        .asString()
        .startsWith("WARNING Waits.java:6 [ShutdownWithoutAwait]");
  }

  @Test
  void badArgumentIsOneError() throws Exception {
    Compilation.Outcome outcome = leak().plugin("UnguardedStrat=error").run();

    assertThat(outcome.succeeded()).isFalse();
    assertThat(outcome.messages())
        .singleElement()
        .asString()
        .startsWith("ERROR Reaper.java:")
        .contains("-Xplugin:Loosethread UnguardedStrat=error: no such bug pattern");
  }

  @Test
  void excludedFileIsSilent() throws Exception {
    assertThat(leak().plugin("exclude=**/Reaper.java").run().messages()).isEmpty();
  }

  @Test
  void catalogueFileMakesATypeAnOwner() throws Exception {
    Path catalogue = temp.resolve("own.catalogue");
    Files.writeString(
        catalogue,
        "owner Pools$Pool executor end\ncreate Pools#make() executor\nowner com.acme.Gone timer end\n");

    Compilation.Outcome outcome =
        new Compilation(temp)
            .with(
                "Pools.java",
                """
                public class Pools {
                  public static class Pool { public void end() {} }
                  public static Pool make() { return new Pool(); }
                }
                """)
            .with(
                "User.java",
                """
                class User {
                  private final Pools.Pool pool = Pools.make();
                  private final Thread unused = null;
                  public void close() { System.out.println(); }
                }
                """)
            .plugin("catalogue=" + catalogue)
            .run();

    assertThat(outcome.messages())
        .hasSize(2)
        .anyMatch(m -> m.startsWith("WARNING User.java:2 [ExecutorNotShutDown] pool is created"))
        .anyMatch(
            m -> m.startsWith("NOTE") && m.contains("com.acme.Gone is not on the class path"));
  }

  @Test
  void catalogueThatIsMissingIsOneError() throws Exception {
    Compilation.Outcome outcome =
        leak().plugin("catalogue=" + temp.resolve("missing.catalogue")).run();

    assertThat(outcome.succeeded()).isFalse();
    assertThat(outcome.messages())
        .singleElement()
        .asString()
        .endsWith("missing.catalogue: no such file");
  }

  @Test
  void findingIsSilencedAtEveryDeclarationAroundIt() throws Exception {
    Compilation.Outcome outcome =
        new Compilation(temp)
            .with(
                "Quiet.java",
                """
                import java.util.Timer;
                import java.util.concurrent.*;
                class Quiet {
                  static final String NAME = "TimerNotCancelled";
                  @SuppressWarnings("TimerNotCancelled") private final Timer field = new Timer();
                  @SuppressWarnings({"unused", NAME}) private final Timer constant = new Timer();
                  @SuppressWarnings("all") static class Nested { private final Timer t = new Timer(); }
                  @SuppressWarnings("ScheduledExecutorNotShutDown")
                  void method() {
                    Executors.newScheduledThreadPool(1)
                        .scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.SECONDS);
                  }
                  void local() {
                    @SuppressWarnings("ScheduledExecutorNotShutDown")
                    ScheduledExecutorService s = Executors.newScheduledThreadPool(1);
                    s.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.SECONDS);
                  }
                  @SuppressWarnings("ExecutorNotShutDown") private final Timer loud = new Timer();
                }
                """)
            .plugin()
            .run();

    assertThat(outcome.messages())
        .singleElement()
        .asString()
        .startsWith("WARNING Quiet.java:18 [TimerNotCancelled] loud is created");
  }
}
