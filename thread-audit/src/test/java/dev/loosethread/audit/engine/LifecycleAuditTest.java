package dev.loosethread.audit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.Audited;
import dev.loosethread.lifecycle.ThreadLifecycle;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work of our own runtime's owner, seen through its real classes. */
class LifecycleAuditTest {
  @TempDir Path folder;

  private List<String> verdicts(String close) throws Exception {
    Path source =
        Audited.write(
            folder,
            "Orders.java",
            """
            import dev.loosethread.lifecycle.ThreadLifecycle;
            import java.time.Duration;
            import java.util.concurrent.BlockingQueue;
            import java.util.concurrent.LinkedBlockingQueue;

            class Orders implements AutoCloseable {
              private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
              private final ThreadLifecycle threads = ThreadLifecycle.named("orders").create();

              void start() {
                if (threads.start()) {
                  threads.ticker("heartbeat", Duration.ofSeconds(5), token -> beat());
                  threads.worker("sender", queue, this::send);
                  threads.launch("endless", token -> { while (true) { beat(); } });
                }
              }

              private void beat() {}

              private void send(String order) throws Exception {}

              @Override
              public void close() {
                %s
              }
            }
            """
                .formatted(close));
    Path runtime =
        Path.of(ThreadLifecycle.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    SourceSet set =
        new SourceSet("m", false, List.of(source), List.of(folder), List.of(runtime), 0);
    return Audited.sets(folder, List.of(set)).rows().stream()
        .map(row -> row.call() + " " + row.verdict())
        .toList();
  }

  @Test
  void workOfALifecycleThatIsClosedIsGreenUnlessItListensToNothing() throws Exception {
    assertThat(verdicts("threads.close();"))
        .containsExactlyInAnyOrder(
            "Builder.create() GREEN",
            "threads.ticker() GREEN",
            "threads.worker() GREEN",
            "threads.launch() RED");
  }

  @Test
  void workOfALifecycleThatIsNotClosedIsNot() throws Exception {
    assertThat(verdicts(""))
        .containsExactlyInAnyOrder(
            "Builder.create() RED",
            "threads.ticker() YELLOW",
            "threads.worker() YELLOW",
            "threads.launch() RED");
  }
}
