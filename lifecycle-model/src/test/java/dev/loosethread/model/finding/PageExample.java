package dev.loosethread.model.finding;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of code on a page that is a program of the fixtures, which are run.
 *
 * @param kind {@code leaky} or {@code mended}
 * @param name folder and class, such as {@code unguardedstart/PollerStartedTwice}
 */
record PageExample(String kind, String name) {
  private static final Path FIXTURES = GeneratedFile.ROOT.resolve("test-fixtures/src");

  /** A line that names a fixture, and the code block below it. */
  private static final Pattern BLOCK =
      Pattern.compile(
          "<!-- (leaky|mended): (\\w+/\\w+)\\.java -->\n```java\n(.*?)```\n", Pattern.DOTALL);

  private static PageExample of(MatchResult block) {
    return new PageExample(block.group(1), block.group(2));
  }

  /** The examples of a page. */
  static List<PageExample> in(String page) {
    return BLOCK.matcher(page).results().map(PageExample::of).toList();
  }

  /** The page with its examples as the fixtures are now. */
  static String renewed(String page) {
    return BLOCK
        .matcher(page)
        .replaceAll(block -> Matcher.quoteReplacement(of(block).block(block.group(3))));
  }

  private String block(String before) {
    return "<!-- %s: %s.java -->\n```java\n%s```\n".formatted(kind, name, excerpt(before));
  }

  /** The class without its comment, its markers and its main method. */
  private String excerpt(String before) {
    Path file = FIXTURES.resolve(kind + "/java/dev/loosethread/fixtures/" + name + ".java");
    if (!Files.exists(file)) {
      if (kind.equals("mended") && GeneratedFile.isUpdate()) {
        // Made later in the same build, by the fix; the next update has it.
        return before;
      }
      fail("A page shows %s, which does not exist.", GeneratedFile.ROOT.relativize(file));
    }
    List<String> kept = new ArrayList<>();
    boolean isIn = false;
    boolean isMain = false;
    for (String line : GeneratedFile.read(file).lines().toList()) {
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
}
