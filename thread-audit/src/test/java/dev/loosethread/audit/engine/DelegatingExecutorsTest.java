package dev.loosethread.audit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.Audited;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An executor that hands its tasks on launches nothing. */
class DelegatingExecutorsTest {
  @TempDir Path folder;

  private List<String> launches(String execute) {
    return Audited.source(
            folder,
            "Wrapper",
            "class Wrapper implements Executor {\n"
                + "  private final Executor delegate;\n"
                + "  Wrapper(Executor delegate) { this.delegate = delegate; }\n"
                + execute
                + "\n}")
        .rows()
        .stream()
        .map(Row::call)
        .toList();
  }

  @Test
  void theTaskAsItIs() {
    assertThat(launches("public void execute(Runnable r) { delegate.execute(r); }")).isEmpty();
  }

  @Test
  void aTaskAroundTheTask() {
    assertThat(
            launches(
                "public void execute(Runnable r) {"
                    + " Runnable named = () -> { try { r.run(); } finally { System.gc(); } };"
                    + " delegate.execute(named); }"))
        .isEmpty();
    assertThat(
            launches(
                "public void execute(final Runnable r) {"
                    + " delegate.execute(new Runnable() { public void run() { r.run(); } }); }"))
        .isEmpty();
  }

  @Test
  void anotherTaskIsALaunch() {
    assertThat(
            launches(
                "public void execute(Runnable r) { r.run(); delegate.execute(() -> System.gc()); }"))
        .containsExactly("delegate.execute()");
  }

  @Test
  void aMethodThatNoExecutorHasIsALaunch() {
    assertThat(
            launches(
                "public void execute(Runnable r) { r.run(); }"
                    + " void later(Runnable r) { delegate.execute(r); }"))
        .containsExactly("delegate.execute()");
  }

  @Test
  void anExecutorThatStartsThreadsLaunchesThem() {
    assertThat(launches("public void execute(Runnable r) { new Thread(r).start(); }"))
        .containsExactly("Thread.start()");
  }
}
