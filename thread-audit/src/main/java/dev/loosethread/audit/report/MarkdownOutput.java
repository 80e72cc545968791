package dev.loosethread.audit.report;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import java.io.IOException;
import java.io.Writer;

/** Escapes what a template puts into Markdown, GitHub's included, so that it is read as text. */
final class MarkdownOutput extends CommonMarkupOutputFormat<MarkdownOutput.Model> {
  static final MarkdownOutput INSTANCE = new MarkdownOutput();

  /** Characters with a meaning within a line or, like HTML, anywhere. */
  private static final String SPECIAL = "\\`*_[]|~$#";

  private MarkdownOutput() {}

  /** Text with a known escaping. */
  static final class Model extends CommonTemplateMarkupOutputModel<Model> {
    private Model(String plain, String markup) {
      super(plain, markup);
    }

    @Override
    public MarkdownOutput getOutputFormat() {
      return INSTANCE;
    }
  }

  /**
   * The text as code.
   *
   * @param isCell whether it is in a table, where a bar ends even code
   */
  Model code(String text, boolean isCell) {
    String fence = "`";
    while (text.contains(fence)) {
      fence += "`";
    }
    // One space at each end is taken away; without it a backtick there would lengthen the fence.
    boolean needsSpace =
        text.isBlank() || text.startsWith("`") || text.endsWith("`") || text.startsWith(" ");
    String space = needsSpace ? " " : "";
    return newTemplateMarkupOutputModel(
        null, fence + space + (isCell ? text.replace("|", "\\|") : text) + space + fence);
  }

  @Override
  public String escapePlainText(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        default -> {
          if (SPECIAL.indexOf(c) >= 0) {
            escaped.append('\\');
          }
          escaped.append(c);
        }
      }
    }
    return escaped.toString();
  }

  @Override
  public void output(String text, Writer out) throws IOException {
    out.write(escapePlainText(text));
  }

  @Override
  protected Model newTemplateMarkupOutputModel(String plain, String markup) {
    return new Model(plain, markup);
  }

  @Override
  public String getName() {
    return "Markdown";
  }

  @Override
  public String getMimeType() {
    return "text/markdown";
  }

  @Override
  public boolean isLegacyBuiltInBypassed(String builtIn) {
    return false;
  }
}
