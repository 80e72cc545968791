package dev.loosethread.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkSourcesTest {
  @TempDir Path work;

  @Test
  void eachModuleIsAFolderAndNothingIsWrittenOutside() throws IOException {
    Path archive = work.resolve("src.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (String name : new String[] {"java.b/p/B.java", "java.a/p/A.java", "../Evil.java"}) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write("class X {}".getBytes(StandardCharsets.UTF_8));
      }
    }

    JdkSources sources = JdkSources.unpack(archive, work.resolve("jdk"));

    assertThat(sources.modules()).containsExactly("java.a", "java.b");
    assertThat(sources.module("java.a").resolve("p/A.java")).hasContent("class X {}");
    assertThat(work.resolve("Evil.java")).doesNotExist();
    assertThatThrownBy(() -> sources.module("java.c"))
        .hasMessage("this JDK has no sources of a module java.c");
  }
}
