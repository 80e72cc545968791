package dev.loosethread.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.contrastsecurity.sarif.ReportingDescriptor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What reports say of the bug patterns. */
class ShippedPagesTest {
  static List<String> names() {
    return ShippedPages.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyPatternHasAPageInEveryForm(String name) {
    PatternPage page = ShippedPages.page(name).orElseThrow();

    assertThat(page.summary()).isNotBlank().hasSizeLessThan(120).doesNotContain("\n", "](");
    assertThat(page.description()).isNotBlank().hasSizeLessThan(1024).doesNotContain("\n", "](");
    assertThat(page.toText()).startsWith("# " + name + "\n").doesNotContain("<!--", ".md)");
    assertThat(page.toPlain()).startsWith(name + "\n").doesNotContain("<!--", "```", ".md");
    assertThat(page.toMarkdown()).startsWith("# " + name + "\n").doesNotContain("<!--", ".md)");
    assertThat(page.toHtml(n -> Optional.empty()))
        .contains("<h3>The problem</h3>")
        .doesNotContain("&lt;!--", ".md\"", "<script");
  }

  @Test
  void linksLeadToWhatIsThere() {
    String html =
        ShippedPages.page("TimerNotCancelled").orElseThrow().toHtml(n -> Optional.of("#p-" + n));

    assertThat(html).contains("<a href=\"#p-ExecutorNotShutDown\">ExecutorNotShutDown</a>");
  }

  @Test
  void noSuchPatternHasNoPage() {
    assertThat(ShippedPages.page("NoSuch")).isEmpty();
    assertThat(ShippedPages.page("../report.html.ftl")).isEmpty();
  }

  @Test
  void rulesSayWhatTheirPagesSay() {
    ReportingDescriptor rule = SarifRules.of(List.of("ShutdownWithoutAwait")).iterator().next();

    JsonNode json = new ObjectMapper().valueToTree(rule);
    assertThat(json.at("/defaultConfiguration/level").asText()).isEqualTo("note");
    assertThat(json.at("/shortDescription/text").asText()).startsWith("An end method closes");
    assertThat(json.at("/fullDescription/text").asText()).hasSizeGreaterThan(80);
    assertThat(json.at("/help/text").asText()).contains("What is flagged");
    assertThat(json.at("/help/markdown").asText()).contains("## What is flagged", "```java");
  }
}
