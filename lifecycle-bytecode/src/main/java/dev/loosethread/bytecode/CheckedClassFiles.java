package dev.loosethread.bytecode;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.objectweb.asm.Opcodes;

/**
 * Class files that may be broken. A broken one is treated as missing, and recorded if it belongs to
 * the application.
 */
final class CheckedClassFiles {
  private static final int MAGIC = 0xCAFEBABE;
  private static final int MAJOR_VERSION = 6;

  /** The class file version of the newest Java release that ASM reads. */
  private static final int NEWEST = Opcodes.V26;

  private final ClassFiles files;
  private final Collection<String> application;
  private final Map<String, Unreadable> unreadable = new TreeMap<>();

  CheckedClassFiles(ClassFiles files) {
    this.files = files;
    this.application = files.application();
  }

  Collection<String> application() {
    return application;
  }

  /** Returns why class files of the application could not be read, as far as they were needed. */
  Map<String, Unreadable> unreadable() {
    return unreadable;
  }

  /** Returns what a reader makes of a class file; empty if it is missing or cannot be read. */
  <T> Optional<T> read(String type, Function<byte[], T> reader) {
    Optional<byte[]> bytes = Optional.empty();
    try {
      bytes = files.find(type);
      return bytes.map(reader);
    } catch (RuntimeException | AssertionError e) {
      // ASM has many ways to reject what is no class file.
      if (application.contains(type)) {
        unreadable.putIfAbsent(type, reason(bytes));
      }
      return Optional.empty();
    }
  }

  private static Unreadable reason(Optional<byte[]> bytes) {
    return bytes.filter(CheckedClassFiles::isOfLaterRelease).isPresent()
        ? Unreadable.TOO_NEW
        : Unreadable.BROKEN;
  }

  /** A magic number, a minor version and a major one come first (JVMS 4.1). */
  private static boolean isOfLaterRelease(byte[] bytes) {
    ByteBuffer header = ByteBuffer.wrap(bytes);
    return bytes.length > MAJOR_VERSION + 1
        && header.getInt() == MAGIC
        && Short.toUnsignedInt(header.getShort(MAJOR_VERSION)) > NEWEST;
  }
}
