package dev.loosethread.bench.corpus;

import dev.loosethread.workbench.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The sources of the JDK that runs this, unpacked. */
final class JdkSources {
  private static final String DONE = "done";

  private final Path folder;

  private JdkSources(Path folder) {
    this.folder = folder;
  }

  /**
   * Unpacks them, if that is not done yet.
   *
   * @param work for a folder of this version
   */
  static JdkSources unpack(Path work) {
    Path archive = Path.of(System.getProperty("java.home"), "lib", "src.zip");
    if (!Files.isRegularFile(archive)) {
      throw new Failure("this JDK has no " + archive + "; set JAVA_HOME to one with its sources");
    }
    return unpack(archive, work.resolve("jdk-" + Runtime.version()));
  }

  /** The same for any archive. */
  static JdkSources unpack(Path archive, Path folder) {
    if (!Files.exists(folder.resolve(DONE))) {
      try (ZipFile zip = new ZipFile(archive.toFile())) {
        for (ZipEntry entry : zip.stream().filter(e -> e.getName().endsWith(".java")).toList()) {
          Path target = folder.resolve(entry.getName()).normalize();
          if (target.startsWith(folder)) {
            Files.createDirectories(target.getParent());
            Files.write(target, zip.getInputStream(entry).readAllBytes());
          }
        }
        Files.createFile(folder.resolve(DONE));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new JdkSources(folder);
  }

  /** The names of its modules, sorted. */
  List<String> modules() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isDirectory)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns where the sources of a module are. */
  Path module(String name) {
    Path module = folder.resolve(name).normalize();
    if (!module.startsWith(folder) || !Files.isDirectory(module)) {
      throw new Failure("this JDK has no sources of a module " + name);
    }
    return module;
  }
}
