package dev.loosethread.bench.judges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {
  @TempDir Path folder;

  @Test
  void unitsAreReadAsTheyWereWritten() throws Exception {
    Path file = folder.resolve("jobs");
    List<Path> classPath = List.of(Path.of("a b.jar"), Path.of("c.jar"));
    List<Unit> units =
        List.of(
            new Unit("one", Path.of("x/One.java"), Path.of("x/classes"), 8, classPath),
            new Unit("two", Path.of("y/Two.java"), Path.of("y/classes"), 17, List.of()),
            new Unit("three", Path.of("z/Three.java"), Path.of("z/classes"), 11, classPath));

    Jobs.write(file, units);

    assertThat(Jobs.read(file)).isEqualTo(units);
    assertThat(Files.readAllLines(file)).hasSize(5);
  }

  @Test
  void nameThatWouldBreakALineIsRefused() {
    Unit odd = new Unit("a\tb", Path.of("X.java"), Path.of("classes"), 17, List.of());

    assertThatThrownBy(() -> Jobs.write(folder.resolve("jobs"), List.of(odd)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
