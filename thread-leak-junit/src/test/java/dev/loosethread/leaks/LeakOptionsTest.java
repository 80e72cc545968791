package dev.loosethread.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The effect of options, annotations and parameters on a check. */
class LeakOptionsTest {
  private static final LeakOptions SHORT = LeakOptions.defaults().maxWait(Duration.ofMillis(100));

  @AfterEach
  void release() {
    Held.releaseAll();
  }

  private static List<String> leaked(LeakOptions options, String... threads) throws Throwable {
    try {
      ThreadLeaks.verifyNone(options, () -> List.of(threads).forEach(Held::thread));
      return List.of();
    } catch (ThreadLeakError e) {
      return e.leaks().stream().map(LeakedThread::name).toList();
    }
  }

  @Test
  void ifMoreThreadsAreLeftThanToleratedAllAreReported() throws Throwable {
    assertThat(leaked(SHORT.tolerance(2), "a-1", "a-2")).isEmpty();
    assertThat(leaked(SHORT.tolerance(2), "b-1", "b-2", "b-3")).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wanted.*",
        "name:wanted-1",
        "group:.*",
        "class:java\\.lang\\.Thread",
        "top:jdk\\.internal\\.misc\\.Unsafe\\.park",
        "frame:dev\\.loosethread\\.leaks\\.Held\\.await",
        "created:.*LeakOptionsTest\\..*"
      })
  void aPatternMayExcludeByEveryPart(String pattern) throws Throwable {
    assertThat(leaked(SHORT.exclude(pattern), "wanted-1")).isEmpty();
  }

  @Test
  void aPatternMustMatchTheWholeText() throws Throwable {
    assertThat(leaked(SHORT.exclude("wanted"), "wanted-2")).containsExactly("wanted-2");
  }

  @Test
  void onlyIncludedThreadsCount() throws Throwable {
    assertThat(leaked(SHORT.include("mine-.*").exclude(".*-2"), "mine-1", "mine-2", "theirs-1"))
        .containsExactly("mine-1");
  }

  @Test
  void expectedLeaksDoNotCount() throws Throwable {
    assertThat(leaked(SHORT.expect("legacy-.*", "goes with version 3"), "legacy-1", "other-1"))
        .containsExactly("other-1");
  }

  @Test
  void threadsThatAreAliveNowCanBeIgnored() throws Throwable {
    ThreadLeaks.Watch watch = ThreadLeaks.watch(SHORT.include("seen-.*"));
    Held.thread("seen-1");
    LeakOptions options = SHORT.ignoreCurrent();
    assertThat(leaked(options, "seen-2")).containsExactly("seen-2");
    assertThatThrownBy(watch::close).hasMessageContaining("\"seen-1\"");
  }

  @Test
  void aWarningFailsNothing() throws Throwable {
    List<String> logged = new ArrayList<>();
    Logger logger = Logger.getLogger("dev.loosethread.leaks");
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            logged.add(entry.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    try {
      assertThat(leaked(SHORT.action(LeakAction.WARN), "warned")).isEmpty();
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(logged).anyMatch(m -> m.contains("\"warned\""));
  }

  @Test
  void anInterruptShowsWhichThreadsRespond() {
    CountDownLatch released = Held.latch();
    assertThatThrownBy(
            () ->
                ThreadLeaks.verifyNone(
                    SHORT.action(LeakAction.INTERRUPT),
                    () -> {
                      Held.thread("listens");
                      Thread deaf = new Thread(() -> awaitUninterruptibly(released), "deaf");
                      deaf.setDaemon(true);
                      deaf.start();
                    }))
        .isInstanceOfSatisfying(
            ThreadLeakError.class,
            e ->
                assertThat(e.leaks())
                    .extracting(
                        LeakedThread::name,
                        LeakedThread::endedWhenInterrupted,
                        LeakedThread::bugPattern)
                    .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("listens", true, "UnownedThread"),
                        org.assertj.core.groups.Tuple.tuple("deaf", false, "UninterruptibleLoop")))
        .hasMessageContaining("was interrupted and did not end");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // On purpose: this is the thread that does not listen.
      }
    }
  }

  @Test
  void theCheckReturnsAsSoonAsTheLastThreadIsGone() throws Throwable {
    CountDownLatch ends = new CountDownLatch(1);
    ThreadLeaks.verifyNone(
        LeakOptions.defaults().maxWait(Duration.ofSeconds(Long.MAX_VALUE)),
        () -> {
          new Thread(() -> Held.await(ends)).start();
          ends.countDown();
        });
    assertThat(ends.await(0, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anInterruptOfTheTestIsKeptAndDoesNotShortenTheWait() throws Throwable {
    CountDownLatch ends = new CountDownLatch(1);
    ThreadLeaks.verifyNone(
        LeakOptions.defaults(),
        () -> {
          Thread slow = new Thread(() -> Held.await(ends));
          slow.start();
          new Thread(ends::countDown).start();
          Thread.currentThread().interrupt();
        });
    assertThat(Thread.interrupted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name:[ | exclude: bad pattern \"name:[\": Unclosed character class near index 0",
        "frame: | exclude: the pattern \"frame:\" is empty"
      })
  void aBadPatternIsReportedInOneLine(String pattern, String message) {
    assertThatThrownBy(() -> SHORT.exclude(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void badNumbersAndMissingReasonsAreReportedInOneLine() {
    assertThatThrownBy(() -> SHORT.maxWait(Duration.ofMillis(-5)))
        .hasMessage("maxWaitMillis must not be negative: -5");
    assertThatThrownBy(() -> SHORT.tolerance(-1)).hasMessage("tolerance must not be negative: -1");
    assertThatThrownBy(() -> SHORT.expect("x", " ")).hasMessageContaining("has no reason");
  }

  @ThreadLeakCheck(maxWaitMillis = -1)
  static class NegativeWait {
    @Test
    void test() {}
  }

  @ThreadLeakCheck(exclude = "(")
  static class BadPattern {
    @Test
    void test() {}
  }

  @ThreadLeakCheck(tolerance = {1, 2})
  static class TwoValues {
    @Test
    void test() {}
  }

  @Test
  void aBadAnnotationFailsItsClassWithOneLine() {
    assertThat(failureOf(NegativeWait.class))
        .hasMessage("@ThreadLeakCheck: maxWaitMillis must not be negative: -1");
    assertThat(failureOf(BadPattern.class))
        .hasMessage("@ThreadLeakCheck: exclude: bad pattern \"(\": Unclosed group near index 1");
    assertThat(failureOf(TwoValues.class))
        .hasMessage("@ThreadLeakCheck: tolerance has 2 values; give at most one");
  }

  private static Throwable failureOf(Class<?> type) {
    return Engine.of(type).run().failure("LeakOptionsTest$" + type.getSimpleName()).orElseThrow();
  }

  @ThreadLeakCheck
  static class Plain {
    @Test
    void leaks() {
      Held.thread("plain-1");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "action | FIAL | loosethread.leaks.action: \"FIAL\" is not one of FAIL, WARN, INTERRUPT",
        "maxWaitMillis | soon | loosethread.leaks.maxWaitMillis: not a number: \"soon\"",
        "maxWaitMillis | -7 | loosethread.leaks.maxWaitMillis must not be negative: -7",
        "exclude | a;[ | loosethread.leaks.exclude: bad pattern \"[\": Unclosed character class near index 0",
        "report | pom.xml/leaks | loosethread.leaks.report: the folder cannot be created: pom.xml/leaks",
        "baseline | no/such.file | loosethread.leaks.baseline: no/such.file does not exist; create it with loosethread.leaks.baselineMode=RECORD"
      })
  void aBadParameterFailsWithOneLine(String name, String value, String message) {
    assertThat(Engine.of(Plain.class).with(name, value).run().failure("LeakOptionsTest$Plain"))
        .get()
        .extracting(Throwable::getMessage)
        .isEqualTo(message);
  }

  @Test
  void parametersApplyIfNoAnnotationSetsTheElement() {
    assertThat(Engine.of(Plain.class).with("exclude", "x; plain-.*").run().failed()).isEmpty();
    assertThat(Engine.of(Plain.class).with("tolerance", "1").run().failed()).isEmpty();
    assertThat(Engine.of(Plain.class).with("action", "warn").run().failed()).isEmpty();
    assertThat(Engine.of(Plain.class).run().failed()).containsExactly("leaks()");
  }

  @ThreadLeakCheck
  @ExpectedThreadLeak(value = "expected-.*", reason = "the driver keeps one for the JVM")
  static class WithExpectation {
    @Test
    void leaks() {
      Held.thread("expected-1");
    }

    @Test
    @ExpectedThreadLeak(value = "more-1", reason = "ends with the JVM")
    @ExpectedThreadLeak(value = "more-2", reason = "ends with the JVM")
    void leaksMore() {
      Held.thread("more-1");
      Held.thread("more-2");
      Held.thread("expected-2");
    }
  }

  @Test
  void expectedLeaksOfAClassAndItsMethodsPass() {
    Engine.Outcome outcome = Engine.of(WithExpectation.class).run();

    assertThat(outcome.failure("leaks()")).isEmpty();
    assertThat(outcome.failure("leaksMore()")).isEmpty();
    assertThat(outcome.failed()).isEmpty();
  }
}
