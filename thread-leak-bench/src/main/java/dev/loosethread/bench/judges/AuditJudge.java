package dev.loosethread.bench.judges;

import dev.loosethread.audit.engine.AuditEngine;
import dev.loosethread.audit.engine.AuditOptions;
import dev.loosethread.audit.engine.AuditResult;
import dev.loosethread.audit.engine.AuditResult.Reading;
import dev.loosethread.audit.engine.Problems;
import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.engine.SourceSet;
import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.finding.Pattern;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Loosethread's audit: its findings, and what it says of each launch. */
public final class AuditJudge implements Judge {
  private final Catalogue catalogue = Catalogues.builtIn();

  @Override
  public List<Finding> judge(Unit unit) throws InterruptedException {
    Problems problems = new Problems();
    AuditOptions options =
        new AuditOptions(
            catalogue,
            EnumSet.allOf(Pattern.class),
            EnumSet.noneOf(Pattern.class),
            Path::toString,
            1,
            false);
    SourceSet source =
        new SourceSet(
            unit.id(), false, List.of(unit.source()), List.of(), unit.classPath(), unit.level());
    AuditResult result =
        new AuditEngine(options, problems).audit(List.of(source), List.of(), step -> {});
    if (result.count(Reading.FULL_TYPES) + result.count(Reading.WITHOUT_LAUNCHES) != 1) {
      List<String> why = new ArrayList<>(problems.lines());
      why.addAll(result.incomplete());
      throw new IllegalStateException(String.join("; ", why));
    }
    List<Finding> findings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Row row : result.rows()) {
      if (row.isLaunch()) {
        findings.add(new Finding("verdict:" + row.verdict(), row.line(), true));
      }
      for (Row.Found found : row.findings()) {
        // A finding may be about several launches.
        if (seen.add(found.id())) {
          findings.add(new Finding(found.pattern(), found.line(), !found.isPreview()));
        }
      }
    }
    return findings;
  }
}
