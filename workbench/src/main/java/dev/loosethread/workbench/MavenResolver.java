package dev.loosethread.workbench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Resolves artifacts with the Maven that builds this project, so that the settings of the user
 * (mirrors, proxies, credentials) apply.
 */
public final class MavenResolver {
  private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0";

  /** Lines in the output of Maven that say nothing about an error. */
  private static final Pattern CHATTER = Pattern.compile("\\[(?:INFO|WARNING)\\].*");

  private static final String DOWNLOADED = "[INFO] Downloaded from ";

  private final Path folder;
  private final Runnable onDownload;

  /**
   * @param folder the folder for generated poms and cached results
   */
  public MavenResolver(Path folder) {
    this(folder, () -> {});
  }

  /**
   * @param onDownload called for each file that Maven downloads
   */
  public MavenResolver(Path folder, Runnable onDownload) {
    this.folder = folder;
    this.onDownload = onDownload;
  }

  /** Returns the jars of these coordinates and of their run-time dependencies. */
  public List<Path> classPath(Collection<String> coordinates) {
    Path home = folder.resolve(String.join("+", coordinates).replaceAll("[^\\w.+-]", "_"));
    String dependencies =
        coordinates.stream().map(MavenResolver::dependency).collect(Collectors.joining());
    return classPath(home, "<dependencies>" + dependencies + "</dependencies>", Optional.empty());
  }

  /**
   * Returns the class path of a pom.
   *
   * @throws Unresolved with the output of Maven
   */
  List<Path> classPathOfPom(Path home, String pom) {
    return classPath(home, "", Optional.of(pom));
  }

