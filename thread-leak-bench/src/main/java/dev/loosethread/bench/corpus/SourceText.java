package dev.loosethread.bench.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads sources of others, in whatever encoding they are. */
public final class SourceText {
  private SourceText() {}

  public static long countLines(Path file) {
    // A line feed is the same byte in all encodings of sources.
    long lines = 0;
    for (byte b : bytes(file)) {
      lines += b == '\n' ? 1 : 0;
    }
    return lines;
  }

  /** Its text, with replacement characters for what is not in UTF-8. */
  public static String read(Path file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  static List<String> lines(Path file) {
    return read(file).lines().toList();
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
