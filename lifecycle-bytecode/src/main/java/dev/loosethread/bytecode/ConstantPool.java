package dev.loosethread.bytecode;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/** What a class file names (JVMS 4.4), without its code being read. */
public final class ConstantPool {
  private static final int UTF8 = 1;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;

  /** What classes may declare or call that name no thread type themselves. */
  private static final Set<Integer> TASK_METHODS =
      Stream.of("run", "call", "start", "execute", "submit", "schedule", "fork")
          .map(String::hashCode)
          .collect(Collectors.toSet());

  private final ClassReader reader;
  private final char[] buffer;

  private ConstantPool(ClassReader reader) {
    this.reader = reader;
    this.buffer = new char[reader.getMaxStringLength()];
  }

  /**
   * @throws RuntimeException if the bytes are no class file, or one of a version that is yet to
   *     come
   */
  static ConstantPool of(byte[] bytes) {
    return new ConstantPool(new ClassReader(bytes));
  }

  /**
   * The same after a look at the rest of the file.
   *
   * @throws RuntimeException also if there is not all of it
   */
  static ConstantPool ofWhole(byte[] bytes) {
    ConstantPool pool = of(bytes);
    pool.reader.accept(new ClassVisitor(Opcodes.ASM9) {}, ClassReader.SKIP_CODE);
    return pool;
  }

  /** A question about a field or method that the class refers to. */
  public interface Member {
    /**
     * @param owner binary name of the class that the reference names
     */
    boolean is(String owner, String name, String descriptor);
  }

  boolean hasField(Member wanted) {
    return has(wanted, FIELD, FIELD);
  }

  public boolean hasMethod(Member wanted) {
    return has(wanted, METHOD, INTERFACE_METHOD);
  }

  private boolean has(Member wanted, int oneTag, int otherTag) {
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      int tag = offset > 0 ? reader.readByte(offset - 1) : 0;
      if (tag == oneTag || tag == otherTag) {
        // A reference is a class and a pair of name and type (JVMS 4.4.2).
        int nameAndType = reader.getItem(reader.readUnsignedShort(offset + 2));
        if (wanted.is(
            Names.dotted(reader.readClass(offset, buffer)),
            reader.readUTF8(nameAndType, buffer),
            reader.readUTF8(nameAndType + 2, buffer))) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Appends every string of the pool, with dots in names, and what may be the name of a task's
   * method as a source would write it.
   *
   * @return the hash codes of these strings; of those that are not plain ASCII, any number
   */
  int[] words(StringBuilder into) {
    int[] hashes = new int[reader.getItemCount()];
    int count = 0;
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      if (offset > 0 && reader.readByte(offset - 1) == UTF8) {
        int length = reader.readUnsignedShort(offset);
        int hash = 0;
        for (int at = offset + 2; at < offset + 2 + length; at++) {
          // Names that matter are plain ASCII; what is not may become anything.
          char c = (char) (reader.readByte(at) & 0x7F);
          hash = 31 * hash + c;
          into.append(c == '/' ? '.' : c);
        }
        hashes[count++] = hash;
        if (TASK_METHODS.contains(hash)) {
          into.append("()");
        }
        into.append('\n');
      }
    }
    return Arrays.copyOf(hashes, count);
  }
}
