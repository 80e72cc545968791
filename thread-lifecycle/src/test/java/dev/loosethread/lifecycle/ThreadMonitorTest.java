package dev.loosethread.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.loosethread.leaks.ThreadLeakCheck;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

@ThreadLeakCheck
class ThreadMonitorTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final List<ThreadAlert> alerts = new ArrayList<>();

  private ThreadMonitor.Builder monitor() {
    return ThreadMonitor.named("test").period(Duration.ofMinutes(1)).onAlert(alerts::add);
  }

  private static ThreadSample sample(int minute, int threads) {
    return new ThreadSample(BEGIN.plus(Duration.ofMinutes(minute)), threads, Map.of());
  }

  @Test
  void anAlertIsNotRepeatedUntilTheNumberWasLower() {
    ThreadMonitor monitor = monitor().alertAbove(100).create();
    int minute = 0;
    for (int threads : new int[] {90, 100, 101, 150, 100, 102}) {
      monitor.add(sample(minute++, threads));
    }

    assertThat(alerts).extracting(ThreadAlert::kind).containsOnly(ThreadAlert.Kind.THRESHOLD);
    assertThat(alerts).extracting(ThreadAlert::value).containsExactly(101.0, 102.0);
    assertThat(alerts.get(0).limit()).isEqualTo(100);
  }

  @Test
  void growthIsMeasuredOverTheWholeWindow() {
    ThreadMonitor monitor = monitor().alertOnGrowth(5, Duration.ofHours(1)).create();
    // 200 threads, and 20 more an hour: 10 per cent.
    for (int minute = 0; minute < 60; minute++) {
      monitor.add(sample(minute, 200 + minute / 3));
      assertThat(monitor.getGrowthPercentPerHour()).as("the window is not full").isZero();
    }
    assertThat(alerts).isEmpty();
    monitor.add(sample(60, 220));

    assertThat(monitor.getGrowthPercentPerHour()).isCloseTo(10, within(0.5));
    assertThat(alerts).extracting(ThreadAlert::kind).containsExactly(ThreadAlert.Kind.GROWTH);
    for (int minute = 61; minute < 200; minute++) {
      monitor.add(sample(minute, 220));
    }
    assertThat(monitor.getGrowthPercentPerHour()).isZero();
    assertThat(alerts).hasSize(1);
  }

  @Test
  void aNumberThatGoesUpAndDownIsNoGrowth() {
    ThreadMonitor monitor = monitor().alertOnGrowth(5, Duration.ofHours(1)).create();
    for (int minute = 0; minute < 300; minute++) {
      monitor.add(sample(minute, 200 + (minute % 10)));
    }
    assertThat(alerts).isEmpty();
  }

  @Test
  void onlyTheNewestSamplesAreKept() {
    ThreadMonitor monitor = monitor().history(3).create();
    for (int minute = 0; minute < 10; minute++) {
      monitor.add(sample(minute, minute));
    }
    assertThat(monitor.history()).extracting(ThreadSample::total).containsExactly(7, 8, 9);
    assertThat(monitor.getThreads()).isEqualTo(9);
    assertThat(monitor.getSamples()).isEqualTo(3);
  }

  @Test
  void aThousandSamplesAreKeptByDefault() {
    ThreadMonitor monitor = ThreadMonitor.named("test").period(Duration.ofMillis(1)).create();
    for (int minute = 0; minute < 2_000; minute++) {
      monitor.add(sample(minute, 1));
    }
    assertThat(monitor.getSamples()).isEqualTo(1_000);
  }

  @Test
  void asManySamplesAreKeptAsTheWindowNeeds() {
    ThreadMonitor monitor = monitor().alertOnGrowth(5, Duration.ofDays(1)).create();
    for (int minute = 0; minute <= 24 * 60; minute++) {
      monitor.add(sample(minute, 1_000 + minute));
    }
    assertThat(monitor.getSamples()).isEqualTo(24 * 60 + 1);
    assertThat(alerts).hasSize(1);
  }

  @Test
  void groupsAreCountedByName() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  latch.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              },
              "counted-" + i);
      threads.add(thread);
      thread.start();
    }
    ThreadSample sample =
        monitor().group("counted", "counted-\\d").group("none", "no-such").create().sample();
    latch.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(sample.groups()).containsEntry("counted", 3).containsEntry("none", 0);
    assertThat(sample.total()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void itSamplesAndIsInJmxFromStartToClose() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("dev.loosethread:type=ThreadMonitor,name=\"in jmx\"");
    ThreadMonitor monitor =
        ThreadMonitor.named("in jmx").period(Duration.ofMillis(1)).group("main", "main").create();
    assertThat(monitor.getThreads()).isEqualTo(-1);
    for (int i = 0; i < 2; i++) {
      assertThat(monitor.start()).isTrue();
      assertThat(monitor.start()).isFalse();
      Eventually.holds("it has sampled", () -> monitor.getSamples() > 0);
      assertThat((Integer) server.getAttribute(name, "Threads")).isPositive();
      assertThat(((TabularData) server.getAttribute(name, "Groups")).size()).isEqualTo(1);
      monitor.close();
      monitor.close();
      assertThat(server.isRegistered(name)).isFalse();
    }
  }

  @Test
  void micrometerShowsTheLastSample() {
    ThreadMonitor monitor = monitor().group("http", "http-.*").create();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new MicrometerThreadMetrics(monitor).bindTo(registry);
    assertThat(registry.get("loosethread.threads").tag("group", "all").gauge().value()).isNaN();
    monitor.add(new ThreadSample(BEGIN, 42, Map.of("http", 7)));

    assertThat(registry.get("loosethread.threads").tag("group", "all").gauge().value())
        .isEqualTo(42);
    assertThat(registry.get("loosethread.threads").tag("group", "http").gauge().value())
        .isEqualTo(7);
    assertThat(registry.get("loosethread.threads.growth").gauge().value()).isZero();
    registry.close();
  }

  @Test
  void badArgumentsAreReportedInOneLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> monitor().group("g", "["))
        .withMessage("group g: bad pattern \"[\": Unclosed character class");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> monitor().period(Duration.ofSeconds(-1)))
        .withMessage("period must be positive: PT-1S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> monitor().alertOnGrowth(0, Duration.ofHours(1)))
        .withMessage("the growth must be positive: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> monitor().history(10).alertOnGrowth(5, Duration.ofHours(1)).create())
        .withMessage(
            "10 samples, one every PT1M, do not fill a window of PT1H; keep more with history()");
  }
}
