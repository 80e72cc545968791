package dev.loosethread.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.bytecode.BytecodeFrontEnd;
import dev.loosethread.bytecode.ClassDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.codehaus.groovy.tools.FileSystemCompiler;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same leaks in class files that other compilers make. */
class OtherLanguagesTest {
  private static final Path SAMPLES = Path.of("src/test/resources/languages");
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private static final List<String> OF_THE_JAVA_TWINS =
      List.of(
          "sample.EndlessLoop UninterruptibleLoop",
          "sample.EndlessLoop UnownedThread",
          "sample.LeakyPool ExecutorNotShutDown",
          "sample.LeakyScheduler ScheduledExecutorNotShutDown",
          "sample.LeakyScheduler UnguardedStart",
          "sample.LeakyTimer TimerNotCancelled");

  @TempDir Path classes;

  private List<String> findings() {
    return Findings.in(classes);
  }

  @Test
  void kotlinClassesYieldTheFindingsOfTheirJavaTwins() throws Exception {
    ExitCode code =
        new K2JVMCompiler()
            .exec(
                System.err,
                "-no-stdlib",
                "-no-reflect",
                "-cp",
                CLASS_PATH,
                "-d",
                classes.toString(),
                SAMPLES.resolve("Services.kt").toString());

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(findings()).containsExactlyElementsOf(OF_THE_JAVA_TWINS);
  }

  @Test
  void scalaClassesYieldTheFindingsOfTheirJavaTwins() {
    scala.tools.nsc.Main.process(
        new String[] {
          "-classpath",
          CLASS_PATH,
          "-d",
          classes.toString(),
          SAMPLES.resolve("Services.scala").toString()
        });

    // Its start method assigns the field through a setter, which start guards are not followed
    // into.
    assertThat(findings())
        .containsExactly(
            "sample.EndlessLoop UninterruptibleLoop",
            "sample.EndlessLoop UnownedThread",
            "sample.LeakyPool ExecutorNotShutDown",
            "sample.LeakyScheduler ScheduledExecutorNotShutDown",
            "sample.LeakyTimer TimerNotCancelled");
  }

  @Test
  void groovyClassesYieldTheFindingsOfTheirJavaTwins() throws Exception {
    FileSystemCompiler.commandLineCompile(
        new String[] {
          "-cp", CLASS_PATH, "-d", classes.toString(), SAMPLES.resolve("Services.groovy").toString()
        });

    assertThat(findings()).containsExactlyElementsOf(OF_THE_JAVA_TWINS);
  }

  @Test
  void whatIsNoClassFileIsNoClass() throws Exception {
    Files.writeString(classes.resolve("Broken.class"), "no class file");

    BytecodeFrontEnd frontEnd =
        new BytecodeFrontEnd(new ClassDirectory(classes, getClass().getClassLoader()));

    assertThat(frontEnd.read("Broken")).isEmpty();
    assertThat(frontEnd.read("Missing")).isEmpty();
    assertThat(findings()).isEmpty();
  }
}
