package dev.loosethread.bytecode;

import dev.loosethread.model.facts.TypeFacts;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;

/** Reads how a class is declared. */
final class TypeReader {
  private final ClassNode type;
  private final @Nullable InnerClassNode entry;

  TypeReader(ClassNode type) {
    this.type = type;
    this.entry = ClassFileNames.nesting(type).orElse(null);
  }

  TypeFacts read() {
    // Only its entry says what a nested class is declared as (JVMS 4.7.6).
    Set<Modifier> modifiers = AccessFlags.ofClass(entry == null ? type.access : entry.access);
    TypeFacts.Kind kind = kind();
    String name = ClassFileNames.dotted(type.name);
    return TypeFacts.builder(name, kind, new BytecodeSite(name, "", "", 0, "class"))
        .simpleName(simpleName())
        .modifiers(modifiers)
        .superclass(
            type.superName == null ? "java.lang.Object" : ClassFileNames.dotted(type.superName))
        .interfaces(type.interfaces.stream().map(ClassFileNames::dotted).toList())
        .annotations(ClassFileNames.annotations(type.visibleAnnotations, type.invisibleAnnotations))
        .outer(Optional.ofNullable(ClassFileNames.outer(type)).map(ClassFileNames::dotted))
        .nonPrivatelyExtended(isExtendable(kind, modifiers))
        .build();
  }

  private String simpleName() {
    if (entry != null) {
      return entry.innerName == null ? "" : entry.innerName;
    }
    return type.name.substring(type.name.lastIndexOf('/') + 1);
  }

  private TypeFacts.Kind kind() {
    if ((type.access & Opcodes.ACC_ANNOTATION) != 0) {
      return TypeFacts.Kind.ANNOTATION;
    }
    if ((type.access & Opcodes.ACC_INTERFACE) != 0) {
      return TypeFacts.Kind.INTERFACE;
    }
    if ((type.access & Opcodes.ACC_ENUM) != 0 && "java/lang/Enum".equals(type.superName)) {
      return TypeFacts.Kind.ENUM;
    }
    if ("java/lang/Record".equals(type.superName)) {
      return TypeFacts.Kind.RECORD;
    }
    if (entry != null && entry.innerName == null) {
      return TypeFacts.Kind.ANONYMOUS;
    }
    return type.outerClass != null ? TypeFacts.Kind.LOCAL : TypeFacts.Kind.CLASS;
  }

  private boolean isExtendable(TypeFacts.Kind kind, Set<Modifier> modifiers) {
    if (kind == TypeFacts.Kind.INTERFACE) {
      return true;
    }
    if (kind != TypeFacts.Kind.CLASS
        || modifiers.contains(Modifier.FINAL)
        || modifiers.contains(Modifier.PRIVATE)) {
      return false;
    }
    return type.methods.stream()
        .anyMatch(m -> m.name.equals("<init>") && (m.access & Opcodes.ACC_PRIVATE) == 0);
  }
}
