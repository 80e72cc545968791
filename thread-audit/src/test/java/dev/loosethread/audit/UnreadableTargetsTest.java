package dev.loosethread.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
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

  @Test
  void whatNeverEndsOrIsFarTooLargeIsALineEach() throws IOException {
    Path sources = Files.createDirectory(folder.resolve("sources"));
    Audited.write(sources, "Good.java", "class Good { void m() { new Thread().start(); } }");
    Files.createSymbolicLink(sources.resolve("Zero.java"), Path.of("/dev/zero"));
    try (RandomAccessFile huge =
        new RandomAccessFile(sources.resolve("Huge.java").toFile(), "rw")) {
      huge.setLength(3L << 30);
    }

    CommandRun run = CommandRun.of(sources, "--all");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).contains("Good.java:1");
    assertThat(run.errorLines())
        .containsExactlyInAnyOrder(
            "error: " + sources.resolve("Zero.java") + ": neither a file nor a folder",
            "error: "
                + sources.resolve("Huge.java")
                + ": too large for a source, with 3221225472 bytes");
  }

  @Test
  void whatIsLeftOutIsNoProblem() throws IOException {
    Path sources = Files.createDirectory(folder.resolve("sources"));
    Audited.write(sources, "Good.java", "class Good { void m() { new Thread().start(); } }");
    Files.createSymbolicLink(sources.resolve("Zero.java"), Path.of("/dev/zero"));

    CommandRun run = CommandRun.of(sources, "--exclude", "Zero.java");

    assertThat(run.errorLines()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aBrokenPomSaysWhatIsWrongWithIt() {
    Path pom = Audited.write(folder, "pom.xml", "<project><oops");

    CommandRun run = CommandRun.of(pom);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors())
        .startsWith("error: " + pom + ": cannot be read as a Maven project: Non-readable POM");
  }
}
