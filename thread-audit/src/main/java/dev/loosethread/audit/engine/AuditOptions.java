package dev.loosethread.audit.engine;

import dev.loosethread.audit.text.VisibleText;
import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;

/**
 * The options of an audit.
 *
 * @param patterns the bug patterns to look for
 * @param fixed the bug patterns whose fixes go into a patch
 * @param shownAs how reports name a file
 * @param threads how many files are looked at side by side
 * @param isStrict whether a crash of a rule ends the audit; for Loosethread's own tests
 */
public record AuditOptions(
    Catalogue catalogue,
    Set<Pattern> patterns,
    Set<Pattern> fixed,
    Function<Path, String> shownAs,
    int threads,
    boolean isStrict) {
  public AuditOptions {
    patterns = Set.copyOf(patterns);
    fixed = Set.copyOf(fixed);
  }

  /** The name of a file as it is. */
  String name(Path file) {
    return shownAs.apply(file);
  }

  /** The name of a file within a line for people. */
  String shown(Path file) {
    return VisibleText.of(name(file));
  }

  boolean isForPatch(Finding finding) {
    return fixed.contains(finding.pattern());
  }
}
