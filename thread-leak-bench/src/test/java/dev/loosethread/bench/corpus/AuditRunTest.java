package dev.loosethread.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditRunTest {
  private static final String NOTHING = "{\"launches\":[],\"problems\":[],\"read\":{}}";

  @TempDir Path folder;

  /** A run that has said this, with this report unless it is null. */
  private AuditRun run(int exitCode, String said, String report) throws IOException {
    Path log = Files.writeString(folder.resolve("log"), said);
    Path json = folder.resolve("json");
    if (report != null) {
      Files.writeString(json, report);
    }
    return AuditRun.of("a:b:1", new MeasuredProcess(exitCode, 2, 1024), log, json);
  }

  @ParameterizedTest
  @CsvSource({
    "0, fine, ''",
    "2, error: x: cannot be resolved, ''",
    "1, fine, ''",
    "0, Exception in thread \"main\" java.lang.Error, Exception in thread \"main\" java.lang.Error",
    "134, aborted, exit code 134",
    "-1, '', did not end in time"
  })
  void whatIsNoProperEndIsACrash(int exitCode, String said, String crash) throws IOException {
    assertThat(run(exitCode, said, NOTHING).crash()).isEqualTo(crash);
  }

  @Test
  void withoutReportAndMessageItHasCrashed() throws IOException {
    assertThat(run(0, "", null).crash()).isEqualTo("neither a report nor a message");
    assertThat(run(2, "error: a:b:1: bad", null))
        .satisfies(r -> assertThat(r.crash()).isEmpty())
        .satisfies(r -> assertThat(r.messages()).containsExactly("error: a:b:1: bad"));
  }

  @Test
  void aTargetThatNothingIsSaidOfIsLostUnlessItWasRead() throws IOException {
    assertThat(run(0, "", NOTHING).isLost()).isTrue();
    AuditRun read = run(0, "", NOTHING.replace("{}", "{\"withoutLaunches\":3}"));
    assertThat(read.isSilent()).isTrue();
    assertThat(read.isLost()).isFalse();
    assertThat(run(2, "", NOTHING.replace("\"problems\":[]", "\"problems\":[\"x\"]")).isSilent())
        .isFalse();
  }

  @Test
  void itIsTheSameAfterItWasKept() throws IOException {
    Kept kept = new Kept(folder.resolve("kept"));
    AuditRun run = run(0, "", NOTHING);
    assertThat(kept.find("a:b:1", AuditRun.class)).isEmpty();

    kept.put("a:b:1", run);

    assertThat(kept.find("a:b:1", AuditRun.class)).contains(run);
  }
}
