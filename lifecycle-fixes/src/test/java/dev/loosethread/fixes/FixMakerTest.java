package dev.loosethread.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.finding.Remedy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A remedy that nobody turns into a fix would silently be none. */
class FixMakerTest {
  static Class<?>[] remedies() {
    return Remedy.class.getPermittedSubclasses();
  }

  @ParameterizedTest
  @MethodSource("remedies")
  void everyRemedyHasAFix(Class<? extends Remedy> remedy) {
    assertThat(FixMaker.fixed())
        .withFailMessage(
            "FixMaker has no fix for Remedy.%s: add it to FIXERS.", remedy.getSimpleName())
        .contains(remedy);
  }
}
