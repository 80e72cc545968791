package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.finding.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that the pages agree with the jar. */
class DocumentationTest {
  private static final Path PAGES = Build.root().resolve("docs/bugpattern");

  @Test
  void theJarHasACheckForEachPatternThatACompilerCanDecide() {
    assertThat(Plugin.built().checks())
        .containsExactlyInAnyOrderElementsOf(
            Pattern.inOneClass().stream().map(Pattern::patternName).toList());
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
}
