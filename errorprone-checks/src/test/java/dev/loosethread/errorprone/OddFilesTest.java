package dev.loosethread.errorprone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no ordinary classes: no check may throw, whatever it is given. */
class OddFilesTest {
  private static final String STRICT = "-XepOpt:Loosethread:Strict=true";

  @TempDir Path temp;

  private RealJavac.Outcome compiled(String name, String text) throws Exception {
    RealJavac.Outcome outcome = new RealJavac(temp).with(name, text).run(STRICT);
    assertThat(outcome.output()).doesNotContain("Exception", "Error:");
    assertThat(outcome.messages()).noneMatch(m -> m.contains("Loosethread could not"));
    return outcome;
  }

  @Test
  void emptyFile() throws Exception {
    assertThat(compiled("A.java", "// Thread\n").succeeded()).isTrue();
  }

  @Test
  void packageDeclaration() throws Exception {
    assertThat(compiled("package-info.java", "/** Thread. */\npackage a;\n").succeeded()).isTrue();
  }

  @Test
  void moduleDeclaration() throws Exception {
    assertThat(compiled("module-info.java", "/** Thread. */\nmodule a { }\n").succeeded()).isTrue();
  }

  @Test
  void annotationType() throws Exception {
    assertThat(
            compiled("A.java", "@interface A { Class<?> value() default Thread.class; }")
                .succeeded())
        .isTrue();
  }

  @Test
  void fileThatDoesNotParse() throws Exception {
    assertThat(compiled("A.java", "class A { Thread t = new Thread(").succeeded()).isFalse();
  }

  @Test
  void fileWhoseTypesAreUnknown() throws Exception {
    String text =
        """
        class A extends Unknown<Missing> implements Gone {
          private final NoSuchPool pool = NoSuchPool.make(), other = new NoSuchPool() { };
          private final java.util.Timer timer = new java.util.Timer();
          void start() { pool.run(() -> { while (true) { missing(); } }); new Thread(absent::run).start(); }
          void close() { for (Lost l : lost) { l.close(); } }
        }
        """;
    assertThat(compiled("A.java", text).succeeded()).isFalse();
  }

  @Test
  void severalClassesAndNestingInOneFile() throws Exception {
    String text =
        """
        class A { class B { class C { void f() { class D { Runnable r = () -> new Object() {
          Thread t = new Thread(() -> { }); }; } } } } }
        interface E { Thread T = new Thread(() -> { }); }
        enum F { X { void g() { new Thread(() -> { }).start(); } }; void g() { } }
        record G(Thread t) { G { t.start(); } }
        """;
    assertThat(compiled("A.java", text).succeeded()).isTrue();
  }
}
