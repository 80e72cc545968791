package dev.loosethread.audit.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.Audited;
import dev.loosethread.audit.engine.AuditResult.Reading;
import dev.loosethread.audit.engine.Problems;
import dev.loosethread.audit.engine.SourceSet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source roots and class paths of Maven projects, which are not built. */
class MavenProjectTest {
  private static final String MODULE =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <parent><groupId>app</groupId><artifactId>parent</artifactId><version>1</version></parent>
        <artifactId>%s</artifactId>
        <dependencies>%s</dependencies>
        <build>%s</build>
      </project>
      """;

  @TempDir Path folder;
  private final Problems problems = new Problems();

  @BeforeEach
  void write() {
    Audited.write(
        folder,
        "pom.xml",
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>app</groupId><artifactId>parent</artifactId><version>1</version>
          <packaging>pom</packaging>
          <modules><module>core</module><module>web</module></modules>
          <properties><maven.compiler.release>11</maven.compiler.release></properties>
          <dependencyManagement><dependencies><dependency>
            <groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter-api</artifactId>
            <version>%s</version>
          </dependency></dependencies></dependencyManagement>
        </project>
        """
            .formatted(System.getProperty("junit.version")));
    Audited.write(
        folder,
        "core/pom.xml",
        MODULE.formatted(
            "core",
            "<dependency><groupId>org.junit.jupiter</groupId>"
                + "<artifactId>junit-jupiter-api</artifactId><scope>test</scope></dependency>",
            "<sourceDirectory>java</sourceDirectory>"));
    Audited.write(
        folder,
        "core/java/core/Pools.java",
        "package core; public class Pools extends java.util.Timer { }");
    Audited.write(
        folder,
        "core/src/test/java/core/PoolsTest.java",
        """
        package core;
        import org.junit.jupiter.api.Test;
        class PoolsTest { @Test void starts() { new Thread(() -> {}).start(); } }
        """);
    Audited.write(
        folder,
        "web/pom.xml",
        MODULE.formatted(
            "web",
            "<dependency><groupId>app</groupId><artifactId>core</artifactId>"
                + "<version>${project.version}</version></dependency>",
            ""));
    Audited.write(
        folder,
        "web/src/main/java/web/Server.java",
        """
        package web;
        class Server implements AutoCloseable {
          private final java.util.Timer pools = new core.Pools();
          public void close() { pools.purge(); }
        }
        """);
    Audited.write(
        folder,
        "web/target/generated-sources/annotations/web/Generated.java",
        "package web; class Generated {}");
  }

  private List<SourceSet> read() {
    try (Maven maven = new Maven(true, problems)) {
      return new MavenProject(maven, problems).read(folder.resolve("pom.xml"));
    }
  }

  @Test
  void everyModuleIsReadWithWhatItSees() {
    List<SourceSet> sets = read();

    assertThat(problems.lines()).isEmpty();
    assertThat(sets)
        .extracting(set -> set.module() + (set.isTest() ? " test" : "") + " " + set.level())
        .containsExactly("core 11", "core test 11", "web 11");
    assertThat(sets.get(1).classPath())
        .extracting(jar -> jar.getFileName().toString())
        .contains("junit-jupiter-api-" + System.getProperty("junit.version") + ".jar");
    assertThat(sets.get(2).sourcePath()).contains(folder.resolve("core/java"));
    assertThat(sets.get(2).files())
        .contains(folder.resolve("web/target/generated-sources/annotations/web/Generated.java"));
  }

  @Test
  void allTypesResolveWithoutABuild() {
    Audited audited = Audited.sets(folder, read());

    assertThat(audited.result().count(Reading.INCOMPLETE_TYPES)).isZero();
    assertThat(audited.rows())
        .extracting(row -> row.module() + " " + row.part() + " " + row.call())
        .containsExactlyInAnyOrder(
            "core PRODUCTION super()", "core TESTS Thread.start()", "web PRODUCTION new Pools()");
  }

  @Test
  void aDependencyThatDoesNotResolveIsALineAndTheRestIsRead() {
    Audited.write(
        folder,
        "web/pom.xml",
        MODULE.formatted(
            "web",
            "<dependency><groupId>no.such</groupId><artifactId>thing</artifactId>"
                + "<version>1</version></dependency>",
            ""));

    assertThat(read()).hasSize(3);
    assertThat(problems.lines()).hasSize(1);
    assertThat(problems.lines().get(0))
        .startsWith("web: ")
        .contains("cannot be resolved: ")
        .contains("no.such:thing:jar:1");
  }

  @Test
  void aModuleThatIsNotThereIsALine() {
    Audited.write(folder, "web/pom.xml", "<project");

    assertThat(read()).hasSize(2);
    assertThat(problems.lines()).hasSize(1);
    assertThat(problems.lines().get(0)).contains("cannot be read as a Maven project: ");
  }
}
