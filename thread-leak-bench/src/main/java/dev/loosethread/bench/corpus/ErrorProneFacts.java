package dev.loosethread.bench.corpus;

import dev.loosethread.bench.judges.Previews;
import dev.loosethread.workbench.Javac;
import dev.loosethread.workbench.Library;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The findings of the checks in a library, with complete fixes. */
final class ErrorProneFacts {
  private final LibraryChecker checker;

  ErrorProneFacts(LibraryChecker checker) {
    this.checker = checker;
  }

  /**
   * Compiles the library.
   *
   * @param work a folder for this run
   */
  List<String> of(Library library, Path work) {
    List<Path> path = Javac.plugin(FindingsPlugin.class, work.resolve("plugin"));
    LibraryChecker.Compiled compiled =
        checker.compile(library, work, checker.arguments(FindingsPlugin.NAME, path));
    List<String> facts = new ArrayList<>();
    facts.add(
        FactLine.of(
            "read",
            "%d of %d files".formatted(compiled.sources().size(), library.sources().size())));
    compiled.failures().forEach(failure -> facts.add(FactLine.of("failed", failure)));
    String folder = FactLine.escaped(library.sourceFolder() + "/");
    compiled
        .outcome()
        .output()
        .lines()
        .filter(line -> line.startsWith(FindingsPlugin.MARK))
        .map(line -> line.substring(FindingsPlugin.MARK.length()).replace(folder, ""))
        .map(ErrorProneFacts::withPreview)
        .forEach(facts::add);
    return facts;
  }

  /** Tells behind the pattern, which a line begins with, whether it is on by default. */
  private static String withPreview(String line) {
    int end = line.indexOf('\t');
    String shown = Previews.NAMES.contains(line.substring(0, end)) ? "preview" : "default";
    return line.substring(0, end + 1) + shown + line.substring(end);
  }
}
