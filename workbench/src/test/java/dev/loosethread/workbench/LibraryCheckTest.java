package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output for a library that leaks and has a file that does not compile. */
class LibraryCheckTest {
  private static final List<Path> ENGINE =
      new MavenResolver(Build.work())
          .classPath(
              List.of("com.google.errorprone:error_prone_core:" + Build.version("errorprone")));

  @TempDir Path work;

  private Library library(String... samples) throws IOException {
    Path folder = Files.createDirectories(work.resolve("sources"));
    List<Path> sources = new ArrayList<>();
    for (String sample : samples) {
      Path source =
          Build.root().resolve("workbench/src/test/resources/sample").resolve(sample + ".java");
      sources.add(Files.copy(source, folder.resolve(sample + ".java")));
    }
    sources.add(
        Files.writeString(
            folder.resolve("Plugged.java"), "class Plugged implements org.example.Optional {}\n"));
    return new Library(Coordinates.parse("org.example:leaky:1"), folder, sources, List.of(), 17);
  }

  /** Returns the output as a terminal of this width shows it; 0 for a file. */
  private List<String> shown(Library library, int width) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(all, true, StandardCharsets.UTF_8);
    new LibraryCheck(library, Plugin.built(), new Progress(out, out, width))
        .run(Jdk.current(), ENGINE, work.resolve("run"));
    return all.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void findingsComeFirstThenTheTableThenWhatToDo() throws IOException {
    List<String> lines = shown(library("MetricsReporter", "SpinningProbe"), 0);

    assertThat(lines.get(0))
        .isEqualTo(
            "compiling again without files that need more than the published pom provides: 1");
    assertThat(lines.subList(1, 4))
        .allMatch(line -> line.matches("  \\w+\\.java:\\d+: \\[\\w+] .{20,}"));
    assertThat(lines.subList(4, 9))
        .containsExactly(
            "",
            "org.example:leaky:1: 3 findings in 2 files",
            "    #  where                    pattern                       fix",
            "    1  MetricsReporter.java:11  ScheduledExecutorNotShutDown  with another",
            "    2  MetricsReporter.java:13  ExecutorNotShutDown           yes");
    assertThat(lines)
        .contains(
            "  left out because they need more than the published pom provides: 1, for example Plugged.java")
        .anyMatch(line -> line.matches("  a pattern explained +.*docs/bugpattern/\\w+\\.md"))
        .anyMatch(line -> line.contains("loosethread audit org.example:leaky:1 --patch "));
  }

  @Test
  void whatImportsFromNowhereIsNotEvenTried() throws IOException {
    Library all = library("SpinningProbe");
    Path unknown =
        Files.writeString(
            work.resolve("sources/Plugged.java"),
            "import org.example.Optional;\nclass Plugged implements Optional {}\n");
    assertThat(all.sources()).contains(unknown);

    assertThat(shown(all, 0))
        .contains("leaving out files that import what the published pom does not provide: 1")
        .contains("org.example:leaky:1: 1 findings in 1 files")
        .noneMatch(line -> line.startsWith("compiling again"));
  }

  @Test
  void aFindingIsShownBeforeTheLastFileIsChecked() throws IOException {
    List<String> lines = shown(library("MetricsReporter", "SessionReaper", "SpinningProbe"), 100);

    int finding = indexOf(lines, "MetricsReporter.java:13: [");
    int last = indexOf(lines, "checking 3/3 ");
    assertThat(finding).isNotNegative().isLessThan(last);
  }

  private static int indexOf(List<String> lines, String part) {
    return lines.indexOf(lines.stream().filter(l -> l.contains(part)).findFirst().orElse(""));
  }
}
