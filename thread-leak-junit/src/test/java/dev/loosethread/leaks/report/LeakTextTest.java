package dev.loosethread.leaks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.leaks.judge.Leak;
import dev.loosethread.leaks.judge.Suggestion;
import dev.loosethread.leaks.judge.ThreadSnapshot;
import dev.loosethread.leaks.track.ThreadStart;
import dev.loosethread.leaks.track.WatchedScope;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The text of a report. */
class LeakTextTest {
  private static final WatchedScope.Place TEST =
      new WatchedScope.Place("acme.ServiceTest#starts", "ServiceTest.starts()", "", "");

  private static final List<StackTraceElement> START =
      List.of(new StackTraceElement("acme.Service", "start", "Service.java", 42));

  private static Leak leak(boolean isVirtual, List<StackTraceElement> start, boolean isCreation) {
    return new Leak(
        new ThreadSnapshot("poller", 7, "WAITING", "main", false, isVirtual, List.of()),
        new ThreadStart(null, -1, "", start, isCreation),
        "ServiceTest.starts()",
        new Suggestion("", "it waits"),
        null);
  }

  @Test
  void distinguishesTheStackThatStartedAThreadFromTheOneThatCreatedIt() {
    assertThat(LeakText.of(leak(false, START, false)))
        .contains("started by ServiceTest.starts() at\n       acme.Service.start(Service.java:42)");
    assertThat(LeakText.of(leak(false, START, true)))
        .contains(
            "started by ServiceTest.starts(), created at\n"
                + "       acme.Service.start(Service.java:42)");
  }

  @Test
  void saysHowToGetAnUnknownStart() {
    assertThat(LeakText.of(leak(false, List.of(), false)))
        .contains("started by ServiceTest.starts(); set loosethread.leaks.startSites=ON to record");
    assertThat(LeakText.of(leak(true, List.of(), false)))
        .contains("started by ServiceTest.starts(); the JVM does not tell where");
  }

  @Test
  void theHeadlineCountsTheThreadsAndNamesTheTolerance() {
    Leak leak = leak(false, START, false);

    assertThat(LeakText.of(TEST, List.of(leak), 0))
        .startsWith(
            "1 thread outlives ServiceTest.starts():\n\n1) \"poller\" (id 7, WAITING, group");
    assertThat(LeakText.of(TEST, List.of(leak, leak), 1))
        .startsWith("2 threads outlive ServiceTest.starts() (tolerated: 1):\n\n1) ")
        .contains("\n\n2) ");
  }

  @Test
  void aLongStackIsCut() {
    List<StackTraceElement> deep =
        IntStream.range(0, 40)
            .mapToObj(i -> new StackTraceElement("acme.Deep", "call" + i, "Deep.java", i))
            .toList();

    assertThat(LeakText.of(leak(false, deep, false)))
        .contains("call29(")
        .contains("... 10 more")
        .doesNotContain("call30(");
  }
}
