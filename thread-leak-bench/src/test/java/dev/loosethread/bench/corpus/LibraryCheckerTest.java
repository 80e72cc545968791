package dev.loosethread.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library of which one file does not compile. */
class LibraryCheckerTest {
  @TempDir Path work;

  @Test
  void whatCompilesIsCheckedAndTheRestIsNamed() throws IOException {
    Path folder = Files.createDirectories(work.resolve("sources"));
    Path good =
        Files.writeString(
            folder.resolve("Reporter.java"),
            """
            import java.util.concurrent.*;

            class Reporter {
              private final ExecutorService pool = Executors.newFixedThreadPool(2);

              void report() {
                pool.execute(() -> System.out.println("on"));
              }

              void close() {}
            }
            """);
    Path bad = Files.writeString(folder.resolve("Plugged.java"), "class Plugged extends Gone {}\n");
    Library library =
        new Library(
            Coordinates.parse("org.example:lib:1"), folder, List.of(bad, good), List.of(), 17);

    CheckedLibrary checked = new LibraryChecker("256m").compile(library, work.resolve("run"));

    assertThat(checked.files()).containsExactly("Reporter.java");
    assertThat(checked.leftOut()).containsExactly("Plugged.java");
    assertThat(checked.lines()).isEqualTo(11);
    assertThat(checked.findings())
        .extracting(CheckedLibrary.Found::pattern)
        .containsExactly("ExecutorNotShutDown");
    assertThat(checked.failures()).isEmpty();
  }
}
