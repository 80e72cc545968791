package dev.loosethread.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.contrastsecurity.sarif.SarifSchema210;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports, over programs of the corpus with findings and fixes of all kinds. */
class ReportsTest {
  private static final Path LEAKY =
      Path.of(System.getProperty("fixtures.root")).normalize().resolve("leaky");

  private static final Path ROOT = LEAKY.resolve("../../..").normalize();

  @TempDir Path folder;

  @BeforeEach
  void write() {
    Audited.write(
        folder,
        "a b/Odd.java",
        """
        class Odd {
          /** Not for <script>alert(1)</script>. */
          void tell() { new Thread(() -> { if (1 < 2 && "&".isEmpty()) { System.gc(); } }).start(); }
        }""");
    Audited.write(folder, "a b/Broken.java", "class Broken {");
  }

  private String report(String format) {
    return CommandRun.of(LEAKY, folder, format, "-").output();
  }

  private static String schema(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static List<String> violations(SpecificationVersion version, String schema, String json) {
    Schema compiled = SchemaRegistry.withDefaultDialect(version).getSchema(schema);
    return compiled.validate(json, com.networknt.schema.InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void jsonIsValidAgainstItsSchema() throws IOException {
    String json = report("--json");

    assertThat(
            violations(
                SpecificationVersion.DRAFT_2020_12,
                Files.readString(ROOT.resolve("docs/audit.schema.json")),
                json))
        .isEmpty();
    JsonNode root = new JsonMapper().readTree(json);
    assertThat(root.get("launches").size()).isGreaterThan(100);
    assertThat(root.get("problems").size()).isEqualTo(1);
  }

  @Test
  void sarifIsValidAgainstTheOfficialSchema() throws IOException {
    String sarif = report("--sarif");

    try (InputStream schema =
        SarifSchema210.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      assertThat(violations(SpecificationVersion.DRAFT_7, schema(schema), sarif)).isEmpty();
    }
    JsonNode run = new JsonMapper().readTree(sarif).get("runs").get(0);
    assertThat(run.get("invocations").get(0).get("executionSuccessful").asBoolean()).isFalse();
    assertThat(run.get("results").size()).isGreaterThan(50);
    assertThat(run.get("results").findValuesAsText("uri"))
        .allMatch(uri -> !uri.contains(" ") && !uri.contains("\\"));
  }

  /** What a code scanner does with a fix. */
  @Test
  void sarifFixesAreTheChangesOfThePatch() throws IOException {
    Path file = folder.resolve("Reaper.java");
    Files.writeString(
        file,
        """
        import java.util.Timer;
        class Reaper implements AutoCloseable {
          private final Timer timer = new Timer();
          private final Timer other = new Timer();
          public void close() { other.cancel(); }
        }
        """);
    JsonNode run =
        new JsonMapper().readTree(CommandRun.of(file, "--sarif", "-").output()).get("runs").get(0);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));

    JsonNode replacements = run.get("results").get(0).findValue("replacements");
    for (int i = replacements.size() - 1; i >= 0; i--) {
      JsonNode region = replacements.get(i).get("deletedRegion");
      assertThat(region.get("startColumn").asInt()).isEqualTo(1);
      assertThat(region.get("endColumn").asInt()).isEqualTo(1);
      List<String> deleted =
          lines.subList(region.get("startLine").asInt() - 1, region.get("endLine").asInt() - 1);
      deleted.clear();
      lines.addAll(
          region.get("startLine").asInt() - 1,
          replacements.get(i).get("insertedContent").get("text").asText().lines().toList());
    }
    CommandRun.of(file, "--fix", "--allow-dirty");

    assertThat(lines).isEqualTo(Files.readAllLines(file));
  }

  @Test
  void htmlNeedsNothingElseAndEscapesSources() {
    String html = report("--html");

    assertThat(html)
        .doesNotContain("<script>alert")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("<html lang=\"en\">")
        .doesNotContainPattern(" src=|<link|@import|url\\(")
        .doesNotContain("github.com/loosethread")
        .doesNotContain("${");
    Matcher ids = Pattern.compile(" id=\"([^\"]+)\"").matcher(html);
    assertThat(ids.results().map(r -> r.group(1)).toList()).doesNotHaveDuplicates();
  }

  @Test
  void htmlHasALabelForEveryControl() {
    String html = report("--html");

    for (String control : List.of("part", "kind", "text")) {
      assertThat(html)
          .contains("<label for=\"" + control + "\">")
          .contains("id=\"" + control + "\"");
    }
    assertThat(html).contains("role=\"status\"").contains("<fieldset><legend>Verdict</legend>");
  }

  @Test
  void markdownNamesEveryRedLaunch() throws IOException {
    String markdown = report("--markdown");

    for (JsonNode launch : new JsonMapper().readTree(report("--json")).get("launches")) {
      if (launch.get("verdict").asText().equals("red")) {
        assertThat(markdown)
            .contains(
                "**`" + launch.get("file").asText() + ":" + launch.get("line").asInt() + "`**");
      }
    }
    assertThat(markdown).contains("## Not audited").doesNotContain("${");
  }

  @Test
  void aPatchKeepsLineEndsAndAMissingLastOne() throws Exception {
    String crlf =
        "class Reaper implements AutoCloseable {\r\n"
            + "  private final java.util.Timer timer = new java.util.Timer();\r\n"
            + "  private final java.util.Timer other = new java.util.Timer();\r\n"
            + "  public void close() {\r\n    other.cancel();\r\n  }\r\n}";
    Path project = folder.resolve("project");
    Path file = Audited.write(project, "Reaper.java", crlf);
    Path patch = folder.resolve("all.patch");
    CommandRun.of(project, "--patch", patch, "--quiet");

    Process git =
        new ProcessBuilder("git", "apply", patch.toString())
            .directory(project.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(git.waitFor()).as(output).isZero();
    assertThat(Files.readString(file))
        .isEqualTo(
            crlf.replace("    other.cancel();", "    timer.cancel();\r\n    other.cancel();"));
  }

  @Test
  void colourIsForTerminalsOnly() {
    assertThat(CommandRun.of(LEAKY).output()).doesNotContain("\u001b[");
    assertThat(CommandRun.of(LEAKY, "--color=always").output()).contains("\u001b[");
  }
}
