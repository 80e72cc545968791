package dev.loosethread.bench.fixes;

import dev.loosethread.audit.engine.AuditEngine;
import dev.loosethread.audit.engine.AuditOptions;
import dev.loosethread.audit.engine.AuditResult;
import dev.loosethread.audit.engine.AuditResult.FixedFile;
import dev.loosethread.audit.engine.Problems;
import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.engine.SourceSet;
import dev.loosethread.bench.corpus.SourceText;
import dev.loosethread.bench.fixes.FixedLibrary.Fix;
import dev.loosethread.bench.fixes.FixedLibrary.Found;
import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.workbench.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The audit of one folder of sources, in this process: with what {@code audit --fix} looks for and
 * fixes if no patterns are named.
 *
 * @param found the findings that are on by default, each once
 * @param fixed the files with all of their fixes
 * @param problems what could not be audited
 */
record AuditedSources(List<Found> found, List<FixedFile> fixed, List<String> problems) {
  private static final Catalogue CATALOGUE = Catalogues.builtIn();

  /**
   * Audits.
   *
   * @param files the sources, all below the root
   * @param level the Java release that they are written for
   */
  static AuditedSources of(Path root, List<Path> files, List<Path> classPath, int level) {
    EnumSet<Pattern> all = EnumSet.allOf(Pattern.class);
    Set<Pattern> fixed = all.stream().filter(p -> !p.isPreview()).collect(Collectors.toSet());
    AuditOptions options =
        new AuditOptions(
            CATALOGUE,
            all,
            fixed,
            file -> name(root, file),
            Runtime.getRuntime().availableProcessors(),
            false);
    Problems problems = new Problems();
    SourceSet sources =
        new SourceSet(root.toString(), false, files, List.of(root), classPath, level);
    try {
      AuditResult result =
          new AuditEngine(options, problems).audit(List.of(sources), List.of(), step -> {});
      return new AuditedSources(found(root, result), result.fixed(), problems.lines());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted");
    }
  }

  /** Relative to the folder of the sources, with slashes. */
  static String name(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static List<Found> found(Path root, AuditResult result) {
    Set<String> incomplete =
        result.incomplete().stream()
            .map(line -> line.substring(0, line.indexOf(".java:") + ".java".length()))
            .collect(Collectors.toSet());
    Map<String, Declarations> declarations = new HashMap<>();
    Set<String> seen = new HashSet<>();
    List<Found> all = new ArrayList<>();
    for (Row row : result.rows()) {
      for (Row.Found found : row.findings()) {
        // A finding may be about several launches.
        if (!found.isPreview() && seen.add(row.file() + "|" + found.id())) {
          Declarations declared =
              declarations.computeIfAbsent(
                  row.file(), file -> Declarations.of(SourceText.read(root.resolve(file))));
          all.add(
              new Found(
                  row.file(),
                  found.line(),
                  declared.at(found.line(), found.columns().start()),
                  found.pattern(),
                  found.message(),
                  fix(found, incomplete.contains(row.file()))));
        }
      }
    }
    return all;
  }

  private static Fix fix(Row.Found found, boolean isIncomplete) {
    if (isIncomplete) {
      return Fix.TYPES_UNKNOWN;
    }
    if (found.fix() != null) {
      return Fix.OWN;
    }
    return found.isFixedWithAnother() ? Fix.ANOTHERS : Fix.NONE;
  }
}
