package dev.loosethread.bench.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.bench.fixes.FixedLibrary.Fix;
import dev.loosethread.bench.fixes.FixedLibrary.Found;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoFixReasonTest {
  @ParameterizedTest
  @CsvSource({
    "pool (made by f()) leaks (no fix: it would drop its other tasks), it would drop its other tasks",
    "m (no fix: init() can run again after destroy()), … can run again after …",
    "m (no fix: the task in line 81 waits), the task in line … waits",
    "m (it may throw), no reason is said"
  })
  void reasonsAreTheSameWhateverTheCodeNamesThings(String message, String general) {
    assertThat(NoFixReason.general(new Found("A.java", 1, "A", "P", message, Fix.NONE)))
        .isEqualTo(general);
  }
}
