package dev.loosethread.bytecode;

import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** Parses class files, and keeps the declarations in them but not the code. */
final class ClassDeclarations {
  private static final int MOST_DECLARATIONS = 5000;

  private final CheckedClassFiles files;
  private final Map<String, Optional<ClassNode>> known = new LruCache<>(MOST_DECLARATIONS);

  ClassDeclarations(CheckedClassFiles files) {
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

  /** Parses a class with its code, which is not kept. */
  Optional<ClassNode> withCode(String type) {
    return read(type, ClassReader.SKIP_FRAMES);
  }

  private Optional<ClassNode> read(String type, int options) {
    return files.read(
        type,
        bytes -> {
          ClassNode node = new ClassNode();
          new ClassReader(bytes).accept(node, options);
          return node;
        });
  }
}
