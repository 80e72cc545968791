package dev.loosethread.audit.report;

import freemarker.template.TemplateModel;

/** The function that Markdown templates call to format a text as code. */
public final class MarkdownCode {
  static final MarkdownCode INSTANCE = new MarkdownCode();

  private MarkdownCode() {}

  /** The text as code. */
  public TemplateModel code(String text) {
    return MarkdownOutput.INSTANCE.code(text, false);
  }

  /** The text as code in a table. */
  public TemplateModel cell(String text) {
    return MarkdownOutput.INSTANCE.code(text, true);
  }
}
