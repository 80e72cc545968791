package dev.loosethread.audit.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.engine.Problems;
import dev.loosethread.audit.engine.SourceSet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars of sources that want to be unpacked elsewhere. */
class PublishedLibraryTest {
  private static final int CENTRAL_HEADER = 0x02014b50;
  private static final int MADE_BY_UNIX = 3;
  private static final int SYMBOLIC_LINK = 0120777;

  @TempDir Path folder;
  private final Problems problems = new Problems();

  private Path jar(Map<String, String> entries) throws IOException {
    Path jar = folder.resolve("a-sources.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return jar;
  }

  /** Says in the directory of a zip that each file is a link (APPNOTE 4.3.12, 4.4.2 and 4.4.15). */
  private static void makeLinks(Path jar) throws IOException {
    byte[] bytes = Files.readAllBytes(jar);
    ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + 46 <= bytes.length; i++) {
      if (zip.getInt(i) == CENTRAL_HEADER) {
        zip.put(i + 5, (byte) MADE_BY_UNIX);
        zip.putInt(i + 38, SYMBOLIC_LINK << 16);
      }
    }
    Files.write(jar, bytes);
  }

  /** The root that it is unpacked in, which lies in a folder of its own. */
  private Path unpack(Path jar) {
    PublishedLibrary library = new PublishedLibrary(new Maven(true, problems), problems);
    library.unpack("g:a:1", jar, List.of(), 0);
    assertThat(library.sources()).hasSize(1);
    SourceSet set = library.sources().get(0);
    assertThat(library.roots()).hasSize(1);
    Path root = library.roots().get(0).resolve("g_a_1");
    assertThat(set.sourcePath()).containsExactly(root);
    assertThat(set.files()).allMatch(file -> file.startsWith(root));
    assertThat(library.roots().get(0)).isDirectoryNotContaining(f -> !f.equals(root));
    return root;
  }

  @Test
  void entriesThatLeadElsewhereAreLeftOut() throws IOException {
    Path absolute = folder.resolve("absolute/Evil.java");
    Path root =
        unpack(
            jar(
                Map.of(
                    "a/Good.java",
                    "package a; class Good {}",
                    "../Evil.java",
                    "class Evil {}",
                    "a/../../../Evil.java",
                    "class Evil {}",
                    absolute.toString(),
                    "class Evil {}")));

    assertThat(root.resolve("a/Good.java")).exists();
    assertThat(absolute).doesNotExist();
    assertThat(root.getParent().getParent().resolve("Evil.java")).doesNotExist();
    assertThat(problems.lines()).isEmpty();
  }

  @Test
  void theVersionsOfAClassForOtherReleasesAreLeftOut() throws IOException {
    Path root =
        unpack(
            jar(
                Map.of(
                    "a/A.java",
                    "package a; class A {}",
                    "META-INF/versions/9/a/A.java",
                    "package a; class A {}")));

    assertThat(root.resolve("a/A.java")).exists();
    assertThat(root.resolve("META-INF")).doesNotExist();
  }

  @Test
  void aLinkBecomesAFileWithItsText() throws IOException {
    Path jar = jar(Map.of("Link.java", folder.resolve("secret").toString(), "dir", ".."));
    makeLinks(jar);

    Path root = unpack(jar);

    assertThat(root.resolve("Link.java")).isRegularFile();
    assertThat(Files.isSymbolicLink(root.resolve("Link.java"))).isFalse();
    assertThat(root.resolve("dir")).doesNotExist();
  }

  @Test
  void anEntryThatCanNotBeWrittenIsALineAndTheOthersAreRead() throws IOException {
    Path jar = jar(new java.util.TreeMap<>(Map.of("a.java", "class A {}", "a.java/B.java", "")));

    Path root = unpack(jar);

    assertThat(root.resolve("a.java")).isRegularFile();
    assertThat(problems.lines()).containsExactly("g:a:1: a.java/B.java cannot be unpacked");
  }
}
