package dev.loosethread.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Builds the project of a user with a released Maven and a given JDK. */
final class MavenBuild {
  private static final String VERSION = "0.1.0-SNAPSHOT";

  private final Path project;

  /**
   * @param work an empty folder
   */
  MavenBuild(Path work) throws IOException {
    this.project = Files.createDirectories(work.resolve("project"));
  }

  MavenBuild file(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Returns the pom of a single module with this plugin. */
  MavenBuild pom(String plugin, String dependencies) throws IOException {
    return file(
        "pom.xml",
        projectXml("service", "", "<dependencies>" + dependencies + "</dependencies>", plugin));
  }

  static String projectXml(String artifact, String packaging, String more, String plugin) {
    return """
    <project xmlns="http://maven.apache.org/POM/4.0.0">
      <modelVersion>4.0.0</modelVersion>
      <groupId>com.example</groupId>
      <artifactId>%s</artifactId>
      <version>1</version>
      %s
      <properties>
        <maven.compiler.source>17</maven.compiler.source>
        <maven.compiler.target>17</maven.compiler.target>
        <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
      </properties>
      %s
      <build>
        <plugins>
          %s
        </plugins>
      </build>
    </project>
    """
        .formatted(artifact, packaging, more, plugin);
  }

  /**
   * Compiles.
   *
   * @param maven the version of Maven
   */
  Command.Result compile(String maven, Jdk jdk) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(distribution(maven).resolve("bin/mvn").toString());
    command.addAll(List.of("-B", "-ntp", "-Dstyle.color=never"));
    if (Build.offline()) {
      command.add("-o");
    }
    command.add("-Dmaven.repo.local=" + repository());
    command.add("compile");
    return Command.run(project, command, Map.of("JAVA_HOME", jdk.home().toString()));
  }

  private static Path distribution(String version) throws IOException {
    Path home = Build.work().resolve("apache-maven-" + version);
    if (!Files.isExecutable(home.resolve("bin/mvn"))) {
      Path zip =
          new MavenResolver(Build.work())
              .copy(Coordinates.parse("org.apache.maven:apache-maven:" + version), "zip:bin");
      unpack(zip, Build.work());
      if (!home.resolve("bin/mvn").toFile().setExecutable(true)) {
        throw new IOException(home + " has no bin/mvn");
      }
    }
    return home;
  }

  private static void unpack(Path archive, Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
        ZipEntry entry = e.nextElement();
        Path target = folder.resolve(entry.getName());
        if (!entry.isDirectory()) {
          Files.createDirectories(target.getParent());
          try (InputStream in = zip.getInputStream(entry)) {
            Files.write(target, in.readAllBytes());
          }
        }
      }
    }
  }

  /**
   * Returns a local repository as after {@code mvn install}. The real one is not changed: this one
   * links to it, except for the artifacts of this project.
   */
  private static Path repository() throws IOException {
    Path repository = Build.work().resolve("repository");
    Path own = Files.createDirectories(repository.resolve("dev/loosethread"));
    link(Build.mavenRepository(), repository);
    link(Build.mavenRepository().resolve("dev"), repository.resolve("dev"));
    install(own, "loosethread-javac-plugin", Build.javacPlugin());
    install(own, "loosethread-errorprone-checks", Build.plugin());
    return repository;
  }

  private static void link(Path from, Path to) throws IOException {
    if (Files.isDirectory(from)) {
      try (Stream<Path> children = Files.list(from)) {
        for (Path child : children.toList()) {
          Path link = to.resolve(child.getFileName().toString());
          if (!Files.exists(link)) {
            Files.createSymbolicLink(link, child);
          }
        }
      }
    }
  }

  private static void install(Path group, String artifact, Path jar) throws IOException {
    Path home = Files.createDirectories(group.resolve(artifact).resolve(VERSION));
    Files.copy(
        jar, home.resolve(artifact + "-" + VERSION + ".jar"), StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(
        home.resolve(artifact + "-" + VERSION + ".pom"),
        "<project><modelVersion>4.0.0</modelVersion><groupId>dev.loosethread</groupId><artifactId>"
            + artifact
            + "</artifactId><version>"
            + VERSION
            + "</version></project>");
  }
}
