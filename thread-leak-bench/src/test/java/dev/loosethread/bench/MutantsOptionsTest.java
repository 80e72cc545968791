package dev.loosethread.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutantsOptionsTest {
  @TempDir Path work;

  @Test
  void aListSaysWhichHalfALibraryBelongsTo() throws IOException {
    Path list =
        Files.writeString(
            work.resolve("list.tsv"), "# comment\n\ng:a:1\tdevelopment\ng:b:1\ttest\n");

    MutantsOptions options =
        MutantsOptions.parse(List.of("--list", list.toString(), "--seed", "7", "g:c:1"));

    assertThat(options.seed()).isEqualTo(7);
    assertThat(options.libraries())
        .containsExactly(
            new LibraryList.Entry(Coordinates.parse("g:a:1"), false),
            new LibraryList.Entry(Coordinates.parse("g:b:1"), true),
            new LibraryList.Entry(Coordinates.parse("g:c:1"), false));
  }

  @Test
  void aLibraryIsTakenOnceAndTheListSaysItsHalf() throws IOException {
    Path list = Files.writeString(work.resolve("list.tsv"), "g:a:1\ttest\r\ng:a:1\ttest\r\n");

    assertThat(MutantsOptions.parse(List.of("g:a:1", "--list", "" + list, "g:a:1")).libraries())
        .containsExactly(new LibraryList.Entry(Coordinates.parse("g:a:1"), true));
  }

  @Test
  void aListWithAnotherHalfIsRefused() throws IOException {
    Path list = Files.writeString(work.resolve("list.tsv"), "g:a:1\tboth\n");

    assertThatThrownBy(() -> LibraryList.read(list))
        .isInstanceOf(Failure.class)
        .hasMessage(list + ":1: not group:artifact:version, a tab, and development or test");
  }

  @ParameterizedTest
  @CsvSource({
    "--seed x g:a:1, '--seed needs a number from 1 on, not x'",
    "--per-library 0 g:a:1, '--per-library needs a number from 1 on, not 0'",
    "g:a:1 --seed, '--seed needs a value'",
    "--sed 1, 'unknown option: --sed'",
    "g:a, 'not group:artifact:version: g:a'",
    "--seed 1, 'no library is named'",
    "--judges audit --show-survivors 3 g:a:1, '--show-survivors shows those of error-prone'",
    "--read no-such-file g:a:1, 'cannot read no-such-file: no-such-file'",
  })
  void argumentsThatMakeNoSenseAreToldInOneLine(String arguments, String message) {
    assertThatThrownBy(() -> MutantsOptions.parse(List.of(arguments.split(" "))))
        .isInstanceOf(Failure.class)
        .hasMessage(message);
  }
}
