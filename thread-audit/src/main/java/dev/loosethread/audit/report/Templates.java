package dev.loosethread.audit.report;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** The reports for people, made from templates. */
public final class Templates {
  private Templates() {}

  /** A self-contained page. */
  public static String html(AuditReport report) {
    Configuration configuration = configuration();
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    return text(configuration, "report.html.ftl", report);
  }

  /** For issues, wikis and pull requests. */
  public static String markdown(AuditReport report) {
    Configuration configuration = configuration();
    configuration.setOutputFormat(MarkdownOutput.INSTANCE);
    return text(configuration, "report.md.ftl", report);
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(Templates.class, "/dev/loosethread/audit");
    configuration.setDefaultEncoding("UTF-8");
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    DefaultObjectWrapperBuilder wrapper =
        new DefaultObjectWrapperBuilder(Configuration.VERSION_2_3_34);
    configuration.setObjectWrapper(wrapper.build());
    return configuration;
  }

  private static String text(Configuration configuration, String template, AuditReport report) {
    StringWriter text = new StringWriter();
    try {
      configuration
          .getTemplate(template)
          .process(
              Map.of("page", new ReportPage(report.visible()), "md", MarkdownCode.INSTANCE), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      // An error in our template, not in the input.
      throw new IllegalStateException(e);
    }
    return text.toString();
  }
}
