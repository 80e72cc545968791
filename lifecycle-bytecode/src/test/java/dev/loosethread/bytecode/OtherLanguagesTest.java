package dev.loosethread.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.rules.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  @TempDir Path classes;

  private List<String> findings() {
    List<String> findings = new ArrayList<>();
    Application.analyse(
        new ClassDirectory(classes, getClass().getClassLoader()),
        new Application.Listener() {
          @Override
          public void found(ClassFacts facts, Finding finding) {
            String type = facts.name().replace("sample.", "");
            findings.add(type + " " + finding.pattern().patternName());
          }

          @Override
          public void failed(String topLevelClass, Throwable reason) {
            throw new AssertionError(topLevelClass, reason);
          }
        });
    findings.sort(null);
    return findings;
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
    assertThat(findings())
        .containsExactly(
            "EndlessLoop UninterruptibleLoop",
            "EndlessLoop UnownedThread",
            "LeakyPool ExecutorNotShutDown",
            "LeakyScheduler ScheduledExecutorNotShutDown",
            "LeakyScheduler UnguardedStart",
            "LeakyTimer TimerNotCancelled");
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
            "EndlessLoop UninterruptibleLoop",
            "EndlessLoop UnownedThread",
            "LeakyPool ExecutorNotShutDown",
            "LeakyScheduler ScheduledExecutorNotShutDown",
            "LeakyTimer TimerNotCancelled");
  }

  @Test
  void groovyClassesYieldTheFindingsOfTheirJavaTwins() throws Exception {
    FileSystemCompiler.commandLineCompile(
        new String[] {
          "-cp", CLASS_PATH, "-d", classes.toString(), SAMPLES.resolve("Services.groovy").toString()
        });

    assertThat(findings())
        .containsExactly(
            "EndlessLoop UninterruptibleLoop",
            "EndlessLoop UnownedThread",
            "LeakyPool ExecutorNotShutDown",
            "LeakyScheduler ScheduledExecutorNotShutDown",
            "LeakyScheduler UnguardedStart",
            "LeakyTimer TimerNotCancelled");
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
