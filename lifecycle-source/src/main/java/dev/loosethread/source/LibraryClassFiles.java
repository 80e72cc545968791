package dev.loosethread.source;

import dev.loosethread.bytecode.ClassFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;

/** The class files of the libraries that a compilation uses. None of them is under analysis. */
final class LibraryClassFiles implements ClassFiles {
  private final SourceHierarchy hierarchy;
  private final ClassFileLookup lookup;

  LibraryClassFiles(SourceHierarchy hierarchy, ClassFileLookup lookup) {
    this.hierarchy = hierarchy;
    this.lookup = lookup;
  }

  @Override
  public Optional<byte[]> find(String name) {
    TypeElement type = hierarchy.find(name);
    try {
      if (type != null) {
        Optional<JavaFileObject> file = lookup.of(type);
        return file.isEmpty() ? Optional.empty() : Optional.of(content(file.get()));
      }
      return withoutName(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] content(JavaFileObject file) throws IOException {
    try (InputStream in = file.openInputStream()) {
      return in.readAllBytes();
    }
  }

  /** A local or anonymous class has a file beside that of the class around it (JLS 13.1). */
  private Optional<byte[]> withoutName(String name) throws IOException {
    int nested = name.indexOf('$', name.lastIndexOf('.') + 2);
    TypeElement around = nested < 0 ? null : hierarchy.find(name.substring(0, nested));
    Optional<JavaFileObject> file = around == null ? Optional.empty() : lookup.of(around);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    String beside = file.get().toUri().toString();
    URI own =
        URI.create(
            beside.substring(0, beside.lastIndexOf('/') + 1)
                + name.substring(name.lastIndexOf('.') + 1)
                + ".class");
    URLConnection connection = own.toURL().openConnection();
    // A cached jar would stay open after the compilation.
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      return Optional.of(in.readAllBytes());
    }
  }

  @Override
  public Set<String> application() {
    return Set.of();
  }
}
