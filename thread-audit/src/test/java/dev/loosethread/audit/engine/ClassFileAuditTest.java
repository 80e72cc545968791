package dev.loosethread.audit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.Audited;
import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.rules.LaunchSite.Verdict;
import dev.loosethread.model.rules.Pattern;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars are audited as sources are, without excerpts and fixes. */
class ClassFileAuditTest {
  @TempDir Path folder;

  private final Problems problems = new Problems();

  private Path jar(String type, String text) throws IOException {
    return Audited.jar(folder, type, text);
  }

  private AuditResult audit(List<Path> jars) throws InterruptedException {
    AuditOptions options =
        new AuditOptions(
            Catalogues.builtIn(),
            EnumSet.allOf(Pattern.class),
            EnumSet.allOf(Pattern.class),
            file -> file.getFileName().toString(),
            1,
            true);
    return new AuditEngine(options, problems)
        .audit(List.of(), List.of(new ClassSet("app", jars, List.of())), done -> {});
  }

  @Test
  void launchesAndFindingsAreThere() throws Exception {
    Path jar =
        jar(
            "Service",
            """
            import java.util.*;
            import java.util.concurrent.*;
            public class Service implements AutoCloseable {
              private final Timer timer = new Timer();
              private final ExecutorService pool = Executors.newFixedThreadPool(1);
              void add(List<String> list) {
                pool.execute(() -> System.gc());
                list.parallelStream().forEach(s -> {});
              }
              public void close() { pool.shutdown(); }
            }
            """);

    AuditResult result = audit(List.of(jar));

    assertThat(problems.lines()).isEmpty();
    assertThat(result.rows())
        .extracting(row -> row.verdict() + " " + row.call())
        .containsExactlyInAnyOrder(
            "RED new Timer()",
            "GREEN Executors.newFixedThreadPool()",
            "YELLOW pool.execute()",
            "LISTED list.parallelStream()");
    assertThat(result.rows())
        .allMatch(row -> row.file().equals("app!/app/Service.class"))
        .allMatch(row -> row.excerpt() == Row.Excerpt.NONE);
  }

  @Test
  void aFindingThatTakesSeveralClassesIsThere() throws Exception {
    Path jar =
        jar(
            "Program",
            """
            public class Program {
              public static void main(String[] arguments) { new Beat().start(); }
            }
            class Beat {
              private final java.util.concurrent.atomic.AtomicBoolean started =
                  new java.util.concurrent.atomic.AtomicBoolean();
              private Thread thread;
              void start() {
                if (started.compareAndSet(false, true)) {
                  thread =
                      new Thread(
                          () -> {
                            while (!Thread.currentThread().isInterrupted()) { Thread.onSpinWait(); }
                          });
                  thread.start();
                }
              }
              void stop() {
                thread.interrupt();
                started.set(false);
              }
            }
            """);

    assertThat(audit(List.of(jar)).rows())
        .flatExtracting(Row::findings)
        .extracting(Row.Found::pattern)
        .contains("EndMethodNeverCalled");
  }

  @Test
  void aFileThatIsNoJarIsALineAndTheOthersAreAudited() throws Exception {
    Path broken = Audited.write(folder, "broken.jar", "no");
    Path jar = jar("Other", "public class Other { void a() { new Thread(() -> {}).start(); } }");

    AuditResult result = audit(List.of(broken, jar));

    assertThat(problems.lines()).containsExactly("broken.jar: not a jar");
    assertThat(result.rows()).hasSize(1);
    assertThat(result.rows().get(0).verdict()).isEqualTo(Verdict.YELLOW);
  }
}
