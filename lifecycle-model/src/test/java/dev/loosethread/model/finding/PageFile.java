package dev.loosethread.model.finding;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The page of a pattern in the folder {@code docs/bugpattern}. */
final class PageFile {
  static final Path FOLDER = GeneratedFile.ROOT.resolve("docs/bugpattern");

  private static final String INDENT = " ".repeat(8);

  private static final HtmlRenderer RENDERER = HtmlRenderer.builder().softbreak(" ").build();

  private final Pattern pattern;

  PageFile(Pattern pattern) {
    this.pattern = pattern;
  }

  Path path() {
    return FOLDER.resolve(pattern.patternName() + ".md");
  }

  boolean exists() {
    return Files.exists(path());
  }

  String text() {
    return GeneratedFile.read(path());
  }

  /** The page as it should be: with the pattern's name and summary, and with the fixtures' code. */
  String renewed() {
    return "# %s\n\n%s\n".formatted(pattern.patternName(), pattern.summary())
        + PageExample.renewed(text().replaceFirst("\\A# .*\n(\n[^#\n].*\n)?", ""));
  }

  /** The headings of its sections. */
  List<String> sections() {
    return nodes()
        .filter(node -> node instanceof Heading heading && heading.getLevel() == 2)
        .map(PageFile::heading)
        .toList();
  }

  /** What SpotBugs shows of it, as HTML: the problem, the first example and the fix. */
  String details() {
    return html(problem())
        + INDENT
        + "<p>How to mend it:</p>\n"
        + html(section("The fix"))
        + INDENT
        + "<p>More: the page <code>%s.md</code> in the jar <code>loosethread-docs</code>.</p>\n"
            .formatted(pattern.patternName());
  }

  private Stream<Node> nodes() {
    Node document = Parser.builder().build().parse(renewed());
    return Stream.iterate(document.getFirstChild(), node -> node != null, Node::getNext);
  }

  private Stream<Node> section(String title) {
    return nodes()
        .dropWhile(node -> !(node instanceof Heading && heading(node).equals(title)))
        .skip(1)
        .takeWhile(node -> !(node instanceof Heading));
  }

  /** The problem, without the example of how it is fixed. */
  private Stream<Node> problem() {
    List<Node> nodes = section("The problem").filter(node -> !(node instanceof HtmlBlock)).toList();
    long before = nodes.stream().takeWhile(node -> !(node instanceof FencedCodeBlock)).count();
    return nodes.stream().limit(before + 1);
  }

  private static String heading(Node node) {
    return node.getFirstChild() instanceof Text text ? text.getLiteral() : "";
  }

  private static String html(Stream<Node> nodes) {
    return nodes.map(PageFile::html).collect(Collectors.joining());
  }

  private static String html(Node node) {
    return INDENT
        + RENDERER
            .render(node)
            .replace("&quot;", "\"")
            .replaceAll("<(/?)em>", "<$1i>")
            // Other pages are not at hand there.
            .replaceAll("<a href=\"\\w+\\.md\">(.*?)</a>", "<code>$1</code>")
            .replaceFirst("<pre><code.*?>", "<pre>")
            .replaceFirst("\n</code></pre>", "</pre>");
  }
}
