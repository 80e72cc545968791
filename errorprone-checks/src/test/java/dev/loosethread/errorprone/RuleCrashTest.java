package dev.loosethread.errorprone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that throws does not cost users their build. */
class RuleCrashTest {
  private static final String RULE =
      """
      package dev.loosethread.model.rules;
      import dev.loosethread.model.finding.Finding;
      import dev.loosethread.model.finding.Pattern;
      import dev.loosethread.model.index.ClassIndex;
      import java.util.stream.Stream;
      public final class UninterruptibleLoopRule implements Rule {
        public Pattern pattern() { return Pattern.UNINTERRUPTIBLE_LOOP; }
        public Stream<Finding> check(ClassIndex index) {
          throw new IllegalStateException("failing for a test");
        }
      }
      """;

  @TempDir Path temp;
  private Path rule;
  private Path user;

  @BeforeEach
  void aRuleAndASourceFile() throws Exception {
    rule = Files.createDirectory(temp.resolve("rule"));
    Path source = Files.writeString(temp.resolve("UninterruptibleLoopRule.java"), RULE);
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", rule.toString(), source.toString());
    assertThat(exitCode).isZero();
    user = Files.writeString(temp.resolve("User.java"), "class User { Thread thread; }");
  }

  private record Outcome(int exitCode, String output) {}

  /** Runs javac as a process of its own: there, the rule comes before the one that it replaces. */
  private Outcome compile(String flags) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .forEach(argument -> command.add("-J" + argument));
    command.addAll(
        List.of(
            "-d",
            temp.toString(),
            "-proc:none",
            "-XDcompilePolicy=simple",
            "--should-stop=ifError=FLOW",
            "-XDaddTypeAnnotationsToSymbol=true",
            "-processorpath",
            rule + File.pathSeparator + System.getProperty("java.class.path"),
            ("-Xplugin:ErrorProne " + flags).strip(),
            user.toString()));
    Process javac =
        new ProcessBuilder(command)
            // Where javac leaves its arguments if it crashes.
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(javac.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(javac.waitFor(), output);
  }

  @Test
  void costsOneWarningAndNotTheCompile() throws Exception {
    Outcome outcome = compile("");

    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.output().lines())
        .filteredOn(line -> line.contains("Loosethread could not analyse this file"))
        .singleElement()
        .asString()
        .contains("warning")
        .contains("failing for a test");
  }

  @Test
  void endsAStrictCompile() throws Exception {
    Outcome outcome = compile("-XepOpt:Loosethread:Strict=true");

    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.output()).contains("failing for a test");
  }
}
