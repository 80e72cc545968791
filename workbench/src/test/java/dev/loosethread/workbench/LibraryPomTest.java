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

  @Test
  void whatTestsNeedIsLeftOutUnlessTheyAreToBeCompiled() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.pom"),
            "<project xmlns='http://maven.apache.org/POM/4.0.0'><modelVersion>4.0.0</modelVersion>"
                + "<groupId>g</groupId><artifactId>a</artifactId><version>1</version>"
                + "<dependencies><dependency><groupId>t</groupId><artifactId>for-tests</artifactId>"
                + "<version>1</version><scope>test</scope></dependency></dependencies></project>");

    assertThat(LibraryPom.read(file).orElseThrow().toString()).doesNotContain("for-tests");
    assertThat(LibraryPom.read(file, true).orElseThrow().toString())
        .contains("<artifactId>for-tests</artifactId>", "<scope>compile</scope>");
  }
}
