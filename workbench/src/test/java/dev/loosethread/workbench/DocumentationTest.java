package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.finding.Pattern;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/** Checks that the pages agree with the jar. */
class DocumentationTest {
  private static final Path PAGES = Build.root().resolve("docs/bugpattern");
  private static final List<String> SECTIONS =
      List.of(
          "## The problem",
          "## What is flagged",
          "## What is not flagged",
          "## The fix",
          "## Suppression",
          "## Configuration",
          "## Known gaps");

  @Test
  void everyCheckHasItsPageAndEveryPageItsCheck() throws IOException {
    Set<String> patterns = new TreeSet<>(Plugin.built().checks());
    // It needs a whole application, which a compiler does not have.
    patterns.add(Pattern.END_METHOD_NEVER_CALLED.patternName());
    try (Stream<Path> files = Files.list(PAGES)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".md", "")))
          .containsExactlyInAnyOrderElementsOf(patterns);
    }
  }

  @Test
  void everyPageStartsWithItsNameAndSummary() throws IOException {
    Map<String, String> summaries = summaries();
    assertThat(summaries).containsOnlyKeys(Plugin.built().checks());
    for (Map.Entry<String, String> check : summaries.entrySet()) {
      List<String> lines = Files.readAllLines(PAGES.resolve(check.getKey() + ".md"));
      assertThat(lines).startsWith("# " + check.getKey(), "", check.getValue(), "");
      assertThat(lines).containsSubsequence(SECTIONS);
      assertThat(String.join("\n", lines))
          .contains("@SuppressWarnings(\"" + check.getKey() + "\")")
          .contains("-Xep:" + check.getKey())
          .contains("`" + check.getKey() + "=error`");
    }
  }

  /** The pages agree with the rules, which {@code PerTaskExecutorsTest} checks. */
  @Test
  void pagesAboutExecutorsSayThatThoseWithAThreadForEachTaskAreExempt() throws IOException {
    for (String page :
        List.of(
            "ExecutorNotShutDown", "LocalExecutorNotShutDown", "ExecutorReplacedWithoutShutdown")) {
      String text = Files.readString(PAGES.resolve(page + ".md"));
      String exempt =
          text.substring(text.indexOf("## What is not flagged"), text.indexOf("## The fix"));
      assertThat(exempt)
          .as(page)
          .contains("newVirtualThreadPerTaskExecutor()", "newThreadPerTaskExecutor(factory)")
          .contains("keeps no idle worker");
    }
  }

  @Test
  void theReadmeListsEveryCheck() throws IOException {
    String readme = Files.readString(Build.root().resolve("README.md"));
    summaries()
        .forEach(
            (name, summary) ->
                assertThat(readme)
                    .contains("| [" + name + "](docs/bugpattern/" + name + ".md) | " + summary));
  }

  @Test
  void continuousIntegrationRunsTheTestCommandOfTheReadme() throws IOException {
    List<String> commands =
        Files.readAllLines(Build.root().resolve(".ci/run")).stream()
            .filter(line -> line.startsWith("./mvnw"))
            .toList();
    assertThat(commands).hasSize(1);
    assertThat(Files.readAllLines(Build.root().resolve("README.md"))).contains(commands.get(0));
  }

  @Test
  void theSampleCatalogueIsOne(@TempDir Path folder) throws IOException {
    String page = Files.readString(Build.root().resolve("docs/catalogue.md"));
    String[] parts = page.split("```\n");
    Path sample = Files.writeString(folder.resolve("sample.catalogue"), parts[3]);
    assertThat(parts[3]).contains("owner ").contains("managed-type ");

    assertThat(Catalogues.builtInAnd(List.of(sample)).mayConcern("newWorkerPool()")).isTrue();
    assertThat(Catalogues.builtIn().mayConcern("newWorkerPool()")).isFalse();
  }

  /** Returns the names and summaries from the annotations in the jar. */
  private static Map<String, String> summaries() throws IOException {
    Map<String, String> summaries = new TreeMap<>();
    try (FileSystem jar = FileSystems.newFileSystem(Plugin.built().jar());
        Stream<Path> files = Files.list(jar.getPath("/dev/loosethread/errorprone"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        Map<String, Object> annotation = bugPattern(Files.readAllBytes(file));
        if (!annotation.isEmpty()) {
          summaries.put(annotation.get("name") + "", annotation.get("summary") + "");
        }
      }
    }
    return summaries;
  }

  private static Map<String, Object> bugPattern(byte[] classFile) {
    Map<String, Object> values = new TreeMap<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                if (!descriptor.equals("Lcom/google/errorprone/BugPattern;")) {
                  return null;
                }
                return new AnnotationVisitor(Opcodes.ASM9) {
                  @Override
                  public void visit(String name, Object value) {
                    values.put(name, value);
                  }
                };
              }
            },
            ClassReader.SKIP_CODE);
    return values;
  }
}
