package dev.loosethread.bytecode;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarClassFilesTest {
  @TempDir Path folder;

  @Test
  void whatUnpacksToFarTooMuchIsNotRead() throws IOException {
    Path jar = folder.resolve("bomb.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("a/Bomb.class"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 40; i++) {
        out.write(zeros);
      }
    }

    try (JarClassFiles files = JarClassFiles.open(List.of(jar), List.of())) {
      assertThatThrownBy(() -> files.find("a.Bomb"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("a/Bomb.class is too large for a class file");
    }
  }
}
