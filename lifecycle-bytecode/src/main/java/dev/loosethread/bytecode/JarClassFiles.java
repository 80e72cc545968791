package dev.loosethread.bytecode;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The class files in jars, and as libraries those in other jars and in the running JDK. */
public final class JarClassFiles implements ClassFiles, Closeable {
  /** Where archives of web applications and the like have the application's classes. */
  private static final List<String> ROOTS = List.of("WEB-INF/classes/", "BOOT-INF/classes/");

  /** Far more than any compiler writes; a small jar may contain a file that fills the memory. */
  private static final int MOST_BYTES = 32 << 20;

  private final Map<String, Entry> application = new TreeMap<>();
  private final List<ZipFile> open = new ArrayList<>();
  private final List<ZipFile> libraries = new ArrayList<>();

  private JarClassFiles() {}

  private record Entry(ZipFile jar, String path) {}

  /**
   * Opens jars.
   *
   * @param jars what is under analysis; of two classes with one name the first is used
   * @param libraries what these jars use
   * @throws IOException if one cannot be opened, or is no jar
   */
  public static JarClassFiles open(Collection<Path> jars, Collection<Path> libraries)
      throws IOException {
    JarClassFiles files = new JarClassFiles();
    try {
      for (Path jar : jars) {
        files.addApplication(files.add(jar));
      }
      for (Path jar : libraries) {
        files.libraries.add(files.add(jar));
      }
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
    return files;
  }

  private ZipFile add(Path jar) throws IOException {
    ZipFile file = new ZipFile(jar.toFile());
    open.add(file);
    return file;
  }

  private void addApplication(ZipFile jar) {
    jar.stream()
        .map(ZipEntry::getName)
        .filter(n -> n.endsWith(".class") && !n.startsWith("META-INF/"))
        .forEach(n -> application.putIfAbsent(binaryName(n), new Entry(jar, n)));
  }

  private static String binaryName(String path) {
    int begin = 0;
    for (String root : ROOTS) {
      begin = path.startsWith(root) ? root.length() : begin;
    }
    return path.substring(begin, path.length() - ".class".length()).replace('/', '.');
  }

  @Override
  public Optional<byte[]> find(String name) {
    String path = name.replace('.', '/') + ".class";
    Entry own = application.get(name);
    if (own != null) {
      return read(own.jar(), own.path());
    }
    for (ZipFile library : libraries) {
      Optional<byte[]> found = read(library, path);
      if (found.isPresent()) {
        return found;
      }
    }
    return ofPlatform(path);
  }

  private static Optional<byte[]> read(ZipFile jar, String path) {
    ZipEntry entry = jar.getEntry(path);
    if (entry == null) {
      return Optional.empty();
    }
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      if (in.read() >= 0) {
        throw new IOException(path + " is too large for a class file");
      }
      return Optional.of(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a class file of the JDK, without loading the class. */
  private static Optional<byte[]> ofPlatform(String path) {
    try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(path)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Collection<String> application() {
    return application.keySet();
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (ZipFile file : open) {
      try {
        file.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
