package dev.loosethread.javac;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import dev.loosethread.model.catalogue.Catalogues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plugin reads each tree as it was written, in whatever order javac compiles. */
class CompilationOrderTest {
  private static final String OWNER =
      """
      package p;
      import java.util.concurrent.*;
      public class Owner {
        final ExecutorService shared = Executors.newFixedThreadPool(1);
        private final ExecutorService forgotten = Executors.newFixedThreadPool(1);
        public void close() { System.out.println(); }
      }
      """;
  private static final String RELEASER =
      """
      package p;
      public class Releaser {
        void end(Owner owner) { Runnable r = () -> owner.shared.shutdown(); r.run(); }
      }
      """;
  private static final String FORGOTTEN = "WARNING Owner.java:5 [ExecutorNotShutDown] forgotten is";

  @TempDir Path temp;

  @Test
  void releaseInAnotherClassIsSeen_whicheverComesFirst() throws Exception {
    Compilation.Outcome ownerFirst =
        new Compilation(temp.resolve("1"))
            .with("p/Owner.java", OWNER)
            .with("p/Releaser.java", RELEASER)
            .plugin()
            .run();
    Compilation.Outcome releaserFirst =
        new Compilation(temp.resolve("2"))
            .with("p/Releaser.java", RELEASER)
            .with("p/Owner.java", OWNER)
            .plugin()
            .run();

    assertThat(ownerFirst.messages()).singleElement().asString().startsWith(FORGOTTEN);
    assertThat(releaserFirst.messages()).isEqualTo(ownerFirst.messages());
    assertThat(releaserFirst.classFiles()).containsExactly("Owner.class", "Releaser.class");
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "byfile", "bytodo"})
  void everyPolicyOfJavacYieldsTheSame(String policy) throws Exception {
    Compilation.Outcome outcome =
        new Compilation(temp)
            .with("p/Releaser.java", RELEASER)
            .with("p/Owner.java", OWNER)
            .option("-XDcompilePolicy=" + policy)
            .plugin()
            .run();

    assertThat(outcome.messages()).singleElement().asString().startsWith(FORGOTTEN);
  }

  @Test
  void classFromTheSourcePathIsJudged() throws Exception {
    Compilation.Outcome outcome =
        new Compilation(temp)
            .with("Main.java", "class Main { p.Owner owner = new p.Owner(); }")
            .withOnSourcePath("p/Owner.java", OWNER.replace("final ExecutorService shared", "// "))
            .plugin()
            .run();

    assertThat(outcome.messages()).singleElement().asString().startsWith(FORGOTTEN);
  }

  @Test
  void classFromTheSourcePathIsLeftAlone_whereItsPackageIsPartlyCompiled() throws Exception {
    Compilation.Outcome outcome =
        new Compilation(temp)
            .with("p/Early.java", "package p; class Early {}")
            .with("p/Main.java", "package p; class Main { Object late() { return new Owner(); } }")
            .withOnSourcePath("p/Owner.java", OWNER)
            .plugin()
            .run();

    // What Early did to Owner's fields can no longer be read.
    assertThat(outcome.messages()).isEmpty();
    assertThat(outcome.classFiles()).containsExactly("Early.class", "Main.class", "Owner.class");
  }

  /** Writes a class with a leak in its first round. */
  @SupportedAnnotationTypes("*")
  static final class Generator extends AbstractProcessor {
    private boolean isDone;

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!isDone) {
        isDone = true;
        try (var out = processingEnv.getFiler().createSourceFile("p.Owner").openWriter()) {
          out.write(OWNER);
        } catch (java.io.IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
      return false;
    }
  }

  @Test
  void generatedAndWrittenClassesAreJudgedOnceEach() throws Exception {
    Compilation.Outcome outcome =
        new Compilation(temp)
            .with("p/Releaser.java", RELEASER)
            .with(
                "p/Other.java",
                "package p; class Other { private final java.util.Timer t = new java.util.Timer(); }")
            .processor(new Generator())
            .plugin()
            .run();

    assertThat(outcome.messages())
        .hasSize(2)
        .anyMatch(m -> m.startsWith("WARNING Other.java:1 [TimerNotCancelled]"))
        .anyMatch(m -> m.startsWith(FORGOTTEN));
  }

  @Test
  void javacSaysTheSameOfBrokenCode_withAndWithoutThePlugin() throws Exception {
    Compilation.Outcome without = broken(temp.resolve("1")).run();
    Compilation.Outcome with = broken(temp.resolve("2")).plugin("strict=true").run();

    assertThat(without.messages()).isNotEmpty();
    assertThat(with.messages()).containsExactlyInAnyOrderElementsOf(without.messages());
  }

  @Test
  void nothingIsCompiledThatNobodyUses() throws Exception {
    Compilation.Outcome outcome =
        new Compilation(temp)
            .with("p/Owner.java", OWNER)
            .withOnSourcePath("p/Unused.java", "package p; class Unused { Missing missing; }")
            .plugin()
            .run();

    assertThat(outcome.succeeded()).isTrue();
    assertThat(outcome.messages()).noneMatch(m -> m.contains("Unused"));
    assertThat(outcome.classFiles()).containsExactly("Owner.class");
  }

  @Test
  void javacMissesTheSameClassFile_withAndWithoutThePlugin() throws Exception {
    Compilation library =
        new Compilation(temp.resolve("library"))
            .with("lib/Gone.java", "package lib; public class Gone {}")
            .with(
                "lib/Base.java",
                "package lib; public class Base extends Gone { public static Base make() { return null; } }");
    assertThat(library.run().succeeded()).isTrue();
    Path classes = temp.resolve("library/out");
    Files.delete(classes.resolve("lib/Gone.class"));

    Compilation.Outcome without = incomplete(temp.resolve("1"), classes).run();
    Compilation.Outcome with = incomplete(temp.resolve("2"), classes).plugin("strict=true").run();

    assertThat(without.messages()).singleElement().asString().contains("cannot access lib.Gone");
    assertThat(with.messages().stream().filter(m -> m.startsWith("ERROR")))
        .containsExactlyInAnyOrderElementsOf(without.messages());
  }

  /** The plugin asks for the supertypes of a field's type in the first class, javac does not. */
  private static Compilation incomplete(Path folder, Path classes) throws Exception {
    return new Compilation(folder)
        .with(
            "First.java",
            "class First { private final java.util.Timer t = new java.util.Timer();"
                + " lib.Base b; void close() { b = null; } }")
        .with("Second.java", "class Second { Thread t; lib.Base b = lib.Base.make(); }")
        .option("-classpath", classes.toString());
  }

  /** Leaks beside what does not resolve: a finding could be false, so there is none. */
  private static Compilation broken(Path folder) throws Exception {
    return new Compilation(folder)
        .with("A.java", "class A { int a = \"\"; Missing m; }")
        .with(
            "B.java",
            """
            import java.util.concurrent.*;
            class B {
              private final ExecutorService pool = Executors.newFixedThreadPool(1);
              private final Gone gone = new Gone(pool);
              @Deprecated void close() { Thread.yield(); gone.close(); }
            }
            """)
        .with("C.java", "class C { void m() { Thread t = new Thread(undefined); t.start(); } }");
  }

  @Test
  void packageAndModuleDescriptorsAreNoProblem() throws Exception {
    Compilation.Outcome outcome =
        new Compilation(temp)
            .with("module-info.java", "module m { exports p; }")
            .with("p/package-info.java", "/** Threads. */ package p;")
            .with("p/Owner.java", OWNER.replace("final ExecutorService shared", "// "))
            .with("Empty.java", "")
            .plugin("strict=true")
            .run();

    assertThat(outcome.messages()).singleElement().asString().startsWith(FORGOTTEN);
    assertThat(outcome.classFiles()).contains("module-info.class", "Owner.class");
  }

  @Test
  void crashOfOursIsANoteAndTheCompilationGoesOn() throws Exception {
    Set<TypeElement> failing =
        new AbstractSet<>() {
          @Override
          public Iterator<TypeElement> iterator() {
            throw new IllegalStateException("failing for a test");
          }

          @Override
          public int size() {
            return 1;
          }
        };

    Compilation.Outcome outcome =
        new Compilation(temp)
            .with("Owner.java", OWNER)
            .option("-Werror")
            .listener(
                task ->
                    new TaskListener() {
                      @Override
                      public void finished(TaskEvent event) {
                        if (event.getKind() == TaskEvent.Kind.ANALYZE) {
                          new UnitJudge(task, Arguments.parse(), Catalogues.builtIn(), failing)
                              .judge(event.getCompilationUnit());
                        }
                      }
                    })
            .run();

    assertThat(outcome.succeeded()).isTrue();
    assertThat(outcome.messages())
        .singleElement()
        .asString()
        .startsWith("NOTE Owner.java")
        .contains("Loosethread could not analyse this file, please report it")
        .contains("failing for a test");
  }
}
