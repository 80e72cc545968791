package dev.loosethread.application;

import dev.loosethread.bytecode.ClassDirectory;
import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The findings in the class files of a folder; a class that fails fails the test. */
final class Findings implements ApplicationAnalysis.Listener {
  private final List<String> found = new ArrayList<>();

  private Findings() {}

  /** Each as the class and the pattern, in order. */
  static List<String> in(Path folder) {
    return in(folder, Catalogues.builtIn());
  }

  static List<String> in(Path folder, Catalogue catalogue) {
    Findings findings = new Findings();
    ApplicationAnalysis.analyse(
        new ClassDirectory(folder, Findings.class.getClassLoader()), catalogue, findings);
    findings.found.sort(null);
    return findings.found;
  }

  @Override
  public void found(ClassFacts facts, Finding finding) {
    found.add(facts.name() + " " + finding.pattern().patternName());
  }

  @Override
  public void failed(String topLevelClass, Throwable reason) {
    throw new AssertionError(topLevelClass, reason);
  }
}
