package dev.loosethread.audit.targets;

import dev.loosethread.audit.engine.ClassSet;
import dev.loosethread.audit.engine.Problems;
import dev.loosethread.audit.engine.SourceSet;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A published library: its sources if it has any, else its class files. */
final class PublishedLibrary {
  /** Class files of Java 8 have the major version 52 (JVMS 4.1), and so on. */
  private static final int BEFORE_JAVA_1 = 44;

  private static final int OLDEST = 8;

  private final Maven maven;
  private final Problems problems;
  private final List<SourceSet> sources = new ArrayList<>();
  private final List<ClassSet> classes = new ArrayList<>();
  private final List<Path> roots = new ArrayList<>();

  PublishedLibrary(Maven maven, Problems problems) {
    this.maven = maven;
    this.problems = problems;
  }

  List<SourceSet> sources() {
    return sources;
  }

  List<ClassSet> classes() {
    return classes;
  }

  List<Path> roots() {
    return roots;
  }

  /** Resolves group:artifact:version, or says that it cannot be. */
  void resolve(String coordinates) {
    Optional<Path> jar = maven.file(Maven.artifact(coordinates, "", "jar"));
    Optional<Path> sourceJar = maven.file(Maven.artifact(coordinates, "sources", "jar"));
    if (jar.isEmpty() && sourceJar.isEmpty()) {
      problems.add(coordinates + ": cannot be resolved");
      return;
    }
    List<Path> classPath =
        new ArrayList<>(maven.classPathOf(Maven.artifact(coordinates, "", "jar")));
    // Another JVM language's sources are no use here.
    if (sourceJar.filter(PublishedLibrary::hasJava).isPresent()) {
      // What does not compile for want of a generator is in the library's own jar.
      jar.ifPresent(j -> classPath.add(0, j));
      unpack(coordinates, sourceJar.get(), classPath, jar.map(PublishedLibrary::level).orElse(0));
      List<Path> jars = Stream.concat(jar.stream(), sourceJar.stream()).toList();
      sources.replaceAll(set -> set.withVendored(vendored(coordinates, jars)));
    } else if (jar.isPresent()) {
      classes.add(
          new ClassSet(coordinates, List.of(jar.get()), classPath)
              .withVendored(vendored(coordinates, List.of(jar.get()))));
    } else {
      problems.add(coordinates + ": neither a jar nor Java sources");
    }
  }

  private static VendoredCode vendored(String coordinates, List<Path> jars) {
    return VendoredCode.of(coordinates.substring(0, coordinates.indexOf(':')), jars);
  }

  private static boolean hasJava(Path sources) {
    try (ZipFile zip = new ZipFile(sources.toFile())) {
      return zip.stream().anyMatch(e -> e.getName().endsWith(".java"));
    } catch (IOException e) {
      // Whoever unpacks it says so.
      return true;
    }
  }

  /** The Java release of its newest class file, 0 if javac does not know that. */
  private static int level(Path jar) {
    int newest = 0;
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> classes =
          zip.stream()
              .filter(e -> e.getName().endsWith(".class"))
              .filter(e -> !e.getName().startsWith("META-INF/"))
              .filter(e -> !e.getName().endsWith("module-info.class"))
              .toList();
      for (ZipEntry entry : classes) {
        try (DataInputStream in = new DataInputStream(zip.getInputStream(entry))) {
          in.skipNBytes(6);
          newest = Math.max(newest, in.readUnsignedShort() - BEFORE_JAVA_1);
        }
      }
    } catch (IOException e) {
      // Whoever reads its classes says so.
      return 0;
    }
    return newest == 0 ? 0 : MavenProject.known(Math.max(newest, OLDEST));
  }

  /**
   * Unpacks the Java sources of a jar into a folder of their own that is gone when the JVM ends.
   */
  void unpack(String coordinates, Path jar, List<Path> classPath, int level) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Path folder = Files.createTempDirectory("loosethread");
      Path root = folder.resolve(coordinates.replace(':', '_'));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      roots.add(folder);
      zip.stream()
          .filter(entry -> entry.getName().endsWith(".java"))
          // Other releases' versions of the same classes (JAR file specification).
          .filter(entry -> !entry.getName().startsWith("META-INF/"))
          .forEach(entry -> unpack(coordinates, zip, entry, root));
      List<Path> files =
          Files.isDirectory(root) ? SourceFolder.javaFiles(root, problems) : List.of();
      if (files.isEmpty()) {
        problems.add(coordinates + ": no Java sources in " + jar.getFileName());
      } else {
        sources.add(new SourceSet(coordinates, false, files, List.of(root), classPath, level));
      }
    } catch (IOException e) {
      problems.add(coordinates + ": its sources cannot be read: " + e.getMessage());
    }
  }

  /** An entry whose name leads elsewhere is left out, and so is one that is there already. */
  private void unpack(String coordinates, ZipFile zip, ZipEntry entry, Path root) {
    try {
      Path target = root.resolve(entry.getName()).normalize();
      if (!target.startsWith(root) || Files.exists(target)) {
        return;
      }
      Files.createDirectories(target.getParent());
      try (InputStream in = zip.getInputStream(entry)) {
        Files.copy(in, target);
      }
    } catch (IOException | InvalidPathException e) {
      problems.add(coordinates + ": " + entry.getName() + " cannot be unpacked");
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // A folder for temporary files is cleaned by others too.
      folder.toFile().deleteOnExit();
    }
  }
}
