package dev.loosethread.bytecode;

import java.util.LinkedHashSet;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.objectweb.asm.Opcodes;

/** Turns access flags into modifiers; some bits mean different ones for classes and members. */
final class AccessFlags {
  private AccessFlags() {}

  static Set<Modifier> ofClass(int access) {
    Set<Modifier> modifiers = ofAny(access);
    add(access, Opcodes.ACC_ABSTRACT, Modifier.ABSTRACT, modifiers);
    return modifiers;
  }

  static Set<Modifier> ofMethod(int access) {
    Set<Modifier> modifiers = ofAny(access);
    add(access, Opcodes.ACC_ABSTRACT, Modifier.ABSTRACT, modifiers);
    add(access, Opcodes.ACC_SYNCHRONIZED, Modifier.SYNCHRONIZED, modifiers);
    add(access, Opcodes.ACC_NATIVE, Modifier.NATIVE, modifiers);
    return modifiers;
  }

  static Set<Modifier> ofField(int access) {
    Set<Modifier> modifiers = ofAny(access);
    add(access, Opcodes.ACC_VOLATILE, Modifier.VOLATILE, modifiers);
    add(access, Opcodes.ACC_TRANSIENT, Modifier.TRANSIENT, modifiers);
    return modifiers;
  }

  private static Set<Modifier> ofAny(int access) {
    Set<Modifier> modifiers = new LinkedHashSet<>();
    add(access, Opcodes.ACC_PUBLIC, Modifier.PUBLIC, modifiers);
    add(access, Opcodes.ACC_PROTECTED, Modifier.PROTECTED, modifiers);
    add(access, Opcodes.ACC_PRIVATE, Modifier.PRIVATE, modifiers);
    add(access, Opcodes.ACC_STATIC, Modifier.STATIC, modifiers);
    add(access, Opcodes.ACC_FINAL, Modifier.FINAL, modifiers);
    return modifiers;
  }

  private static void add(int access, int bit, Modifier modifier, Set<Modifier> into) {
    if ((access & bit) != 0) {
      into.add(modifier);
    }
  }
}
