package dev.loosethread.bench.fixes;

import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Failure;
import dev.loosethread.workbench.Library;
import dev.loosethread.workbench.MavenResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A project whose tests can be compiled and run.
 *
 * @param name its coordinates, or the name of its folder
 * @param main its sources, with the class path that they need
 * @param tests those of its tests
 * @param resources folders that tests may look for files in, on the class path
 */
record TestedProject(String name, Library main, Library tests, List<Path> resources) {
  /**
   * Finds one.
   *
   * @param text the coordinates of a library, or the folder of a Maven project with the usual
   *     layout
   */
  static TestedProject of(String text, MavenResolver maven) {
    Path folder = Path.of(text);
    return Files.isDirectory(folder) ? checkout(folder, maven) : published(text, maven);
  }

  private static TestedProject published(String text, MavenResolver maven) {
    Library main = Library.resolve(maven, Build.work(), Coordinates.parse(text));
    Library tests = main.tests(maven, Build.work());
    return new TestedProject(text, main, tests, List.of(tests.sourceFolder()));
  }

  private static TestedProject checkout(Path given, MavenResolver maven) {
    Path folder = given.toAbsolutePath().normalize();
    Path main = folder.resolve("src/main/java");
    Path tests = folder.resolve("src/test/java");
    if (!Files.isDirectory(main) || !Files.isDirectory(tests)) {
      throw new Failure(given + ": it has no src/main/java or no src/test/java");
    }
    List<Path> classPath = maven.testClassPath(folder);
    Coordinates name = new Coordinates("folder", folder.getFileName().toString(), "checkout");
    int level = Runtime.version().feature();
    return new TestedProject(
        folder.getFileName().toString(),
        new Library(name, main, sources(main), classPath, level),
        new Library(name, tests, sources(tests), classPath, level),
        Stream.of("src/main/resources", "src/test/resources")
            .map(folder::resolve)
            .filter(Files::isDirectory)
            .toList());
  }

  private static List<Path> sources(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> sources = new ArrayList<>(files.filter(TestedProject::isSource).sorted().toList());
      return List.copyOf(sources);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSource(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".java")
        && !name.equals("module-info.java")
        && !name.equals("package-info.java");
  }
}
