package dev.loosethread.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Checks that all class files of a jar can be read. */
final class JarCheck {
  /** The first bytes of every class file. */
  private static final int MAGIC = 0xCAFEBABE;

  private JarCheck() {}

  /**
   * Reads the whole jar.
   *
   * @param needsClasses true if a jar without class files is an error
   * @return the error, in one line; empty if there is none
   */
  static Optional<String> problem(Path jar, boolean needsClasses) {
    if (!Files.isRegularFile(jar)) {
      return Optional.of((Files.exists(jar) ? "not a jar: " : "no such file: ") + jar);
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      boolean hasClasses = false;
      for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
        ZipEntry entry = e.nextElement();
        if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
          hasClasses = true;
          if (!isReadable(zip, entry)) {
            return Optional.of("damaged jar: " + jar + ": cannot read " + entry.getName());
          }
        }
      }
      return needsClasses && !hasClasses
          ? Optional.of("no class files in " + jar)
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      // Names that are not UTF-8 cause an IllegalArgumentException.
      return Optional.of("not a jar: " + jar);
    }
  }

  private static boolean isReadable(ZipFile zip, ZipEntry entry) {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readAllBytes();
      // A ZipFile does not check it.
      CRC32 sum = new CRC32();
      sum.update(bytes);
      return sum.getValue() == entry.getCrc()
          && bytes.length > 4
          && ByteBuffer.wrap(bytes).getInt() == MAGIC;
    } catch (IOException e) {
      return false;
    }
  }
}
