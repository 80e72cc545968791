package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final String ERASE = "\r\u001b[K";

  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream news = new ByteArrayOutputStream();

  private Progress progress(int width) {
    return new Progress(
        new PrintStream(results, true, StandardCharsets.UTF_8),
        new PrintStream(news, true, StandardCharsets.UTF_8),
        width);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void aTerminalHasOneLineThatIsWrittenOver() {
    Progress progress = progress(24);

    progress.at("checking", 1, 2, "org/example/First.java");
    progress.result("a finding");
    progress.at("checking", 2, 2, "B.java");

    assertThat(text(news))
        .isEqualTo(ERASE + "  checking 1/2 org/exam" + ERASE + ERASE + "  checking 2/2 B.java");
    assertThat(text(results)).isEqualTo("a finding\n");
  }

  @Test
  void downloadsAreCounted() {
    Progress onATerminal = progress(24);
    onATerminal.downloaded();
    onATerminal.downloaded();

    assertThat(text(news))
        .isEqualTo(ERASE + "  1 files downloaded" + ERASE + "  2 files downloaded");
    news.reset();

    Progress elsewhere = progress(0);
    for (int i = 0; i < 250; i++) {
      elsewhere.downloaded();
    }
    assertThat(text(news).lines())
        .containsExactly("  100 files downloaded", "  200 files downloaded");
  }

  @Test
  void elsewhereAQuarterIsWorthALine() {
    Progress progress = progress(0);

    for (int i = 1; i <= 100; i++) {
      progress.at("compiling", i, 100, "A.java");
    }
    progress.stage("again");
    for (int i = 1; i <= 80; i++) {
      progress.at("compiling", i, 80, "A.java");
    }
    for (int i = 1; i <= 100; i++) {
      progress.at("checking", i, 100, "A.java");
    }
    for (int i = 1; i <= 8; i++) {
      progress.at("reading", i, 8, "few.java");
    }

    assertThat(text(news).lines())
        .containsExactly(
            "  compiling: 25 of 100",
            "  compiling: 50 of 100",
            "  compiling: 75 of 100",
            "again",
            "  compiling: 20 of 80",
            "  compiling: 40 of 80",
            "  compiling: 60 of 80",
            "  checking: 25 of 100",
            "  checking: 50 of 100",
            "  checking: 75 of 100");
    assertThat(text(results)).isEmpty();
  }
}
