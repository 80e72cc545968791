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

/** A library with a finding that has a fix, one in preview, and a file that does not compile. */
class ErrorProneFactsTest {
  @TempDir Path work;

  @Test
  void aFindingHasItsWholeFix() throws IOException {
    Path folder = Files.createDirectories(work.resolve("sources"));
    Path good =
        Files.writeString(
            folder.resolve("Reader.java"),
            """
            class Reader {
              private final Thread thread = new Thread(Reader::read);

              void start() {
                thread.start();
              }

              static void read() {
                while (true) {
                  try {
                    Thread.sleep(10);
                  } catch (InterruptedException e) {}
                }
              }

              final java.util.concurrent.ExecutorService pool =
                  java.util.concurrent.Executors.newFixedThreadPool(1);
              final java.io.StringReader in = new java.io.StringReader("");

              void look() {
                pool.execute(() -> in.markSupported());
              }

              void close() {
                pool.shutdown();
                in.close();
              }
            }

            class Other {}
            """);
    Path bad = Files.writeString(folder.resolve("Plugged.java"), "class Plugged extends Gone {}\n");
    Library library =
        new Library(
            Coordinates.parse("org.example:lib:1"), folder, List.of(bad, good), List.of(), 17);

    List<String> facts =
        new ErrorProneFacts(new LibraryChecker("256m")).of(library, work.resolve("run"));

    assertThat(facts)
        .contains("read\t1 of 2 files")
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("InterruptSwallowedInLoop\tdefault\tReader.java:12\tWARNING\t")
                    .containsPattern("\t[0-9a-f]{16}\t@@ -12,1 \\+12,")
                    .contains("\\n+ ", "Thread.currentThread().interrupt();"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("ShutdownWithoutAwait\tpreview\tReader.java:25\tWARNING\t"));
    assertThat(facts).allSatisfy(line -> assertThat(line).doesNotContain(work.toString()));
  }
}
