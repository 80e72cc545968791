package dev.loosethread.leaks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.leaks.judge.Leak;
import dev.loosethread.leaks.judge.Suggestion;
import dev.loosethread.leaks.judge.ThreadSnapshot;
import dev.loosethread.leaks.track.ThreadStart;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The reference to the page of a bug pattern. */
class PatternPagesTest {
  private static final Leak LEAK =
      new Leak(
          new ThreadSnapshot("poller", 1, "WAITING", "main", false, false, List.of()),
          ThreadStart.UNKNOWN,
          "a test",
          new Suggestion("UnownedThread", "keep it"),
          null);

  private static PatternPages pages(String url) {
    Properties properties = new Properties();
    properties.setProperty("jar", "loosethread-docs-1.0.jar");
    properties.setProperty("url", url);
    return new PatternPages(properties);
  }

  @Test
  void withoutAnAddressTheReferenceNamesThePageAndItsJar() {
    assertThat(pages("").link("UnownedThread")).isEmpty();
    assertThat(pages("").reference("UnownedThread"))
        .isEqualTo("UnownedThread.md in loosethread-docs-1.0.jar");
    assertThat(SarifReport.help(LEAK, pages("")))
        .isEqualTo(",\"help\":{\"text\":\"See UnownedThread.md in loosethread-docs-1.0.jar\"}");
  }

  @Test
  void withAnAddressTheReferenceIsALink() {
    for (String url : new String[] {"https://pages.example/bugs", "https://pages.example/bugs/"}) {
      assertThat(pages(url).reference("UnownedThread"))
          .isEqualTo("https://pages.example/bugs/UnownedThread.md");
      assertThat(SarifReport.help(LEAK, pages(url)))
          .isEqualTo(",\"helpUri\":\"https://pages.example/bugs/UnownedThread.md\"");
    }
  }

  @Test
  void theBuildFillsInTheNameOfTheJar() {
    assertThat(PatternPages.builtIn().reference("UnownedThread"))
        .contains("UnownedThread.md")
        .doesNotContain("$");
  }
}
