package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class LinkageTest {

  @TestFactory
  Stream<DynamicTest> everyReferenceOfThePluginResolvesIn() {
    Plugin plugin = Plugin.built();
    return new Engines(new MavenResolver(Build.work()))
        .all().stream()
            .map(
                engine ->
                    DynamicTest.dynamicTest(
                        engine.toString(),
                        () -> {
                          List<Path> path = new ArrayList<>(engine.classPath());
                          path.add(plugin.jar());
                          try (Linkage linkage = new Linkage(engine.jdk(), path)) {
                            assertThat(linkage.missing(plugin.jar())).isEmpty();
                          }
                        }));
  }

  @Test
  void aMethodThatIsNotThereIsMissing() throws IOException {
    assertThat(missingOf("java/util/ArrayList", "addLater", "(Ljava/lang/Object;)V"))
        .containsExactly("sample/Caller -> java/util/ArrayList.addLater(Ljava/lang/Object;)V");
  }

  @Test
  void anInheritedMethodIsThere() throws IOException {
    assertThat(missingOf("java/util/ArrayList", "containsAll", "(Ljava/util/Collection;)Z"))
        .isEmpty();
  }

  @Test
  void aMethodWithAnotherResultIsMissing() throws IOException {
    assertThat(missingOf("java/util/ArrayList", "size", "()J")).hasSize(1);
  }

  @Test
  void aClassThatIsNotThereIsMissing() throws IOException {
    assertThat(missingOf("com/sun/source/util/NoSuchScanner", "scan", "()V"))
        .containsExactly("sample/Caller -> com/sun/source/util/NoSuchScanner");
  }

  @Test
  void privateMembersOfOthersAreMissing() throws IOException {
    assertThat(missingOf("java/util/ArrayList", "grow", "()[Ljava/lang/Object;")).hasSize(1);
  }

  private static Iterable<String> missingOf(String owner, String name, String descriptor)
      throws IOException {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "sample/Caller", null, "java/lang/Object", null);
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "call", "()V", null, null);
    code.visitCode();
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, name, descriptor, false);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(2, 0);
    code.visitEnd();
    writer.visitEnd();
    try (Linkage linkage = new Linkage(Jdk.current(), List.of())) {
      return linkage.missing(writer.toByteArray());
    }
  }
}
