package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryPomTest {
  private static final String[] FACTORIES = {
    "javax.xml.transform.TransformerFactory", "javax.xml.parsers.DocumentBuilderFactory"
  };

  @TempDir Path folder;

  @AfterEach
  void forgetFactories() {
    for (String factory : FACTORIES) {
      System.clearProperty(factory);
    }
  }

  @Test
  void otherXmlLibrariesOnTheClassPathDoNotMatter() throws IOException {
    for (String factory : FACTORIES) {
      System.setProperty(factory, "no.such.Factory");
    }
    Path file =
        Files.writeString(
            folder.resolve("a.pom"),
            "<project xmlns='http://maven.apache.org/POM/4.0.0'><modelVersion>4.0.0</modelVersion>"
                + "<groupId>g</groupId><artifactId>a</artifactId><version>1</version>"
                + "<scm><url>u</url></scm></project>");

    assertThat(LibraryPom.read(file).orElseThrow().toString())
        .contains("<scm><url>u</url></scm>", "<artifactId>class-path-of-a</artifactId>");
  }
}
