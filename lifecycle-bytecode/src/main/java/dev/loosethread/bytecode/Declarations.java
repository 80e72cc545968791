package dev.loosethread.bytecode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Classes without their code. */
final class Declarations {
  private static final int UTF8 = 1;
  private static final int MOST_DECLARATIONS = 5000;

  private final ClassFiles files;
  private final Map<String, Optional<ClassNode>> known = new Recent<>(MOST_DECLARATIONS);

  Declarations(ClassFiles files) {
    this.files = files;
  }

  Optional<ClassNode> find(String type) {
    Optional<ClassNode> found = known.get(type);
    if (found == null) {
      found =
          type.isEmpty() || type.endsWith("[]")
              ? Optional.empty()
              : read(type, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
      known.put(type, found);
    }
    return found;
  }

  /** The class with its code; not kept. */
  Optional<ClassNode> withCode(String type) {
    return read(type, ClassReader.SKIP_FRAMES);
  }

  /**
   * Appends every string of the class's constant pool, with dots in names, and its methods without
   * parameters as a source would write them.
   */
  void words(String type, StringBuilder into) {
    for (MethodNode method : find(type).map(c -> c.methods).orElse(List.of())) {
      if (method.desc.startsWith("()")) {
        into.append(method.name).append("()\n");
      }
    }
    files
        .find(type)
        .ifPresent(
            bytes -> {
              try {
                ClassReader reader = new ClassReader(bytes);
                char[] buffer = new char[reader.getMaxStringLength()];
                for (int i = 1; i < reader.getItemCount(); i++) {
                  int offset = reader.getItem(i);
                  if (offset > 0 && reader.readByte(offset - 1) == UTF8) {
                    into.append(text(reader, i, buffer).replace('/', '.')).append('\n');
                  }
                }
              } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                // No class file: no words.
              }
            });
  }

  private static String text(ClassReader reader, int item, char[] buffer) {
    int offset = reader.getItem(item);
    int length = reader.readUnsignedShort(offset);
    int written = 0;
    for (int i = 0; i < length; i++) {
      // Names that matter are plain ASCII; what is not may become anything.
      buffer[written++] = (char) (reader.readByte(offset + 2 + i) & 0x7F);
    }
    return new String(buffer, 0, written);
  }

  private Optional<ClassNode> read(String type, int options) {
    return files
        .find(type)
        .flatMap(
            bytes -> {
              ClassNode node = new ClassNode();
              try {
                new ClassReader(bytes).accept(node, options);
              } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                // No class file, or one of a version that is yet to come.
                return Optional.empty();
              }
              return Optional.of(node);
            });
  }
}
