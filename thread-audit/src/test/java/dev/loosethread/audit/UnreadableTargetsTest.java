package dev.loosethread.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets with nothing in them that can be read are never passed over. */
class UnreadableTargetsTest {
  @TempDir Path folder;

  private Path jar(String name, String entry) throws IOException {
    Path jar = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry(entry));
      out.write(new byte[] {1, 2, 3, 4});
    }
    return jar;
  }

  @Test
  void jarsWithoutAnythingToReadAreALineEach() throws IOException {
    CommandRun run = CommandRun.of(jar("broken.jar", "a/A.class"), jar("empty.jar", "a/A.txt"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errorLines())
        .containsExactlyInAnyOrder(
            "error: broken.jar: all of its class files are broken",
            "error: " + folder.resolve("empty.jar") + ": no class files in it");
  }

  @Test
  void sourcesThatCannotBeReadAreALineEach() throws IOException {
    Path sources = Files.createDirectory(folder.resolve("sources"));
    Files.createSymbolicLink(sources.resolve("Gone.java"), folder.resolve("nowhere"));
    Files.createDirectory(sources.resolve("Folder.java"));
    Files.createSymbolicLink(sources.resolve("Self.java"), sources.resolve("Self.java"));

    CommandRun run = CommandRun.of(sources);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errorLines())
        .containsExactlyInAnyOrder(
            "error: Gone.java: cannot be read", "error: Self.java: cannot be read");
  }
}
