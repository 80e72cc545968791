package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the one detector jar on the command line of each supported SpotBugs. */
class SpotBugsTest {
  private static final Pattern BUG = Pattern.compile("<BugInstance type=\"(LT_\\w+)\"");

  private final MavenResolver maven = new MavenResolver(Build.work());

  @TempDir Path work;
  private Path classes;

  static List<String> versions() {
    return Build.supportedSpotBugs();
  }

  @BeforeEach
  void compileSamples() throws IOException {
    classes = Files.createDirectory(work.resolve("classes"));
    List<String> command =
        new ArrayList<>(
            List.of(Jdk.current().javac().toString(), "-g", "-nowarn", "-d", classes.toString()));
    samples().forEach(file -> command.add(file.toString()));
    Command.Result compiled = Command.run(work, command);
    assertThat(compiled.exitCode()).as(compiled.output()).isZero();
  }

  private static List<Path> samples() {
    try (Stream<Path> files =
        Files.list(Build.root().resolve("workbench/src/test/resources/sample"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String report(String version, String... options) throws IOException {
    Path out = work.resolve("report");
    String engine =
        maven.classPath(List.of("com.github.spotbugs:spotbugs:" + version)).stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command =
        new ArrayList<>(
            List.of(
                Jdk.current().javac().resolveSibling("java").toString(),
                "-cp",
                engine,
                "edu.umd.cs.findbugs.FindBugs2",
                "-low",
                "-longBugCodes",
                "-pluginList",
                Build.detectors().toString()));
    command.addAll(List.of(options));
    command.addAll(List.of("-output", out.toString(), classes.toString()));
    Command.Result run = Command.run(work, command);
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).doesNotContain("Exception", "were missing");
    return Files.readString(out);
  }

  /** Returns the patterns that markers name, as bug types. */
  private static Set<String> marked() throws IOException {
    Set<String> types = new TreeSet<>();
    for (Path sample : samples()) {
      String source = Files.readString(sample);
      for (dev.loosethread.model.finding.Pattern pattern :
          dev.loosethread.model.finding.Pattern.values()) {
        if (source.contains("// finding: " + pattern.patternName() + "\n")) {
          types.add("LT_" + pattern.name());
        }
      }
    }
    return types;
  }

  @ParameterizedTest
  @MethodSource("versions")
  void reportsTheMarkedPatterns(String version) throws IOException {
    Matcher bug = BUG.matcher(report(version, "-xml:withMessages"));
    Set<String> reported = new TreeSet<>();
    while (bug.find()) {
      reported.add(bug.group(1));
    }

    assertThat(reported).isEqualTo(marked()).hasSizeGreaterThan(6);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void reportsForReadersExplainAndNameThePage(String version) throws IOException {
    String page = "TimerNotCancelled.md";

    assertThat(report(version, "-html")).contains(page);
    assertThat(report(version, "-xml:withMessages")).contains(page);
    assertThat(report(version, "-sarif"))
        .contains("LT_TIMER_NOT_CANCELLED")
        .doesNotContain("github.com/loosethread");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void filterFileSuppresses(String version) throws IOException {
    Path filter =
        Files.writeString(
            work.resolve("filter.xml"),
            "<FindBugsFilter><Match><Bug pattern=\"LT_TIMER_NOT_CANCELLED\"/></Match>"
                + "</FindBugsFilter>");

    assertThat(report(version, "-xml", "-exclude", filter.toString()))
        .contains("type=\"LT_")
        .doesNotContain("type=\"LT_TIMER_NOT_CANCELLED\"");
  }
}
