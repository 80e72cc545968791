package dev.loosethread.bytecode;

import java.util.Collection;
import java.util.Optional;

/** Where class files come from. */
public interface ClassFiles {
  /**
   * The content of one class file; empty if there is none.
   *
   * @param name binary name, such as {@code java.util.Map$Entry}
   * @throws java.io.UncheckedIOException if there is one and it cannot be read
   */
  Optional<byte[]> find(String name);

  /** Binary names of the classes under analysis, nested ones included; the others are libraries. */
  Collection<String> application();
}