  private List<Path> classPath(Path home, String dependencies, Optional<String> wholePom) {
    Path answer = home.resolve("class-path.txt");
    String pom = wholePom.orElseGet(() -> pom(dependencies));
    try {
      if (!Files.exists(answer) || !isSame(home.resolve("pom.xml"), pom)) {
        Files.createDirectories(home);
        Files.deleteIfExists(answer);
        Files.writeString(home.resolve("pom.xml"), pom);
        run(home, PLUGIN + ":build-classpath", "-Dmdep.outputFile=" + answer);
      }
      List<Path> paths = paths(Files.readString(answer));
      if (paths.stream().allMatch(Files::exists)) {
        return paths;
      }
      // The local repository has been cleaned.
      Files.delete(answer);
      return classPath(home, dependencies, wholePom);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Copies one file of an artifact.
   *
   * @param kind {@code jar}, {@code pom} or {@code jar:sources}
   * @return the path of the copy
   */
  public Path copy(Coordinates library, String kind) {
    return copy(library, List.of(kind)).get(0);
  }

  /**
   * Copies files of an artifact in one run of Maven, all or none.
   *
   * @param kinds the kinds, as in {@link #copy(Coordinates, String)}
   * @return the paths of the copies, in the same order
   */
  List<Path> copy(Coordinates library, List<String> kinds) {
    Path target = folder.resolve(library.toString().replace(':', '_'));
    List<String> missing =
        kinds.stream().filter(kind -> !Files.exists(file(target, library, kind))).toList();
    if (!missing.isEmpty()) {
      try {
        Files.createDirectories(target);
        // A separate pom prevents Maven from reading the project around this folder.
        Files.writeString(target.resolve("pom.xml"), pom(copying(library, missing)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      run(target, PLUGIN + ":copy");
    }
    return kinds.stream().map(kind -> file(target, library, kind)).toList();
  }

  /**
   * Returns the class path of the tests of a Maven project: jars, and of modules that are built
   * already their folders.
   *
   * @param project the folder with its pom
   * @throws Unresolved with the output of Maven
   */
  public List<Path> testClassPath(Path project) {
    Path answer =
        folder.resolve("project-" + project.toString().replaceAll("[^\\w.-]", "_") + ".txt");
    try {
      if (!Files.exists(answer)) {
        Files.createDirectories(folder);
        run(
            project,
            PLUGIN + ":build-classpath",
            "-Dmdep.includeScope=test",
            "-Dmdep.outputFile=" + answer);
      }
      return paths(Files.readString(answer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(Path target, Coordinates library, String kind) {
    String[] typeAndClassifier = kind.split(":");
    String classifier = typeAndClassifier.length > 1 ? "-" + typeAndClassifier[1] : "";
    return target.resolve(
        library.artifact() + "-" + library.version() + classifier + "." + typeAndClassifier[0]);
  }

  private static String copying(Coordinates library, List<String> kinds) {
    String[] plugin = PLUGIN.split(":");
    return "<build><plugins><plugin>"
        + "<groupId>%s</groupId><artifactId>%s</artifactId>".formatted(plugin[0], plugin[1])
        + "<configuration><useBaseVersion>true</useBaseVersion>"
        // The folder of the pom.
        + "<outputDirectory>${project.basedir}</outputDirectory><artifactItems>"
        + kinds.stream().map(kind -> item(library, kind)).collect(Collectors.joining())
        + "</artifactItems></configuration></plugin></plugins></build>";
  }

  private static String item(Coordinates library, String kind) {
    String[] typeAndClassifier = kind.split(":");
    String classifier =
        typeAndClassifier.length > 1 ? "<classifier>" + typeAndClassifier[1] + "</classifier>" : "";
    return "<artifactItem>%s<type>%s</type>%s</artifactItem>"
        .formatted(parts(library), typeAndClassifier[0], classifier);
  }

  private void run(Path home, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Build.maven());
    command.addAll(List.of("-B", "-Dstyle.color=never"));
    // Old poms name hosts that no longer exist.
    command.add("-Daether.connector.connectTimeout=5000");
    if (Build.offline()) {
      command.add("-o");
    }
    command.add("-Dmaven.repo.local=" + Build.mavenRepository());
    command.addAll(Arrays.asList(arguments));
    StringBuilder said = new StringBuilder();
    int exitCode =
        Command.run(
            home,
            command,
            line -> {
              if (line.startsWith(DOWNLOADED)) {
                onDownload.run();
              } else if (!CHATTER.matcher(line).matches()) {
                said.append(line).append('\n');
              }
            });
    if (exitCode != 0) {
      throw new Unresolved(said.toString());
    }
  }

  private static String pom(String dependencies) {
    return "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><modelVersion>4.0.0</modelVersion>"
        + "<groupId>dev.loosethread.resolution</groupId><artifactId>resolution</artifactId>"
        + "<version>1</version>"
        + dependencies
        + "</project>\n";
  }

  private static String dependency(String coordinates) {
    return "<dependency>" + parts(Coordinates.parse(coordinates)) + "</dependency>";
  }

  private static String parts(Coordinates library) {
    return "<groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>"
        .formatted(library.group(), library.artifact(), library.version());
  }

  private static boolean isSame(Path file, String text) throws IOException {
    return Files.exists(file) && Files.readString(file).equals(text);
  }

  private static List<Path> paths(String text) {
    return Arrays.stream(text.strip().split(File.pathSeparator))
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .toList();
  }

  /** Maven could not resolve something. */
  public static final class Unresolved extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Pattern LOST =
        Pattern.compile("(?:find artifact ([\\w.:-]+)|([\\w.:-]+) was not found)");

    Unresolved(String mavenOutput) {
      super(mavenOutput);
    }

    /** Returns the error from the output of Maven. */
    public String reason() {
      Matcher artifact = LOST.matcher(getMessage());
      if (artifact.find()) {
        return Objects.requireNonNullElse(artifact.group(1), artifact.group(2)) + " was not found";
      }
      return getMessage()
          .lines()
          .map(line -> line.replaceFirst("^\\[ERROR\\]", "").strip())
          .filter(line -> !line.isEmpty())
          .findFirst()
          .orElse("Maven failed");
    }
  }
}
