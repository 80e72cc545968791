package dev.loosethread.leaks.track;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary file that is deleted on close, or when the JVM exits if that fails. */
final class TemporaryFile implements AutoCloseable {
  private final Path path;

  /**
   * Creates an empty file.
   *
   * @throws IOException if the file cannot be created
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
