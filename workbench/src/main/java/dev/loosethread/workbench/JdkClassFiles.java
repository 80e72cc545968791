package dev.loosethread.workbench;

import dev.loosethread.bytecode.ClassFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The class files of all modules of the current JDK. */
final class JdkClassFiles implements ClassFiles {
  private static final Path MODULES =
      FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");

  private final Map<String, Path> files = new TreeMap<>();

  private JdkClassFiles() {}

  static JdkClassFiles all() {
    JdkClassFiles all = new JdkClassFiles();
    try (Stream<Path> tree = Files.walk(MODULES)) {
      tree.filter(f -> f.toString().endsWith(".class") && !f.endsWith("module-info.class"))
          .forEach(f -> all.files.putIfAbsent(binaryName(f), f));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static String binaryName(Path file) {
    // The folder below the folder of modules is named after the module.
    String path = file.subpath(2, file.getNameCount()).toString();
    return path.substring(0, path.length() - ".class".length()).replace('/', '.');
  }

  @Override
  public Optional<byte[]> find(String name) {
    Path file = files.get(name);
    try {
      return file == null ? Optional.empty() : Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Collection<String> application() {
    return files.keySet();
  }
}
