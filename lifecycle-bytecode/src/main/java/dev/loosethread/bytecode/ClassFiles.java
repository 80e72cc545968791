package dev.loosethread.bytecode;

import java.util.Collection;
import java.util.Optional;

/** Where class files come from. */
public interface ClassFiles {
  /**
   * Returns the content of one class file; empty if there is none.
   *
   * @param name binary name, such as {@code java.util.Map$Entry}
   * @throws java.io.UncheckedIOException if there is one and it cannot be read
   */
  Optional<byte[]> find(String name);

  /** Returns the binary names of the classes under analysis, also of nested ones. */
  Collection<String> application();
}
