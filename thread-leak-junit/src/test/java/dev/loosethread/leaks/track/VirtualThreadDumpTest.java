package dev.loosethread.leaks.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The formats of thread dumps of different JDK releases. */
class VirtualThreadDumpTest {
  @Test
  void readsTheDumpOfJdk21() {
    List<LiveThread> threads =
        VirtualThreadDump.parse(
            """
            4242
            2026-11-21T20:05:04Z
            21.0.4+7-LTS

            #1 "main"
                  java.base/java.lang.Thread.sleep0(Native Method)
                  app//com.acme.Main.main(Main.java:12)

            #30 "orders \\"1\\"" virtual
                  java.base/java.lang.VirtualThread.park(VirtualThread.java:582)
                  com.acme.Orders$Poller.lambda$start$0(Orders.java:42)
                  java.base/java.lang.VirtualThread.run(VirtualThread.java:309)

            #31 "" virtual
            """
                .lines()
                .toList());

    // The second has no stack: it has not begun or has just ended.
    assertThat(threads).extracting(LiveThread::id).containsExactly(30L, 31L);
    assertThat(threads.get(0).stack())
        .extracting(StackFrames::nameOf)
        .containsExactly(
            "java.lang.VirtualThread.park",
            "com.acme.Orders$Poller.lambda$start$0",
            "java.lang.VirtualThread.run");
    assertThat(threads.get(0).stack().get(1).getLineNumber()).isEqualTo(42);
  }

  @Test
  void readsTheDumpOfJdk25() {
    List<LiveThread> threads =
        VirtualThreadDump.parse(
            """
            #477 "" virtual TIMED_WAITING 2026-11-21T20:05:04.807996782Z
                at java.base/java.lang.VirtualThread.parkNanos(VirtualThread.java:790)
                // parked on java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject
                at app//com.acme.Main.lambda$main$1(Main.java:9)
            #478 "ForkJoinPool-1-worker-1" TIMED_WAITING 2026-11-21T20:05:04.808078215Z
                at java.base/jdk.internal.misc.Unsafe.park(Native Method)
            """
                .lines()
                .toList());

    assertThat(threads).hasSize(1);
    assertThat(threads.get(0).state()).isEqualTo("TIMED_WAITING");
    assertThat(threads.get(0).stack())
        .extracting(StackTraceElement::getMethodName)
        .containsExactly("parkNanos", "lambda$main$1");
  }
}
