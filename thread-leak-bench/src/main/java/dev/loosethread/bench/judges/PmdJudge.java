package dev.loosethread.bench.judges;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sourceforge.pmd.PMDConfiguration;
import net.sourceforge.pmd.PmdAnalysis;
import net.sourceforge.pmd.lang.Language;
import net.sourceforge.pmd.lang.LanguageRegistry;
import net.sourceforge.pmd.lang.LanguageVersion;
import net.sourceforge.pmd.lang.rule.Rule;
import net.sourceforge.pmd.lang.rule.RuleSet;
import net.sourceforge.pmd.lang.rule.RuleSetLoader;
import net.sourceforge.pmd.reporting.Report;

/** PMD's rules for Java. */
public final class PmdJudge implements Judge {
  private static final List<String> CATEGORIES =
      List.of(
          "category/java/bestpractices.xml",
          "category/java/errorprone.xml",
          "category/java/multithreading.xml");

  /** The rules for those who have not chosen any. */
  private static final String FIRST = "rulesets/java/quickstart.xml";

  private final Map<String, RuleSet> rules = new TreeMap<>();
  private final Set<String> first;

  /** Called by the worker. */
  public PmdJudge() {
    RuleSetLoader loader = new RuleSetLoader();
    Set<String> wanted = RelevantRules.of("pmd");
    for (String category : CATEGORIES) {
      for (Rule rule : loader.loadFromResource(category).getRules()) {
        if (wanted.contains(rule.getName())) {
          rules.put(rule.getName(), RuleSet.forSingleRule(rule));
        }
      }
    }
    first =
        loader.loadFromResource(FIRST).getRules().stream()
            .map(Rule::getName)
            .collect(Collectors.toSet());
  }

  @Override
  public List<Finding> judge(Unit unit) {
    PMDConfiguration configuration = new PMDConfiguration();
    configuration.setDefaultLanguageVersion(version(unit.level()));
    configuration.setIgnoreIncrementalAnalysis(true);
    // All in this thread.
    configuration.setThreads(0);
    configuration.prependAuxClasspath(
        Stream.concat(Stream.of(unit.classes()), unit.classPath().stream())
            .map(Object::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    try (PmdAnalysis analysis = PmdAnalysis.create(configuration)) {
      analysis.addRuleSets(rules.values());
      analysis.files().addFile(unit.source());
      Report report = analysis.performAnalysisAndCollectReport();
      for (Report.ProcessingError error : report.getProcessingErrors()) {
        throw new IllegalStateException(error.getMsg());
      }
      List<Finding> findings = new ArrayList<>();
      report
          .getViolations()
          .forEach(
              found -> {
                String rule = found.getRule().getName();
                findings.add(new Finding(rule, found.getBeginLine(), first.contains(rule)));
              });
      return findings;
    }
  }

  private static LanguageVersion version(int level) {
    Language java = LanguageRegistry.PMD.getLanguageById("java");
    return java.getVersion(level > 8 ? Integer.toString(level) : "1.8");
  }
}
