package dev.loosethread.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FactLineTest {
  @Test
  void columnsAreApartAndOnOneLineOfAscii() {
    assertThat(FactLine.of("a\tb", 3, "c\r\nd")).isEqualTo("a\\tb\t3\tc\\r\\nd");
    assertThat(FactLine.of("p\\n \u00fc\u0002~")).isEqualTo("p\\\\n \\u00fc\\u0002~");
  }
}
