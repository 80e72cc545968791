package dev.loosethread.leaks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is gone after its use, at the latest with the JVM. */
final class TemporaryFile implements AutoCloseable {
  private final Path path;

  /**
   * Creates an empty file.
   *
   * @throws IOException if there is no place for it
   */
  TemporaryFile(String suffix) throws IOException {
    this.path = Files.createTempFile("threads", suffix);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }
}
