package dev.loosethread.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.bytecode.ClassDirectory;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What class files say of the end methods that a class inherits. */
class InheritedEndTest {
  @TempDir Path folder;

  /** The advice of the only finding in class A. */
  private String advice(String header, String otherTypes) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("A.java"),
            "import java.util.Timer;\n"
                + header
                + " { private final Timer t = new Timer(); }\n"
                + otherTypes);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-g", "-nowarn", "-d", folder.toString(), file.toString());
    assertThat(result).isZero();
    List<String> messages = new ArrayList<>();
    ApplicationAnalysis.analyse(
        new ClassDirectory(folder, getClass().getClassLoader()),
        new ApplicationAnalysis.Listener() {
          @Override
          public void found(ClassFacts facts, Finding finding) {
            messages.add(finding.message());
          }

          @Override
          public void failed(String topLevelClass, Throwable reason) {
            throw new AssertionError(topLevelClass, reason);
          }
        });
    assertThat(messages).hasSize(1);
    return messages.get(0).replaceFirst(".*; ", "");
  }

  @Test
  void classWithoutAnySupertypeIsToImplementAutoCloseable() throws Exception {
    assertThat(advice("class A", ""))
        .isEqualTo(
            "make A implement AutoCloseable and cancel it in close(), which its creator must call");
  }

  @Test
  void abstractClassThatIsCloseableIsNotToldToBecomeIt() throws Exception {
    assertThat(advice("abstract class A implements java.io.Closeable", ""))
        .isEqualTo("cancel it in close()");
  }

  @Test
  void endMethodOfASuperclassIsToBeOverridden() throws Exception {
    assertThat(advice("class A extends B", "class B { void stop() { System.nanoTime(); } }"))
        .isEqualTo("override stop() to cancel it and call super.stop()");
  }

  @Test
  void whatCannotBeOverriddenIsNoEndMethod() throws Exception {
    assertThat(advice("class A extends Thread", "")).startsWith("make A implement AutoCloseable");
    assertThat(
            advice(
                "class A extends B",
                "class B implements AutoCloseable { public final void close() {} }"))
        .isEqualTo("cancel it when the object is no longer used");
  }

  @Test
  void defaultMethodOfAnInterfaceIsAnEndMethod() throws Exception {
    assertThat(
            advice(
                "class A implements AutoCloseable, B",
                "interface B extends AutoCloseable { default void close() {} }"))
        .isEqualTo("cancel it in close()");
  }
}
