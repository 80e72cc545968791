package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the jar of the javac plugin on each installed JDK, without a flag that opens javac. */
class JavacPluginTest {
  private static final Pattern FINDING =
      Pattern.compile("(\\w+\\.java):(\\d+): warning: \\[(\\w+)\\]");

  @TempDir Path work;

  static Collection<Jdk> jdks() {
    return Jdk.installed().values().stream().filter(jdk -> jdk.feature() >= 17).toList();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void reportsTheMarkedFindings(Jdk jdk) {
    List<Path> sources = Samples.copyTo(work.resolve("sources"));
    List<String> command = new ArrayList<>();
    command.add(jdk.javac().toString());
    command.addAll(List.of("-J-Duser.language=en", "-d", "classes"));
    command.addAll(List.of("-processorpath", Build.javacPlugin().toString()));
    command.add("-Xplugin:Loosethread preview=warning");
    sources.forEach(source -> command.add(source.toString()));

    Command.Result run = Command.run(work, command);

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(findings(run.output())).isEqualTo(Samples.marked(sources)).hasSizeGreaterThan(6);
    assertThat(run.output())
        .contains("(see TimerNotCancelled.md in loosethread-docs-")
        .doesNotContain("could not analyse");
  }

  private static Set<String> findings(String output) {
    Set<String> findings = new TreeSet<>();
    Matcher matcher = FINDING.matcher(output);
    while (matcher.find()) {
      findings.add(matcher.group(1) + ":" + matcher.group(2) + " " + matcher.group(3));
    }
    return findings;
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void everyReferenceResolves(Jdk jdk) throws IOException {
    try (Linkage linkage = new Linkage(jdk, List.of(Build.javacPlugin()))) {
      assertThat(linkage.missing(Build.javacPlugin())).isEmpty();
    }
  }

  @Test
  void namesNothingOfJavacsInternals() throws IOException {
    List<String> internals = new ArrayList<>();
    try (FileSystem jar = FileSystems.newFileSystem(Build.javacPlugin());
        Stream<Path> files = Files.walk(jar.getPath("/"))) {
      List<Path> classes = files.filter(f -> f.toString().endsWith(".class")).toList();
      assertThat(classes).hasSizeGreaterThan(100);
      for (Path file : classes) {
        References.of(Files.readAllBytes(file)).types().stream()
            .filter(type -> type.startsWith("com/sun/tools/"))
            .forEach(type -> internals.add(file + " " + type));
      }
    }

    assertThat(internals).isEmpty();
  }
}
