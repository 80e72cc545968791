package dev.loosethread.model.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What a class file on the class path declares, read without loading it: a library's class can be
 * loaded only with all that it needs, but its methods can be read without.
 */
final class ClassFile {
  /** One method or constructor; parameters are erased binary names. */
  record Method(String name, List<String> parameters, boolean isPublic) {}

  private final List<String> supertypes = new ArrayList<>();
  private final List<Method> methods = new ArrayList<>();
  private boolean isAnnotation;

  private ClassFile() {}

  /** The class file of this binary name, if there is one. */
  static Optional<ClassFile> find(String type) {
    String file = type.replace('.', '/') + ".class";
    try (InputStream in = ClassFile.class.getClassLoader().getResourceAsStream(file)) {
      if (in == null) {
        return Optional.empty();
      }
      ClassFile read = new ClassFile();
      new ClassReader(in).accept(read.new Reader(), ClassReader.SKIP_CODE);
      return Optional.of(read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAnnotation() {
    return isAnnotation;
  }

  List<Method> constructors() {
    return methods.stream().filter(m -> m.name().equals("<init>") && m.isPublic()).toList();
  }

  /** Declared and inherited ones, protected ones too: a framework's end method often is. */
  List<Method> methods() {
    Map<String, ClassFile> seen = new LinkedHashMap<>();
    List<Method> all = new ArrayList<>(methods);
    Deque<String> work = new ArrayDeque<>(supertypes);
    while (!work.isEmpty()) {
      String type = work.pop();
      ClassFile file = seen.containsKey(type) ? null : find(type).orElse(null);
      seen.put(type, file);
      if (file != null) {
        all.addAll(file.methods);
        work.addAll(file.supertypes);
      }
    }
    return all;
  }

  private final class Reader extends ClassVisitor {
    Reader() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        String signature,
        String superName,
        String[] interfaces) {
      isAnnotation = (access & Opcodes.ACC_ANNOTATION) != 0;
      if (superName != null) {
        supertypes.add(superName.replace('/', '.'));
      }
      Arrays.stream(interfaces).forEach(i -> supertypes.add(i.replace('/', '.')));
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      List<String> parameters =
          Arrays.stream(Type.getArgumentTypes(descriptor)).map(Type::getClassName).toList();
      methods.add(new Method(name, parameters, (access & Opcodes.ACC_PUBLIC) != 0));
      return null;
    }
  }
}
