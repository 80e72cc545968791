package dev.loosethread.source;

import dev.loosethread.bytecode.ClassFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
    return type == null ? Optional.empty() : lookup.of(type).map(LibraryClassFiles::content);
  }

  private static byte[] content(JavaFileObject file) {
    try (InputStream in = file.openInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Set<String> application() {
    return Set.of();
  }
}
