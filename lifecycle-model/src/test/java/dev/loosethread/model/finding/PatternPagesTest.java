package dev.loosethread.model.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PatternPagesTest {
  private static PatternPages pages(String url) {
    Properties properties = new Properties();
    properties.setProperty("jar", "loosethread-docs-1.0.jar");
    properties.setProperty("url", url);
    return new PatternPages(properties);
  }

  @Test
  void withoutAnAddressAReaderIsToldThePageAndItsJar() {
    assertThat(pages("").linkTo(Pattern.UNGUARDED_START)).isEmpty();
    assertThat(pages(" ").referenceTo(Pattern.UNGUARDED_START))
        .isEqualTo("UnguardedStart.md in loosethread-docs-1.0.jar");
  }

  @Test
  void addressOfTheFolderMayEndWithASlashOrNot() {
    for (String url : new String[] {"https://pages.example/bugs", "https://pages.example/bugs/"}) {
      assertThat(pages(url).linkTo(Pattern.UNGUARDED_START))
          .hasValue("https://pages.example/bugs/UnguardedStart.md");
      assertThat(pages(url).referenceTo(Pattern.UNGUARDED_START))
          .isEqualTo("https://pages.example/bugs/UnguardedStart.md");
    }
  }

  @Test
  void theBuildFillsInWhatItKnows() throws Exception {
    Properties properties = new Properties();
    try (InputStream in = PatternPages.class.getResourceAsStream("pages.properties")) {
      properties.load(in);
    }
    assertThat(properties.getProperty("jar")).matches("loosethread-docs-[0-9][\\w.-]*\\.jar");
    assertThat(properties.getProperty("url")).doesNotContain("$");
    assertThat(PatternPages.reference(Pattern.UNGUARDED_START))
        .isEqualTo(new PatternPages(properties).referenceTo(Pattern.UNGUARDED_START));
  }
}
