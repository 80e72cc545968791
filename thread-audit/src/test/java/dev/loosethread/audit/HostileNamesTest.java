package dev.loosethread.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose names steer terminals, break lines or mean something in the format of a report. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "which has no such names")
class HostileNamesTest {
  private static final String LEAKY =
      """
      class Reaper implements AutoCloseable {
        private final java.util.Timer timer = new java.util.Timer();
        private final java.util.Timer other = new java.util.Timer();
        public void close() {
          other.cancel();
        }
      }
      """;

  /** A new line, a colour, a bell, a turn of the direction, and what formats are made of. */
  private static final List<String> NAMES =
      List.of(
          "a\nerror: b.java",
          "a\u001b[31mred.java",
          "a\u0007\r.java",
          "a\u202Eavaj.\u2066\u2069.java",
          "a`|<b>&*_c.java",
          "a\u2028\u0085.java");

  @TempDir Path folder;

  /** Each with a class of its own, and a leak that has a fix. */
  private void writeAll() {
    for (int i = 0; i < NAMES.size(); i++) {
      Audited.write(folder, NAMES.get(i), LEAKY.replace("Reaper", "Reaper" + i));
    }
  }

  private static void assertHarmless(String text) {
    assertThat(text.codePoints().filter(c -> c != '\n' && c != '\t'))
        .allMatch(
            c ->
                switch (Character.getType(c)) {
                  case Character.CONTROL,
                      Character.FORMAT,
                      Character.LINE_SEPARATOR,
                      Character.PARAGRAPH_SEPARATOR,
                      Character.SURROGATE ->
                      false;
                  default -> true;
                });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--all", "--markdown=-", "--html=-", "--json=-", "--sarif=-", "--patch=-"})
  void noReportHoldsACharacterThatIsNotSeen(String format) {
    writeAll();

    CommandRun run = CommandRun.of(folder, format);

    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).contains("red.java");
    assertHarmless(run.output());
  }

  @Test
  void theTerminalShowsEscapes() {
    writeAll();

    assertThat(CommandRun.of(folder, "--all").output())
        .contains("a\\nerror: b.java:2")
        .contains("a\\u001b[31mred.java:2")
        .contains("a\\u0007\\r.java:2")
        .contains("a\\u202eavaj.\\u2066\\u2069.java:2");
  }

  @Test
  void anErrorIsOneLineWhateverItIsAbout() {
    NAMES.forEach(name -> Audited.write(folder, name, "class {"));
    Audited.write(folder, "A.java", LEAKY);

    CommandRun run = CommandRun.of(folder, folder.resolve("no\nsuch\u001b[2Jthing"));

    assertThat(run.errorLines()).hasSize(NAMES.size() + 1).allMatch(l -> l.startsWith("error: "));
    assertThat(run.errors()).contains("a\\nerror: b.java:1: does not parse", "no\\nsuch\\u001b[2J");
    assertHarmless(run.errors());
  }

  @Test
  void anOptionThatIsNoneIsOneLineToo() {
    assertThat(CommandRun.of(folder, "--no\nsuch\u001b[2J").errors())
        .isEqualTo("error: Unknown option: '--no\\nsuch\\u001b[2J'" + System.lineSeparator());
  }

  @Test
  void programsGetTheNamesAsTheyAre() throws Exception {
    writeAll();

    JsonNode json = new JsonMapper().readTree(CommandRun.of(folder, "--json", "-").output());
    JsonNode sarif = new JsonMapper().readTree(CommandRun.of(folder, "--sarif", "-").output());

    assertThat(json.get("launches").findValuesAsText("file")).containsAll(NAMES);
    assertThat(sarif.findValuesAsText("uri"))
        .map(uri -> URI.create("file:///" + uri).getPath().substring(1))
        .containsAll(NAMES);
  }

  @Test
  void markdownShowsNamesAsCode() {
    writeAll();

    assertThat(CommandRun.of(folder, "--markdown", "-").output())
        .contains("**``a`|<b>&*_c.java:2``**")
        .contains("**`a\\nerror: b.java:2`**");
  }

  @Test
  void markdownKeepsTheCellsOfItsTables() {
    Audited.write(
        folder,
        "a|b`c.java",
        "class A { void go() { java.util.List.of(1).parallelStream().forEach(x -> {}); } }");

    assertThat(CommandRun.of(folder, "--markdown", "-").output())
        .contains("| ``a\\|b`c.java:1`` | `");
  }

  @Test
  void sourcesAreShownWithoutTurningTheirDirection() {
    Audited.write(
        folder, "A.java", LEAKY.replace("other.cancel();", "other.cancel(); /* \u202E } */"));

    String html = CommandRun.of(folder, "--html", "-").output();

    assertThat(html).contains("/* \\u202e } */");
    assertHarmless(html);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.java",
        "a\nb.java",
        "a\tb.java",
        "a\u001b[31m.java",
        "a\"b.java",
        "a\\b.java",
        "a b.java",
        "a 2020-01-01 00:00:00 +0000.java",
        "a\u202eb.java",
        "caf\u00e9.java",
        "caf\u00e9 \u202e.java",
        "a\rb.java",
      })
  void gitAppliesAPatchWhateverTheNames(String name) throws Exception {
    Path project = folder.resolve("project");
    Path file = Audited.write(project, "a b/" + name, LEAKY);
    Path patch = folder.resolve("all.patch");
    CommandRun.of(project, "--patch", patch, "--quiet");
    Git.run(project, "init", "-q");
    Git.run(project, "add", ".");

    Git.run(project, "apply", "--index", patch.toString());

    assertThat(Files.readString(file)).contains("    timer.cancel();\n    other.cancel();");
    assertThat(Files.readString(patch, StandardCharsets.UTF_8).lines().limit(2))
        .allMatch(line -> line.startsWith("---") || line.startsWith("+++"));
  }

  @Test
  void aNameThatIsNoTextHereCostsNoOtherFile() throws Exception {
    Path odd = Path.of("Gr\u00f6\u00dfe.java");
    Audited.write(folder, "p/" + odd, "package p; class A {}");
    Audited.write(folder, "p/Reaper.java", "package p; " + LEAKY);

    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "audit", "--all", folder.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

    assertThat(process.waitFor()).as(output).isEqualTo(2);
    assertThat(output)
        .contains("its name is not in the encoding of this system; set LC_ALL")
        .contains("Reaper.java:2")
        .contains("1 of them with full types");
  }
}
