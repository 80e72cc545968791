package dev.loosethread.workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles a library with the checks, and shows their findings at once. */
final class LibraryCheck {
  /** As the checks say it of a finding that the fix of another one mends. */
  private static final String MENDED_WITH_ANOTHER = "(the fix of another finding ";

  private final Library library;
  private final Plugin plugin;
  private final Progress progress;
  private final Set<Javac.Diagnostic> shown = new HashSet<>();

  LibraryCheck(Library library, Plugin plugin, Progress progress) {
    this.library = library;
    this.plugin = plugin;
    this.progress = progress;
  }

  /**
   * Compiles and reports.
   *
   * @param engine the jars of Error Prone
   * @param work a folder for this run
   * @throws Failure if nothing compiles, or javac fails in another way
   */
  void run(Jdk jdk, List<Path> engine, Path work) {
    LibraryCompilation compilation = new LibraryCompilation(library, jdk, work);
    List<Path> sources = new ArrayList<>(library.sources());
    if (sources.removeIf(KnownNames.of(library)::importsUnknown)) {
      progress.stage(
          "leaving out files that import what the published pom does not provide: %d"
              .formatted(library.sources().size() - sources.size()));
    }
    if (sources.isEmpty()) {
      throw new Failure(library.coordinates() + ": none of its sources compiles");
    }
    List<String> arguments =
        arguments(engine, Javac.plugin(CompilationSteps.class, work.resolve("steps")));
    Javac.Outcome outcome = compilation.run(sources, arguments, new Shown(sources.size()));
    for (int round = 1; outcome.exitCode() != 0; round++) {
      Set<Path> bad = outcome.broken();
      if (round == LibraryCompilation.MOST_ROUNDS || !sources.removeAll(bad)) {
        throw new Failure(library.coordinates() + ": javac failed:\n" + outcome.output());
      }
      if (sources.isEmpty()) {
        throw new Failure(library.coordinates() + ": none of its sources compiles");
      }
      // Their declarations are in the jar of the library.
      progress.stage(
          "compiling again without files that need more than the published pom provides: %d"
              .formatted(bad.size()));
      outcome = compilation.run(sources, arguments, new Shown(sources.size()));
    }
    summarise(outcome, sources);
  }

  private List<String> arguments(List<Path> engine, List<Path> steps) {
    List<Path> processors = new ArrayList<>(engine);
    processors.add(plugin.jar());
    processors.addAll(steps);
    List<String> flags = plugin.flags("WARN");
    List<String> arguments = new ArrayList<>(Javac.errorProne(processors, flags));
    arguments.add("-Xplugin:" + CompilationSteps.NAME);
    // The class files are not needed.
    arguments.add("--should-stop=ifNoError=FLOW");
    return arguments;
  }

  /** Shows the progress and the findings of one run of javac. */
  private final class Shown implements JavacOutput.Listener {
    private final int files;
    private int read;
    private int checked;
    private boolean isWithoutChecks;

    Shown(int files) {
      this.files = files;
    }

    @Override
    public void did(CompilationSteps.Step step, Path file) {
      String name = library.relative(file).toString();
      switch (step) {
        case READ -> progress.at("compiling", ++read, files, name);
        case CHECKED -> {
          if (!isWithoutChecks) {
            progress.at("checking", ++checked, files, name);
          }
        }
      }
    }

    @Override
    public void said(Javac.Diagnostic diagnostic) {
      // Error Prone runs no check after an error of the language.
      isWithoutChecks |= diagnostic.error() && diagnostic.check().isEmpty();
      if (isFinding(diagnostic) && shown.add(diagnostic)) {
        progress.result(line(diagnostic));
      }
    }
  }

  private boolean isFinding(Javac.Diagnostic diagnostic) {
    return plugin.checks().contains(diagnostic.check().orElse(""));
  }

  private String line(Javac.Diagnostic finding) {
    FindingsTable.Row row = row(finding);
    return "  %s: [%s] %s".formatted(row.place(), row.pattern(), finding.message());
  }

  private void summarise(Javac.Outcome outcome, List<Path> sources) {
    FindingsTable table =
        new FindingsTable(
            outcome.diagnostics().stream().filter(this::isFinding).map(this::row).toList());
    progress.result("");
    progress.result(
        "%s: %d findings in %d files"
            .formatted(library.coordinates(), table.size(), sources.size()));
    table.lines().forEach(progress::result);
    List<Path> left = new ArrayList<>(library.sources());
    left.removeAll(sources);
    if (!left.isEmpty()) {
      progress.result(
          "  left out because they need more than the published pom provides: %d, for example %s"
              .formatted(left.size(), library.relative(left.get(0))));
    }
    // A check that fails on a class reports it in one line, which must not get lost.
    outcome
        .output()
        .lines()
        .filter(line -> line.startsWith("warning: ") && line.contains("Loosethread"))
        .forEach(line -> progress.result("  " + line));
    Map<String, String> next = new LinkedHashMap<>();
    String audit = Build.command("loosethread") + " audit " + library.coordinates();
    next.put("all thread starts", audit + " --html report.html");
    next.put("the fixes as one patch", audit + " --patch fixes.patch");
    next.put("fix your own code", Build.command("loosethread") + " audit FOLDER --fix");
    next.put(
        "the checks in your own build", Build.named("README.md") + ", \"Add it to your build\"");
    table.next(next).forEach(progress::result);
  }

  private FindingsTable.Row row(Javac.Diagnostic finding) {
    return new FindingsTable.Row(
        library.relative(finding.file()).toString(),
        finding.line(),
        finding.check().orElseThrow(),
        fix(finding));
  }

  private static String fix(Javac.Diagnostic finding) {
    if (finding.message().contains(MENDED_WITH_ANOTHER)) {
      return "with another";
    }
    return finding.hasFix() ? "yes" : "no";
  }
}
