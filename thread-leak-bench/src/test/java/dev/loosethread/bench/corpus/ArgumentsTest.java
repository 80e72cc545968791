package dev.loosethread.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loosethread.bench.LibraryList;
import dev.loosethread.workbench.Coordinates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {
  private static Arguments parse(String... arguments) {
    return Arguments.parse(
        List.of(arguments), Set.of("--seed", "--list", "--heap"), Set.of("--jdk"));
  }

  @Test
  void optionsMayStandAnywhere() {
    Arguments parsed = parse("a:b:1", "--seed", "7", "c:d:2", "--jdk");

    assertThat(parsed.number("--seed", 1)).isEqualTo(7);
    assertThat(parsed.has("--jdk")).isTrue();
    assertThat(parsed.others()).containsExactly("a:b:1", "c:d:2");
    assertThat(parse().number("--seed", 1)).isEqualTo(1);
  }

  @Test
  void aListMayHaveCommentsAndNamesALibraryOnce(@TempDir Path folder) throws IOException {
    Path list = Files.writeString(folder.resolve("list"), "# all\n\na:b:1 # twice\nc:d:2\n");

    assertThat(parse("a:b:1", "--list", list.toString()).libraries())
        .extracting(LibraryList.Entry::library)
        .containsExactly(Coordinates.parse("a:b:1"), Coordinates.parse("c:d:2"));
  }

  @Test
  void whatIsWrongIsTold() {
    assertThatThrownBy(() -> parse("--fast")).hasMessage("unknown option: --fast");
    assertThatThrownBy(() -> parse("--seed")).hasMessage("--seed needs a value");
    assertThatThrownBy(() -> parse("--seed", "-1").number("--seed", 1))
        .hasMessage("--seed: not a number: -1");
    assertThatThrownBy(() -> parse("--list", "no-such-file").libraries())
        .hasMessage("cannot read no-such-file");
    assertThatThrownBy(() -> parse("a:b").libraries()).hasMessageContaining("a:b");
    assertThatThrownBy(() -> parse("--heap", "much").heap())
        .hasMessage("--heap: not a size such as 2g: much");
    assertThat(parse("--heap", "512m").heap()).isEqualTo("512m");
  }
}
