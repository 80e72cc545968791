package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs the one plugin jar with each supported Error Prone on each installed JDK. */
class CompatibilityTest {
  private static final Plugin PLUGIN = Plugin.built();
  private static Engines engines;

  @TempDir Path folder;

  @BeforeAll
  static void findEngines() {
    engines = new Engines(new MavenResolver(Build.work()));
    engines.remarks().forEach(remark -> System.out.println("[compatibility] " + remark));
  }

  @TestFactory
  Stream<DynamicTest> reportsTheMarkedFindings() {
    return onEach(
        (engine, work) -> {
          List<Path> sources = Samples.copyTo(work.resolve("sources"));
          Javac.Outcome outcome = compile(engine, work, sources, List.of());
          assertThat(outcome.exitCode()).as(outcome.output()).isZero();
          assertThat(findings(outcome)).isEqualTo(Samples.marked(sources)).hasSizeGreaterThan(6);
          // Each version of Error Prone must show the page that a check names at run time.
          assertThat(outcome.output()).contains("(see TimerNotCancelled.md in loosethread-docs-");
        });
  }

  @TestFactory
  Stream<DynamicTest> appliesEveryFixInOneRun() {
    return onEach(
        (engine, work) -> {
          List<Path> sources = Samples.copyTo(work.resolve("sources"));
          Javac.Outcome patching =
              compile(
                  engine,
                  work,
                  sources,
                  List.of(
                      "-XepPatchChecks:" + String.join(",", PLUGIN.checks()),
                      "-XepPatchLocation:IN_PLACE"));
          assertThat(patching.exitCode()).as(patching.output()).isZero();
          Javac.Outcome mended = compile(engine, work, sources, List.of());
          assertThat(mended.exitCode()).as(mended.output()).isZero();
          assertThat(findings(mended)).isEmpty();
        });
  }

  private Stream<DynamicTest> onEach(BiConsumer<Engines.Engine, Path> test) {
    return engines.all().stream()
        .map(
            engine ->
                DynamicTest.dynamicTest(
                    engine.toString(),
                    () ->
                        test.accept(
                            engine,
                            Files.createDirectories(
                                folder.resolve(engine.version() + "-" + engine.jdk().feature())))));
  }

  private static Javac.Outcome compile(
      Engines.Engine engine, Path work, List<Path> sources, List<String> more) {
    List<Path> processors = new ArrayList<>(engine.classPath());
    processors.add(PLUGIN.jar());
    List<String> flags = PLUGIN.flags("WARN");
    flags.addAll(more);
    return new Javac(engine.jdk()).compile(work, sources, Javac.errorProne(processors, flags));
  }

  private static Set<String> findings(Javac.Outcome outcome) {
    return outcome.diagnostics().stream()
        .filter(d -> PLUGIN.checks().contains(d.check().orElse("")))
        .map(d -> d.file().getFileName() + ":" + d.line() + " " + d.check().orElseThrow())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
