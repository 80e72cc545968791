package dev.loosethread.audit.targets;

import dev.loosethread.audit.engine.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Decides which files can be read as sources, before any of them is read. */
final class SourceFile {
  /** Far more than any compiler makes a class of; what is larger would only use up the memory. */
  private static final long MOST_BYTES = 64L << 20;

  private SourceFile() {}

  /**
   * Returns whether it can be read, links followed, or whoever reads it says why not; a line if
   * not.
   */
  static boolean isOne(Path file, Problems problems) {
    String lack = lack(file);
    if (!lack.isEmpty()) {
      problems.add(file + ": " + lack);
    }
    return lack.isEmpty();
  }

  /** Why it is not even to be opened; "" if it may be. */
  static String lack(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isOther()) {
        // A pipe may never end, and neither does a device.
        return "neither a file nor a folder";
      }
      return attributes.isRegularFile() && attributes.size() > MOST_BYTES
          ? "too large for a source, with " + attributes.size() + " bytes"
          : "";
    } catch (IOException e) {
      return "";
    }
  }

  /** Returns whether it can be named; a line if not. */
  static boolean hasName(Path file, Problems problems) {
    if (!isNameable(file)) {
      problems.add(
          file
              + ": its name is not in the encoding of this system; set LC_ALL, such as to C.UTF-8,"
              + " or rename it");
      return false;
    }
    return true;
  }

  /** Its name may be bytes that are no text here, and javac knows files by their names as text. */
  private static boolean isNameable(Path file) {
    try {
      return Path.of(file.toString()).equals(file);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
