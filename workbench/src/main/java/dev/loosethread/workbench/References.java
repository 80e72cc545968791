package dev.loosethread.workbench;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The references in the code of one class file.
 *
 * @param from the class
 * @param types the internal names of the classes and interfaces that the code refers to
 */
record References(String from, Set<String> types, Set<Member> members) {

  /**
   * @param key the name and descriptor of a method, or the name, colon and descriptor of a field
   */
  record Member(String owner, String key) {}

  static References of(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    References references =
        new References(reader.getClassName(), new LinkedHashSet<>(), new LinkedHashSet<>());
    reader.accept(references.classVisitor(), ClassReader.SKIP_FRAMES);
    return references;
  }

  private void type(Type type) {
    switch (type.getSort()) {
      case Type.ARRAY -> type(type.getElementType());
      case Type.OBJECT -> types.add(type.getInternalName());
      case Type.METHOD -> {
        type(type.getReturnType());
        Arrays.stream(type.getArgumentTypes()).forEach(this::type);
      }
      default -> {
        // Primitive types always exist.
      }
    }
  }

  private void owner(String internalName) {
    type(Type.getObjectType(internalName));
  }

  private void member(String owner, String key) {
    owner(owner);
    members.add(new Member(owner, key));
  }

  private void constant(Object constant) {
    if (constant instanceof Type type) {
      type(type);
    } else if (constant instanceof Handle handle) {
      boolean field = handle.getTag() <= Opcodes.H_PUTSTATIC;
      member(handle.getOwner(), handle.getName() + (field ? ":" : "") + handle.getDesc());
    } else if (constant instanceof ConstantDynamic dynamic) {
      constant(dynamic.getBootstrapMethod());
      for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
        constant(dynamic.getBootstrapMethodArgument(i));
      }
    }
  }

  private ClassVisitor classVisitor() {
    return new ClassVisitor(Opcodes.ASM9) {
      @Override
      public void visit(
          int version,
          int access,
          String name,
          String signature,
          String superName,
          String[] interfaces) {
        if (superName != null) {
          owner(superName);
        }
        Arrays.stream(interfaces).forEach(References.this::owner);
      }

      @Override
      public FieldVisitor visitField(
          int access, String name, String descriptor, String signature, Object value) {
        type(Type.getType(descriptor));
        return null;
      }

      @Override
      public MethodVisitor visitMethod(
          int access, String name, String descriptor, String signature, String[] exceptions) {
        type(Type.getMethodType(descriptor));
        return codeVisitor();
      }
    };
  }

  private MethodVisitor codeVisitor() {
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public void visitTypeInsn(int opcode, String type) {
        owner(type);
      }

      @Override
      public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        member(owner, name + ":" + descriptor);
      }

      @Override
      public void visitMethodInsn(
          int opcode, String owner, String name, String descriptor, boolean isInterface) {
        member(owner, name + descriptor);
      }

      @Override
      public void visitInvokeDynamicInsn(
          String name, String descriptor, Handle bootstrap, Object... arguments) {
        type(Type.getMethodType(descriptor));
        constant(bootstrap);
        Arrays.stream(arguments).forEach(References.this::constant);
      }

      @Override
      public void visitLdcInsn(Object value) {
        constant(value);
      }

      @Override
      public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        type(Type.getType(descriptor));
      }

      @Override
      public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
        if (type != null) {
          owner(type);
        }
      }
    };
  }
}
