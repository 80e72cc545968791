package dev.loosethread.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds references that would fail to link (JVMS 5.4.3): a class, method or field that one of our
 * jars refers to and that a supported version of Error Prone or of the JDK lacks.
 */
final class Linkage implements AutoCloseable {
  /** The members of a class that other classes can refer to. */
  private record Type(String superclass, List<String> interfaces, Set<String> members) {}

  private final FileSystem jdk;
  private final Map<String, String> moduleOfPackage = new HashMap<>();
  private final List<FileSystem> jars = new ArrayList<>();
  private final Map<String, Optional<Type>> types = new HashMap<>();

  /**
   * @param classPath the jars of the run-time class path, including ours
   */
  Linkage(Jdk jdk, Collection<Path> classPath) {
    try {
      this.jdk =
          FileSystems.newFileSystem(
              URI.create("jrt:/"), Map.of("java.home", jdk.home().toString()));
      for (Path jar : classPath) {
        jars.add(FileSystems.newFileSystem(jar));
      }
      try (Stream<Path> packages = Files.list(this.jdk.getPath("/packages"))) {
        for (Path name : packages.toList()) {
          try (Stream<Path> modules = Files.list(name)) {
            // More than one module only if the package has subpackages and no classes.
            modules
                .filter(m -> Files.isDirectory(inModule(m.getFileName(), name.getFileName())))
                .filter(m -> hasClasses(inModule(m.getFileName(), name.getFileName())))
                .findFirst()
                .ifPresent(m -> moduleOfPackage.put(name.getFileName() + "", m.getFileName() + ""));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path inModule(Path module, Path packageName) {
    return jdk.getPath("/modules", module.toString(), packageName.toString().replace('.', '/'));
  }

  private static boolean hasClasses(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".class"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the missing references of the classes in a jar, sorted, one per line. */
  List<String> missing(Path jar) {
    try (FileSystem ours = FileSystems.newFileSystem(jar);
        Stream<Path> files = Files.walk(ours.getPath("/"))) {
      Set<String> missing = new TreeSet<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        missing.addAll(missing(Files.readAllBytes(file)));
      }
      return List.copyOf(missing);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the missing references of one class file. */
  Set<String> missing(byte[] classFile) {
    References references = References.of(classFile);
    Set<String> missing = new TreeSet<>();
    for (String type : references.types()) {
      if (type(type).isEmpty()) {
        missing.add(references.from() + " -> " + type);
      }
    }
    for (References.Member member : references.members()) {
      // The missing class itself is reported above.
      if (type(member.owner()).isPresent() && !has(member.owner(), member.key())) {
        missing.add(references.from() + " -> " + member.owner() + "." + member.key());
      }
    }
    return missing;
  }

  private boolean has(String owner, String member) {
    Optional<Type> type = type(owner);
    if (type.isEmpty()) {
      // A supertype of an optional library is missing, so nothing is known about the member.
      return true;
    }
    Type found = type.get();
    String name = member.substring(0, Math.max(member.indexOf('('), 0));
    // JVMS 2.9.3: these accept any descriptor.
    boolean polymorphic =
        owner.equals("java/lang/invoke/MethodHandle") || owner.equals("java/lang/invoke/VarHandle");
    if (found.members().contains(member)
        || (polymorphic && found.members().stream().anyMatch(m -> m.startsWith(name + "(")))) {
      return true;
    }
    if (found.superclass() != null && has(found.superclass(), member)) {
      return true;
    }
    return found.interfaces().stream().anyMatch(parent -> has(parent, member));
  }

  private Optional<Type> type(String name) {
    // An array has the members of Object.
    String element = name.startsWith("[") ? "java/lang/Object" : name;
    return types.computeIfAbsent(element, this::load);
  }

  private Optional<Type> load(String name) {
    for (FileSystem jar : jars) {
      Path file = jar.getPath("/" + name + ".class");
      if (Files.exists(file)) {
        return Optional.of(read(file));
      }
    }
    int slash = name.lastIndexOf('/');
    String module = moduleOfPackage.get(name.substring(0, Math.max(slash, 0)).replace('/', '.'));
    if (module == null) {
      return Optional.empty();
    }
    Path file = jdk.getPath("/modules", module, name + ".class");
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  private static Type read(Path file) {
    try {
      ClassReader reader = new ClassReader(Files.readAllBytes(file));
      Set<String> members = new TreeSet<>();
      reader.accept(
          new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
              if ((access & Opcodes.ACC_PRIVATE) == 0 || isOurs(reader.getClassName())) {
                members.add(name + descriptor);
              }
              return null;
            }

            @Override
            public FieldVisitor visitField(
                int access, String name, String descriptor, String signature, Object value) {
              if ((access & Opcodes.ACC_PRIVATE) == 0 || isOurs(reader.getClassName())) {
                members.add(name + ":" + descriptor);
              }
              return null;
            }
          },
          ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return new Type(reader.getSuperName(), List.of(reader.getInterfaces()), members);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(String type) {
    return type.startsWith("dev/loosethread/");
  }

  @Override
  public void close() throws IOException {
    for (FileSystem jar : jars) {
      jar.close();
    }
    jdk.close();
  }
}
