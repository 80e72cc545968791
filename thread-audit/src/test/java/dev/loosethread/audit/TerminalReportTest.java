package dev.loosethread.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown where the command was typed. */
class TerminalReportTest {
  @TempDir Path sources;

  @BeforeEach
  void write() {
    Audited.write(sources, "src/main/java/app/Reaper.java", AuditCommandTest.LEAKY);
    Audited.write(sources, "src/test/java/app/Lonely.java", AuditCommandTest.LONELY);
  }

  @Test
  void printsWhatIsRedAndTheCounts() {
    CommandRun run = CommandRun.of(sources);

    assertThat(run.errors()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.output())
        .contains("RED     src/main/java/app/Reaper.java:6  TimerNotCancelled")
        .contains(
            "  fix  timer is created by its initializer and close() releases other but not timer")
        .containsPattern("production +RED 1 +YELLOW 0 +GREEN 1 .*2 launches, 1 finding, 1 with a")
        .containsPattern("tests +RED 0 +YELLOW 1")
        .contains("read 2 source files, 19 lines: 2 may launch threads, 2 of them with full types");
  }

  @Test
  void showsEverythingIfAskedTo() {
    assertThat(CommandRun.of(sources, "--all").output())
        .contains("RED src/main/java/app/Reaper.java:6 new Timer()")
        .contains(
            "[TimerNotCancelled] timer is created by its initializer and close() releases other")
        .contains("GREEN src/main/java/app/Reaper.java:7 new Timer()");
  }

  @Test
  void saysWhatToDoNext() {
    String output = CommandRun.of(sources).output();

    assertThat(output.lines().dropWhile(line -> !line.startsWith("next:")))
        .containsExactly(
            "next: loosethread pattern TimerNotCancelled    explains the pattern",
            "      --fix                                    makes 1 fix in 1 file",
            "      --html report.html                       shows all launches, with their"
                + " sources");
    assertThat(CommandRun.of(sources, "--exclude", "*.java").output()).doesNotContain("next:");
    assertThat(CommandRun.of(sources, "--patterns", "UnguardedStart").output())
        .doesNotContain("--fix");
  }
}
