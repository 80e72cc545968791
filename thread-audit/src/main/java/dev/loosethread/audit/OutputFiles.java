package dev.loosethread.audit;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** Writes each file completely or not at all. */
final class OutputFiles {
  private OutputFiles() {}

  /**
   * Writes a text, to standard output if the file's name is {@code -}.
   *
   * @throws BadInput if that is not possible
   */
  static void write(Path file, String text, PrintWriter out) {
    if (file.toString().equals("-")) {
      out.print(text);
      out.flush();
      return;
    }
    try {
      replace(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be written");
    }
  }

  /** Replaces a file, where links lead to it too, or makes a new one. */
  static void replace(Path file, String text, Charset encoding) throws IOException {
    Path target = place(file);
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      // A device or a pipe cannot be replaced, but takes a text.
      Files.writeString(target, text, encoding);
      return;
    }
    Path part = Files.createTempFile(target.getParent(), ".loosethread", ".part");
    try {
      Files.writeString(part, text, encoding);
      if (Files.exists(target)) {
        copyPermissions(target, part);
      } else {
        openPermissions(target, part);
      }
      move(part, target);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Returns the real path of a file, which need not exist. */
  static Path place(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath();
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void copyPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView source = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (source != null) {
      Files.setPosixFilePermissions(to, source.readAttributes().permissions());
    }
  }

  /**
   * A temporary file is private to the user; a new file gets the default permissions of the folder.
   */
  private static void openPermissions(Path target, Path part) throws IOException {
    if (Files.getFileAttributeView(part, PosixFileAttributeView.class) != null) {
      Files.createFile(target);
      copyPermissions(target, part);
      Files.delete(target);
    }
  }
}
