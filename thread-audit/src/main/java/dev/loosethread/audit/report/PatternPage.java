package dev.loosethread.audit.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.markdown.MarkdownRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/** The page of a bug pattern, in the formats that reports need. */
public final class PatternPage {
  private static final Parser PARSER = Parser.builder().build();

  private final String name;
  private final String text;

  /**
   * @param text Markdown: a heading, a paragraph that is the summary, and sections
   */
  PatternPage(String name, String text) {
    this.name = name;
    this.text = text;
  }

  public String name() {
    return name;
  }

  /** In one sentence. */
  public String summary() {
    return firstParagraph(0);
  }

  /** Returns the description of the problem: the first paragraph of the first section. */
  String description() {
    return firstParagraph(1);
  }

  private String firstParagraph(int headingsBefore) {
    List<Node> nodes = children(PARSER.parse(text));
    List<Node> headings = nodes.stream().filter(n -> n instanceof Heading).toList();
    int from = nodes.indexOf(headings.get(headingsBefore));
    return nodes.stream()
        .skip(from)
        .filter(n -> n instanceof Paragraph)
        .findFirst()
        .map(PatternPage::plain)
        .orElse("");
  }

  private static String plain(Node node) {
    return TextContentRenderer.builder()
        .lineBreakRendering(LineBreakRendering.STRIP)
        .build()
        .render(withoutLinks(node))
        .strip();
  }

  /** The whole page for a terminal. */
  public String toText() {
    return toMarkdown(link -> Optional.empty());
  }

  /** The whole page without marks. */
  String toPlain() {
    return TextContentRenderer.builder()
            .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
            .build()
            .render(document(link -> Optional.empty()))
            .strip()
        + "\n";
  }

  /** The whole page in Markdown, with links to other pages where they have an address. */
  String toMarkdown() {
    return toMarkdown(PatternPage::onTheWeb);
  }

  private String toMarkdown(Function<String, Optional<String>> target) {
    return MarkdownRenderer.builder().build().render(document(target)).strip() + "\n";
  }

  /**
   * Returns the text below the heading and the summary, in HTML.
   *
   * @param target where the page of another pattern is, by its name
   */
  String toHtml(Function<String, Optional<String>> target) {
    Node document = document(target);
    children(document).stream().limit(2).forEach(Node::unlink);
    // Below the headings that a report has itself.
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            heading.setLevel(Math.min(heading.getLevel() + 1, 6));
          }
        });
    return HtmlRenderer.builder().escapeHtml(true).build().render(document);
  }

  private static Optional<String> onTheWeb(String pattern) {
    return ShippedPages.address(pattern).map(Object::toString);
  }

  /** Removes markers for our tools, and links without a target. */
  private Node document(Function<String, Optional<String>> target) {
    Node document = PARSER.parse(text);
    children(document).stream().filter(n -> n instanceof HtmlBlock).forEach(Node::unlink);
    relink(document, target);
    return document;
  }

  private static Node withoutLinks(Node node) {
    relink(node, link -> Optional.empty());
    return node;
  }

  private static void relink(Node node, Function<String, Optional<String>> target) {
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            String to = link.getDestination();
            if (to.contains("://")) {
              return;
            }
            Optional<String> known =
                to.matches("\\w+\\.md") ? target.apply(to.replace(".md", "")) : Optional.empty();
            if (known.isPresent()) {
              link.setDestination(known.get());
            } else {
              children(link).forEach(link::insertBefore);
              link.unlink();
            }
          }
        });
  }

  private static List<Node> children(Node parent) {
    return Stream.iterate(parent.getFirstChild(), n -> n != null, Node::getNext).toList();
  }
}
