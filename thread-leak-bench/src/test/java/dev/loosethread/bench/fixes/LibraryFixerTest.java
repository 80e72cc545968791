package dev.loosethread.bench.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.bench.fixes.FixedLibrary.Found;
import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library with a flag that is not volatile. */
class LibraryFixerTest {
  private static final String POLLER =
      """
      class Poller {
        private boolean running = true;
        private int times;

        void start() {
          Thread thread = new Thread(this::poll);
          thread.start();
        }

        private void poll() {
          while (running) {
            times++;
          }
        }

        void stop() {
          running = false;
        }
      }
      """;

  @TempDir Path work;

  private FixedLibrary fix(String... more) throws IOException {
    Path folder = Files.createDirectories(work.resolve("sources"));
    List<Path> sources = new ArrayList<>();
    sources.add(Files.writeString(folder.resolve("Poller.java"), POLLER));
    for (String text : more) {
      sources.add(Files.writeString(folder.resolve("Other.java"), text));
    }
    Library library =
        new Library(Coordinates.parse("org.example:lib:1"), folder, sources, List.of(), 17);
    return new LibraryFixer(library, work.resolve("run")).fix();
  }

  @Test
  void aFixIsAppliedAndItsFindingIsGone() throws IOException {
    FixedLibrary fixed = fix();

    assertThat(fixed.problems()).isEmpty();
    assertThat(fixed.before()).extracting(Found::pattern).contains("NonVolatileStopFlag");
    assertThat(fixed.before()).allMatch(found -> found.fix().isThere());
    assertThat(fixed.changed())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.before()).isEqualTo(POLLER);
              assertThat(file.after()).contains("private volatile boolean running");
              assertThat(file.compiledBefore()).isTrue();
              assertThat(file.errors()).isEmpty();
            });
    assertThat(FixOutcome.of(fixed).stillThere()).isEmpty();
    assertThat(FixOutcome.of(fixed).isNew()).isEmpty();
    assertThat(fixed.changedAgain()).isEmpty();
    assertThat(fixed.lines()).isEqualTo(POLLER.lines().count());
  }

  @Test
  void aFileThatHasNeverCompiledIsNotBrokenByTheFixes() throws IOException {
    FixedLibrary fixed = fix("class Other extends Gone { Poller poller; }\n");

    assertThat(fixed.changed()).hasSize(1);
    assertThat(fixed.broken()).isEmpty();
  }

  @Test
  void aLibraryWithoutFindingsIsLeftAlone() throws IOException {
    Path folder = Files.createDirectories(work.resolve("plain"));
    Path source = Files.writeString(folder.resolve("Plain.java"), "class Plain {}\n");
    Library library =
        new Library(Coordinates.parse("org.example:lib:1"), folder, List.of(source), List.of(), 17);

    FixedLibrary fixed = new LibraryFixer(library, work.resolve("run")).fix();

    assertThat(fixed.hasFindings()).isFalse();
    assertThat(fixed.changed()).isEmpty();
    assertThat(work.resolve("run")).doesNotExist();
  }
}
