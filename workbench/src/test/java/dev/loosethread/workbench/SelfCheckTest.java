package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks the main code of Loosethread with its own checks at ERROR. The plugin does not exist yet
 * when its modules are compiled, so all of them are compiled again, together.
 */
class SelfCheckTest {
  /** The modules that are released, and those that test and measure them. */
  private static final List<String> MODULES =
      List.of(
          "lifecycle-model",
          "lifecycle-source",
          "lifecycle-bytecode",
          "lifecycle-application",
          "lifecycle-fixes",
          "errorprone-checks",
          "spotbugs-detectors",
          "thread-audit",
          "thread-leak-junit",
          "thread-lifecycle",
          "workbench",
          "thread-leak-bench");

  private static final Plugin PLUGIN = Plugin.built();
  private final MavenResolver maven = new MavenResolver(Build.work());

  @TempDir Path work;

  @Test
  void everyModuleCompilesWithEveryCheckAtError() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : MODULES) {
      List<Path> own = sources(Build.root().resolve(module).resolve("src/main/java"));
      assertThat(own).as(module).isNotEmpty();
      sources.addAll(own);
    }

    Javac.Outcome outcome = compile(sources);

    assertThat(outcome.diagnostics().stream().filter(Javac.Diagnostic::error)).isEmpty();
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  @Test
  void aLeakWouldFailTheBuild() {
    Path leak = Build.root().resolve("workbench/src/test/resources/sample/SessionReaper.java");

    Javac.Outcome outcome = compile(List.of(leak));

    assertThat(outcome.exitCode()).as(outcome.output()).isNotZero();
    assertThat(outcome.output()).contains("error: [TimerNotCancelled]");
  }

  private Javac.Outcome compile(List<Path> sources) {
    List<Path> engine =
        maven.classPath(
            List.of("com.google.errorprone:error_prone_core:" + Build.version("errorprone")));
    List<Path> processors = new ArrayList<>(engine);
    processors.add(PLUGIN.jar());
    List<Path> classPath = new ArrayList<>(engine);
    classPath.addAll(
        maven.classPath(
            List.of(
                "com.google.auto.service:auto-service-annotations:" + Build.version("auto-service"),
                "com.github.spotbugs:spotbugs:" + Build.version("spotbugs"),
                "org.ow2.asm:asm-analysis:" + Build.version("asm"),
                "org.junit.jupiter:junit-jupiter-api:" + Build.version("junit"),
                "io.micrometer:micrometer-core:" + Build.version("micrometer"))));
    classPath.addAll(
        maven.classPath(
            List.of(
                "net.sourceforge.pmd:pmd-java:" + Build.version("pmd"),
                "org.eclipse.jdt:ecj:" + Build.version("ecj"))));
    // Contains all classes that the audit is compiled against.
    classPath.add(Path.of(Build.version("audit")));
    List<String> flags = PLUGIN.flags("ERROR");
    List<String> arguments = new ArrayList<>(Javac.classPath(classPath));
    for (String name : List.of("api", "code", "comp", "model", "tree", "util")) {
      arguments.add("--add-exports");
      arguments.add("jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED");
    }
    arguments.addAll(Javac.errorProne(processors, flags));
    return new Javac(Jdk.current()).compile(work, sources, arguments);
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .toList();
    }
  }
}
