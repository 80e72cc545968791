package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that the examples of the pages are programs of the fixtures, which are run. With {@code
 * -Ddocs.update=true}, updates the pages.
 */
class ExamplesTest {
  private static final Path FIXTURES = Build.root().resolve("test-fixtures/src");

  /** A line that names a fixture, and the code block below it. */
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "<!-- (leaky|mended): (\\w+/\\w+)\\.java -->\n```java\n(.*?)```\n", Pattern.DOTALL);

  static List<String> pages() {
    return List.copyOf(Plugin.built().checks());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void thePageShowsALeakyProgramAndItsMendedTwin(String check) throws IOException {
    Path file = Build.root().resolve("docs/bugpattern/" + check + ".md");
    String page = Files.readString(file);
    if (Boolean.getBoolean("docs.update")) {
      page =
          EXAMPLE
              .matcher(page)
              .replaceAll(m -> Matcher.quoteReplacement(anew(m.group(1), m.group(2))));
      Files.writeString(file, page);
    }

    List<String> shown = new ArrayList<>();
    Matcher example = EXAMPLE.matcher(page);
    while (example.find()) {
      shown.add(example.group(1) + " " + example.group(2));
      assertThat(example.group()).isEqualTo(anew(example.group(1), example.group(2)));
    }

    assertThat(shown).isNotEmpty();
    for (int i = 0; i < shown.size(); i += 2) {
      assertThat(shown.get(i)).startsWith("leaky ");
      assertThat(shown.get(i + 1)).isEqualTo(shown.get(i).replace("leaky", "mended"));
    }
    assertThat(page.split("```java", -1))
        .as("blocks of code, each from a fixture")
        .hasSize(1 + shown.size());
  }

  private static String anew(String kind, String name) {
    return "<!-- " + kind + ": " + name + ".java -->\n```java\n" + excerpt(kind, name) + "```\n";
  }

  /** Returns the class of a fixture without its comment, markers and main method. */
  private static String excerpt(String kind, String name) {
    List<String> kept = new ArrayList<>();
    boolean isIn = false;
    boolean isMain = false;
    for (String line : lines(kind, name)) {
      isIn |= line.startsWith("public ");
      isMain |= line.startsWith("  public static void main(");
      boolean isBlankAgain =
          line.isBlank() && !kept.isEmpty() && kept.get(kept.size() - 1).isBlank();
      if (isIn && !isMain && !line.strip().startsWith("// finding: ") && !isBlankAgain) {
        kept.add(line);
      }
      isMain &= !line.equals("  }");
    }
    int last = kept.size() - 1;
    if (kept.get(last - 1).isBlank()) {
      kept.remove(last - 1);
    }
    return String.join("\n", kept) + "\n";
  }

  private static List<String> lines(String kind, String name) {
    try {
      return Files.readAllLines(
          FIXTURES.resolve(kind + "/java/dev/loosethread/fixtures/" + name + ".java"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
