package dev.loosethread.bench.corpus;

import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Failure;
import dev.loosethread.workbench.Library;
import dev.loosethread.workbench.MavenResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Audits the libraries that Error Prone could not check, or not wholly. */
final class SecondOpinion {
  private final LibraryChecker checker;
  private final String heap;

  /**
   * @param heap of each audit, as {@code -Xmx} has it
   */
  SecondOpinion(LibraryChecker checker, String heap) {
    this.checker = checker;
    this.heap = heap;
  }

  /**
   * All of these, in turn; how far it is goes to standard error.
   *
   * @param checked what Error Prone could check
   * @param failures gets a line for each that the audit fails on
   */
  List<AuditedLibrary> audit(
      List<String> libraries, List<CheckedLibrary> checked, List<String> failures) {
    List<AuditedLibrary> audits = new ArrayList<>();
    if (libraries.isEmpty()) {
      return audits;
    }
    AuditRunner runner = new AuditRunner(heap);
    for (int i = 0; i < libraries.size(); i++) {
      String library = libraries.get(i);
      System.err.printf("audit [%d/%d] %s%n", i + 1, libraries.size(), library);
      AuditRun run = runner.library(Coordinates.parse(library));
      AuditedLibrary.of(run, sources(library, checked))
          .ifPresentOrElse(audits::add, () -> failures.add(library + ": " + reason(run)));
    }
    return audits;
  }

  private static String reason(AuditRun run) {
    return Stream.concat(Stream.of(run.crash()), run.messages().stream())
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("nothing was read");
  }

  /** Known from what was kept, so that Maven need not run again. */
  private List<String> sources(String library, List<CheckedLibrary> checked) {
    Optional<CheckedLibrary> known =
        checked.stream().filter(c -> c.library().equals(library)).findFirst();
    if (known.isPresent()) {
      return Stream.concat(known.get().files().stream(), known.get().leftOut().stream()).toList();
    }
    try {
      Library resolved = checker.resolve(Coordinates.parse(library));
      return resolved.sources().stream().map(file -> LibraryChecker.name(resolved, file)).toList();
    } catch (Failure | MavenResolver.Unresolved e) {
      // Then the audit has no sources either.
      return List.of();
    }
  }
}
