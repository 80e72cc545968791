package dev.loosethread.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A lifecycle and the failures of its tasks. */
abstract class LifecycleTestCase {
  static final Duration SHORT = Duration.ofMillis(1);

  final List<String> failures = new CopyOnWriteArrayList<>();

  ThreadLifecycle lifecycle() {
    return ThreadLifecycle.named("service")
        .closeTimeout(Duration.ofSeconds(60))
        .onFailure((task, e) -> failures.add(task + ": " + e.getMessage()))
        .create();
  }

  static void untilCancelled(CancellationToken token) throws InterruptedException {
    assertThat(token.sleep(Duration.ofDays(1))).isFalse();
  }
}
