package dev.loosethread.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.rules.RuleBook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    ClassDirectory files = new ClassDirectory(classes, getClass().getClassLoader());
    BytecodeFrontEnd frontEnd = new BytecodeFrontEnd(files);
    List<String> findings = new ArrayList<>();
    for (String type : files.application()) {
      if (frontEnd.topLevelOf(type).equals(type)) {
        RuleBook.findings(frontEnd.read(type).orElseThrow(), Catalogues.builtIn()).stream()
            .map(f -> type.replace("sample.", "") + " " + f.pattern().patternName())
            .forEach(findings::add);
      }
    }
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
  void whatIsNoClassFileIsNoClass() throws Exception {
    Files.writeString(classes.resolve("Broken.class"), "no class file");

    BytecodeFrontEnd frontEnd =
        new BytecodeFrontEnd(new ClassDirectory(classes, getClass().getClassLoader()));

    assertThat(frontEnd.read("Broken")).isEmpty();
    assertThat(frontEnd.read("Missing")).isEmpty();
    assertThat(frontEnd.words("Broken")).isEmpty();
  }
}
