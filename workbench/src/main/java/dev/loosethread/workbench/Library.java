package dev.loosethread.workbench;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A published library with its sources and everything they need to compile.
 *
 * @param classPath the jar of the library, then its dependencies. With the jar, any subset of the
 *     sources compiles
 * @param sourceLevel the Java version of its class files, 8 at least
 */
public record Library(
    Coordinates coordinates,
    Path sourceFolder,
    List<Path> sources,
    List<Path> classPath,
    int sourceLevel) {
  private static final int MOST_REPAIRS = 8;
  private static final int CLASS_FILES_LOOKED_AT = 200;

  public static Library resolve(MavenResolver maven, Path folder, Coordinates coordinates) {
    try {
      maven.copy(coordinates, List.of("jar", "jar:sources", "pom"));
    } catch (MavenResolver.Unresolved e) {
      String jar = coordinates.group() + ":" + coordinates.artifact() + ":jar:";
      if (isMissing(e) && e.getMessage().contains(jar + coordinates.version())) {
        throw new Failure(coordinates + ": no such library");
      }
      // Copying them separately shows which one is missing.
    }
    Path jar = copy(maven, coordinates, "jar", "no such library");
    Path archive = copy(maven, coordinates, "jar:sources", "it has no published sources");
    Path home = folder.resolve(coordinates.toString().replace(':', '_'));
    Path sourceFolder = home.resolve("sources");
    List<Path> classPath = new ArrayList<>();
    classPath.add(jar);
    classPath.addAll(dependencies(maven, home.resolve("class-path"), coordinates, false));
    return new Library(
        coordinates, sourceFolder, unpack(archive, sourceFolder), classPath, level(jar));
  }

  /**
   * Returns the published tests of this library as a library of their own; its class path begins
   * with the jar of this one. Whatever else is with their sources is in the folder too.
   *
   * @param folder as for {@link #resolve}
   * @throws Failure if there are none
   */
  public Library tests(MavenResolver maven, Path folder) {
    Path archive =
        copy(maven, coordinates, "jar:test-sources", "the sources of its tests are not published");
    Path home = folder.resolve(coordinates.toString().replace(':', '_'));
    Path tests = home.resolve("tests");
    List<Path> all = new ArrayList<>(classPath.subList(0, 1));
    all.addAll(dependencies(maven, home.resolve("test-class-path"), coordinates, true));
    unpackResources(archive, tests);
    return new Library(coordinates, tests, unpack(archive, tests), all, sourceLevel);
  }

  /**
   * Returns the source files relative to the source folder, as in the repository of the library.
   */
  public Path relative(Path source) {
    return sourceFolder.relativize(source);
  }

  private static Path copy(MavenResolver maven, Coordinates library, String kind, String ifNone) {
    try {
      return maven.copy(library, kind);
    } catch (MavenResolver.Unresolved e) {
      throw new Failure(
          library + ": " + (isMissing(e) ? ifNone : "cannot be resolved: " + e.reason()));
    }
  }

  private static boolean isMissing(MavenResolver.Unresolved e) {
    return e.getMessage().contains("Could not find artifact")
        || e.getMessage().contains("not found");
  }

  private static List<Path> dependencies(
      MavenResolver maven, Path home, Coordinates coordinates, boolean isForTests) {
    Optional<LibraryPom> pom;
    try {
      pom = LibraryPom.read(maven.copy(coordinates, "pom"), isForTests);
    } catch (MavenResolver.Unresolved e) {
      pom = Optional.empty();
    }
    for (int i = 0; pom.isPresent() && i < MOST_REPAIRS; i++) {
      try {
        return maven.classPathOfPom(home, pom.get().toString());
      } catch (MavenResolver.Unresolved e) {
        if (!pom.get().dropLost(e.getMessage())) {
          break;
        }
      }
    }
    // Files that need a missing dependency do not compile; they are excluded and counted.
    return List.of();
  }

  private static List<Path> unpack(Path archive, Path folder) {
    List<Path> sources = new ArrayList<>();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
        ZipEntry entry = e.nextElement();
        Path target = folder.resolve(entry.getName()).normalize();
        String simpleName = String.valueOf(target.getFileName());
        if (!simpleName.endsWith(".java")
            || !target.startsWith(folder)
            || target.startsWith(folder.resolve("META-INF"))
            || simpleName.equals("module-info.java")
            || simpleName.equals("package-info.java")) {
          continue;
        }
        sources.add(target);
        // Another run may be reading them.
        if (!Files.exists(target) || Files.size(target) != entry.getSize()) {
          Files.createDirectories(target.getParent());
          Files.write(target, zip.getInputStream(entry).readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sources.sort(Comparator.naturalOrder());
    return List.copyOf(sources);
  }

  private static void unpackResources(Path archive, Path folder) {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
        ZipEntry entry = e.nextElement();
        Path target = folder.resolve(entry.getName()).normalize();
        if (entry.isDirectory()
            || entry.getName().endsWith(".java")
            || !target.startsWith(folder)
            || Files.exists(target)) {
          continue;
        }
        Files.createDirectories(target.getParent());
        Files.write(target, zip.getInputStream(entry).readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int level(Path jar) {
    int newest = 8;
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> classes =
          zip.stream()
              .filter(entry -> entry.getName().endsWith(".class"))
              .filter(entry -> !entry.getName().startsWith("META-INF"))
              .filter(entry -> !entry.getName().endsWith("module-info.class"))
              .limit(CLASS_FILES_LOOKED_AT)
              .toList();
      for (ZipEntry entry : classes) {
        try (DataInputStream in = new DataInputStream(zip.getInputStream(entry))) {
          in.skipNBytes(6);
          // Class file version 52 is Java 8, 53 is Java 9, and so on.
          newest = Math.max(newest, in.readUnsignedShort() - 44);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return newest;
  }
}
