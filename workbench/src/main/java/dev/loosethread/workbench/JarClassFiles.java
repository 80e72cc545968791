package dev.loosethread.workbench;

import dev.loosethread.bytecode.ClassFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The class files in jars, and behind them those of their libraries and of the JDK. */
final class JarClassFiles implements ClassFiles {
  private final Map<String, ZipFile> application = new TreeMap<>();
  private final List<ZipFile> libraries = new ArrayList<>();

  private JarClassFiles() {}

  /** Fails with one line if a file is no jar. */
  static JarClassFiles of(List<String> jars, List<String> libraries) {
    JarClassFiles files = new JarClassFiles();
    for (String jar : jars) {
      ZipFile open = open(jar);
      open.stream()
          .map(ZipEntry::getName)
          .filter(n -> n.endsWith(".class") && !n.startsWith("META-INF/"))
          .forEach(n -> files.application.putIfAbsent(binaryName(n), open));
    }
    libraries.forEach(jar -> files.libraries.add(open(jar)));
    return files;
  }

  private static String binaryName(String path) {
    return path.substring(0, path.length() - ".class".length()).replace('/', '.');
  }

  private static ZipFile open(String jar) {
    if (!Files.isRegularFile(Path.of(jar))) {
      throw new Failure("no such file: " + jar);
    }
    try {
      return new ZipFile(jar);
    } catch (IOException e) {
      throw new Failure("not a jar: " + jar);
    }
  }

  @Override
  public Optional<byte[]> find(String name) {
    String path = name.replace('.', '/') + ".class";
    ZipFile own = application.get(name);
    if (own != null) {
      return read(own, path);
    }
    for (ZipFile library : libraries) {
      Optional<byte[]> found = read(library, path);
      if (found.isPresent()) {
        return found;
      }
    }
    return JdkClassFiles.atPath(path);
  }

  private static Optional<byte[]> read(ZipFile jar, String path) {
    ZipEntry entry = jar.getEntry(path);
    if (entry == null) {
      return Optional.empty();
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Collection<String> application() {
    return application.keySet();
  }
}
