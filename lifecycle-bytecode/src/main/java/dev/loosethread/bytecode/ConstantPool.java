package dev.loosethread.bytecode;

import java.util.List;
import java.util.Optional;
import org.objectweb.asm.ClassReader;

/** What a class file names (JVMS 4.4), without its code being read. */
final class ConstantPool {
  private static final int UTF8 = 1;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;

  /** The task bodies of classes that may name no thread type themselves. */
  private static final List<String> TASK_METHODS = List.of("run", "call");

  private final ClassReader reader;
  private final char[] buffer;

  private ConstantPool(ClassReader reader) {
    this.reader = reader;
    this.buffer = new char[reader.getMaxStringLength()];
  }

  /** Empty if the bytes are no class file, or one of a version that is yet to come. */
  static Optional<ConstantPool> of(byte[] bytes) {
    try {
      return Optional.of(new ConstantPool(new ClassReader(bytes)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** Gets the fields or methods that the class refers to. */
  interface Visitor {
    /**
     * @param owner binary name of the class that the reference names
     */
    void member(String owner, String name, String descriptor);
  }

  void fields(Visitor visitor) {
    members(visitor, FIELD, FIELD);
  }

  void methods(Visitor visitor) {
    members(visitor, METHOD, INTERFACE_METHOD);
  }

  private void members(Visitor visitor, int oneTag, int otherTag) {
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      int tag = offset > 0 ? reader.readByte(offset - 1) : 0;
      if (tag == oneTag || tag == otherTag) {
        // A reference is a class and a pair of name and type (JVMS 4.4.2).
        String owner = reader.readClass(offset, buffer);
        int nameAndType = reader.getItem(reader.readUnsignedShort(offset + 2));
        visitor.member(
            Names.dotted(owner),
            reader.readUTF8(nameAndType, buffer),
            reader.readUTF8(nameAndType + 2, buffer));
      }
    }
  }

  /**
   * Appends every string of the pool, with dots in names, and what may be the name of a task's
   * method as a source would write it.
   */
  void words(StringBuilder into) {
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      if (offset > 0 && reader.readByte(offset - 1) == UTF8) {
        int length = reader.readUnsignedShort(offset);
        for (int at = offset + 2; at < offset + 2 + length; at++) {
          // Names that matter are plain ASCII; what is not may become anything.
          char c = (char) (reader.readByte(at) & 0x7F);
          into.append(c == '/' ? '.' : c);
        }
        if (TASK_METHODS.stream().anyMatch(name -> endsWith(into, name, length))) {
          into.append("()");
        }
        into.append('\n');
      }
    }
  }

  private static boolean endsWith(StringBuilder text, String name, int length) {
    return length == name.length() && text.indexOf(name, text.length() - length) >= 0;
  }
}
