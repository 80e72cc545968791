package dev.loosethread.audit.report;

import com.contrastsecurity.sarif.MultiformatMessageString;
import com.contrastsecurity.sarif.ReportingConfiguration;
import com.contrastsecurity.sarif.ReportingDescriptor;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** The descriptions of rules in a SARIF log, taken from the pages of the patterns. */
final class SarifRules {
  private SarifRules() {}

  /** The rules of these names. */
  static Set<ReportingDescriptor> of(Collection<String> names) {
    Set<ReportingDescriptor> rules = new LinkedHashSet<>();
    names.forEach(name -> rules.add(of(ShippedPages.page(name).orElseThrow())));
    return rules;
  }

  private static ReportingDescriptor of(PatternPage page) {
    ReportingConfiguration.Level level =
        ShippedPages.isPreview(page.name())
            ? ReportingConfiguration.Level.NOTE
            : ReportingConfiguration.Level.ERROR;
    ReportingDescriptor rule =
        new ReportingDescriptor()
            .withId(page.name())
            .withName(page.name())
            .withShortDescription(new MultiformatMessageString().withText(page.summary()))
            .withFullDescription(new MultiformatMessageString().withText(page.description()))
            .withHelp(
                new MultiformatMessageString()
                    .withText(page.toPlain())
                    .withMarkdown(page.toMarkdown()))
            .withDefaultConfiguration(new ReportingConfiguration().withLevel(level));
    ShippedPages.address(page.name()).ifPresent(rule::setHelpUri);
    return rule;
  }
}
