package dev.loosethread.audit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines begin where those of {@link String#lines} do. */
class LineStartsTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "a\n", "a\nb", "\n\n", "a\r\nb\r\n", "a\rb\r", "a\r\r\nb\n\rc"})
  void everyPositionIsInItsLine(String text) {
    LineStarts starts = new LineStarts(text);
    List<String> lines = text.lines().toList();

    for (int i = 0; i < text.length(); i++) {
      int line = starts.at(i);
      assertThat(starts.start(line)).isLessThanOrEqualTo(i);
      assertThat(starts.start(line + 1)).isGreaterThan(i);
      assertThat(text.substring(starts.start(line), starts.start(line + 1)).strip())
          .isEqualTo(lines.get(line).strip());
    }
    assertThat(starts.start(lines.size())).isEqualTo(text.length());
  }
}
