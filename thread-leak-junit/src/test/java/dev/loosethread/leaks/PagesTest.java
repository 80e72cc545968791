package dev.loosethread.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static final LeakedThread LEAK =
      new LeakedThread(
          "poller",
          1,
          "WAITING",
          "main",
          false,
          false,
          List.of(),
          List.of(),
          false,
          "a test",
          "UnownedThread",
          "keep it",
          null);

  private static Pages pages(String url) {
    Properties properties = new Properties();
    properties.setProperty("jar", "loosethread-docs-1.0.jar");
    properties.setProperty("url", url);
    return new Pages(properties);
  }

  @Test
  void withoutAnAddressAReaderIsToldThePageAndItsJar() {
    assertThat(pages("").link("UnownedThread")).isEmpty();
    assertThat(pages("").reference("UnownedThread"))
        .isEqualTo("UnownedThread.md in loosethread-docs-1.0.jar");
    assertThat(Sarif.help(LEAK, pages("")))
        .isEqualTo(",\"help\":{\"text\":\"See UnownedThread.md in loosethread-docs-1.0.jar\"}");
  }

  @Test
  void anAddressIsLinkedTo() {
    for (String url : new String[] {"https://pages.example/bugs", "https://pages.example/bugs/"}) {
      assertThat(pages(url).reference("UnownedThread"))
          .isEqualTo("https://pages.example/bugs/UnownedThread.md");
      assertThat(Sarif.help(LEAK, pages(url)))
          .isEqualTo(",\"helpUri\":\"https://pages.example/bugs/UnownedThread.md\"");
    }
  }

  @Test
  void theBuildFillsInTheJarOfThePages() {
    assertThat(LEAK.page()).contains("UnownedThread.md").doesNotContain("$");
  }
}
