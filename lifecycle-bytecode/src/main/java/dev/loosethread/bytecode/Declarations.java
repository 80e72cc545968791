package dev.loosethread.bytecode;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** Classes without their code, each read once. */
final class Declarations {
  private final ClassFiles files;
  private final Map<String, Optional<ClassNode>> known = new HashMap<>();

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
