package dev.loosethread.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which tests the annotation and the autodetection check. */
class CheckedTestsTest {
  @AfterEach
  void release() {
    Held.releaseAll();
  }

  static class MethodOnly {
    @Test
    void unchecked() {
      Held.thread("unchecked");
    }

    @Test
    @ThreadLeakCheck
    void checked() {
      Held.thread("checked");
    }
  }

  @Test
  void anAnnotatedMethodIsCheckedWithoutItsClass() {
    assertThat(Engine.of(MethodOnly.class).run().failed()).containsExactly("checked()");
  }

  @ThreadLeakCheck
  static class OptsOut {
    @Test
    @ThreadLeakCheck(scope = LeakScope.NONE)
    void optsOut() {
      Held.thread("opted-out");
    }
  }

  @Test
  void aMethodThatOptsOutLeavesItToTheClass() {
    assertThat(Engine.of(OptsOut.class).run().failed()).containsExactly("CheckedTestsTest$OptsOut");
  }

  static class NotAnnotated {
    @Test
    void leaks() {
      Held.thread("of-no-annotation");
    }
  }

  @Test
  void autodetectionChecksEveryTest() {
    Engine autodetected =
        Engine.of(NotAnnotated.class).withJUnit("extensions.autodetection.enabled", "true");

    assertThat(autodetected.run().failed()).containsExactly("leaks()");
    assertThat(Engine.of(NotAnnotated.class).run().failed()).isEmpty();
    assertThat(autodetected.with("scope", "NONE").run().failed()).isEmpty();
  }

  @Test
  void theScopeDecidesWhatFails() {
    Engine engine =
        Engine.of(NotAnnotated.class).withJUnit("extensions.autodetection.enabled", "true");

    assertThat(engine.with("scope", "class").run().failed())
        .containsExactly("CheckedTestsTest$NotAnnotated");
    assertThat(engine.with("scope", "run").run().failed()).containsExactly("JUnit Jupiter");
  }

  @ThreadLeakCheck
  static class Outer {
    @ThreadLeakCheck(tolerance = 1)
    @Nested
    class Inner {
      @Test
      void leaksOne() {
        Held.thread("inner-1");
      }

      @Test
      @ThreadLeakCheck(tolerance = 0)
      void mayNotLeak() {
        Held.thread("inner-2");
      }
    }
  }

  @Test
  void theNearestAnnotationWins() {
    assertThat(Engine.of(Outer.class).run().failed()).containsExactly("mayNotLeak()");
  }
}
