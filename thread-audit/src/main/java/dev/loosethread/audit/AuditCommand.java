package dev.loosethread.audit;

import dev.loosethread.audit.engine.AuditEngine;
import dev.loosethread.audit.engine.AuditOptions;
import dev.loosethread.audit.engine.AuditResult;
import dev.loosethread.audit.engine.AuditResult.FixedFile;
import dev.loosethread.audit.engine.AuditStep;
import dev.loosethread.audit.engine.ClassSet;
import dev.loosethread.audit.engine.Part;
import dev.loosethread.audit.engine.Problems;
import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.engine.SourceSet;
import dev.loosethread.audit.launches.JudgedLaunch.Verdict;
import dev.loosethread.audit.report.AuditReport;
import dev.loosethread.audit.report.NextSteps;
import dev.loosethread.audit.report.TerminalReport;
import dev.loosethread.audit.report.Words;
import dev.loosethread.audit.targets.Maven;
import dev.loosethread.audit.targets.Targets;
import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.CatalogueException;
import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.finding.Pattern;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code loosethread audit}. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description = "Lists every place that launches a thread, and judges each RED, YELLOW or GREEN.",
    footer = {
      "",
      "Exit codes: 0 done; 1 something is as bad as --fail-on says; 2 something could not be read",
      "or written, the rest was audited."
    })
final class AuditCommand implements Callable<Integer> {
  /** When the exit code says that something was found. */
  enum FailOn {
    RED,
    YELLOW
  }

  /** When the terminal gets colours. */
  enum Colour {
    AUTO,
    ALWAYS,
    NEVER
  }

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "TARGET",
      description =
          "A folder of Java sources, a Maven project, a jar with class files, or the coordinates"
              + " group:artifact:version of a published library.")
  private List<String> targets;

  @Mixin private ReportFiles files = new ReportFiles();

  @Option(names = "--fix", description = "Apply all fixes to the sources.")
  private boolean isFixing;

  @Option(
      names = "--fix-outside",
      description =
          "Fix files outside of the targets too, where a project or a link points to such.")
  private boolean isFixingOutside;

  @Option(
      names = "--allow-dirty",
      description = "Apply them even to sources with changes that are not committed.")
  private boolean mayBeDirty;

  @Option(
      names = "--fail-on",
      paramLabel = "red|yellow",
      description = "Return 1 if a launch is that bad, or worse.")
  private FailOn failOn;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Accept the launches in FILE: only others are shown, and fail.")
  private Path baseline;

  @Option(
      names = "--update-baseline",
      description = "Write today's launches into the baseline instead of comparing them with it.")
  private boolean isUpdating;

  @Mixin private PatternChoice patterns = new PatternChoice();

  @Option(
      names = "--include",
      paramLabel = "GLOB",
      description = "Audit only files whose path matches, such as **/net/*.java.")
  private List<String> includes = List.of();

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description = "Leave out files whose path matches.")
  private List<String> excludes = List.of();

  @Option(names = "--no-tests", description = "Leave out test code.")
  private boolean isWithoutTests;

  @Option(names = "--with-vendored", description = "Treat copies of libraries like own code.")
  private boolean isWithVendored;

  @Option(
      names = "--catalogue",
      paramLabel = "FILE",
      description = "Add what you know of your own libraries; docs/catalogue.md describes it.")
  private List<Path> catalogues = List.of();

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "Of the sources; by default what a Maven project says, else UTF-8.")
  private String encoding;

  @Option(
      names = "--release",
      paramLabel = "N",
      description = "The Java release of the sources; by default what a Maven project says.")
  private int release;

  @Option(
      names = "--class-path",
      paramLabel = "FILE",
      description = "A jar or folder of class files that the code refers to, or several.")
  private List<String> classPath = List.of();

  @Option(names = "--offline", description = "Resolve nothing that is not there already.")
  private boolean isOffline;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads audit; one for each processor by default.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--all", description = "Show every launch on the terminal, not only the worst.")
  private boolean isAll;

  @Option(names = "--quiet", description = "Show nothing on the terminal.")
  private boolean isQuiet;

  @Option(
      names = "--color",
      paramLabel = "auto|always|never",
      description = "Whether to colour what is shown; on a terminal only by default.")
  private Colour colour = Colour.AUTO;

  @Option(names = "--strict", hidden = true)
  private boolean isStrict;

  private int told;

  @Override
  public Integer call() throws InterruptedException {
    checkOptions();
    Problems problems = new Problems();
    Baseline accepted = accepted();
    Audited audited = audit(problems);
    AuditReport report = report(audited.result(), accepted, problems);
    Fixes fixes = audited.fixes();
    files.write(report, fixes.forPatch(), out());
    if (isUpdating && problems.lines().isEmpty()) {
      OutputFiles.write(baseline, Baseline.of(report.rows()), out());
    } else if (isUpdating) {
      problems.add(baseline + ": is left as it was, since not everything was audited");
    }
    if (isFixing) {
      new Fixer(mayBeDirty).apply(fixes.forSources());
    }
    tell(problems);
    problems.hints().forEach(line -> Main.hint(err(), line));
    if (!isQuiet || isFixing) {
      fixes.notes(isFixing, files.hasPatch()).forEach(line -> Main.note(err(), line));
    }
    if (!isQuiet && !files.useStandardOutput()) {
      new TerminalReport(report, ansi(), width(Terminal.OUT), isAll)
          .print(out(), isFixing ? NextSteps.NONE : next(report, fixes));
      if (isFixing) {
        out().printf("fixed %d files%n", fixes.forSources().size());
      }
    }
    if (!problems.lines().isEmpty()) {
      return ExitCode.BAD_INPUT;
    }
    return isUpdating || !fails(report) ? ExitCode.DONE : ExitCode.FOUND;
  }

  /** Reports what could not be read or written, unless already reported. */
  private void tell(Problems problems) {
    List<String> lines = problems.lines();
    lines.subList(told, lines.size()).forEach(line -> Main.error(err(), line));
    told = lines.size();
  }

  private Baseline accepted() {
    if (baseline == null) {
      return Baseline.empty();
    }
    if (isUpdating) {
      if (Files.exists(baseline)) {
        // Do not overwrite a file that is not a baseline.
        Baseline.read(baseline);
      }
      return Baseline.empty();
    }
    return Baseline.read(baseline);
  }

  private void checkOptions() {
    charset();
    new GivenBuild(release, classPath);
    if (threads < 1) {
      throw new BadInput("--threads " + threads + ": at least 1 is needed");
    }
    if (isUpdating && baseline == null) {
      throw new BadInput("--update-baseline needs --baseline FILE");
    }
    if (mayBeDirty && !isFixing) {
      throw new BadInput("--allow-dirty says something about --fix only");
    }
    if (isFixingOutside && !isFixing && !files.hasPatch()) {
      throw new BadInput("--fix-outside says something about --fix and --patch only");
    }
    files.check(baseline);
    if (!AuditEngine.canReadSources()) {
      throw new BadInput("this is a Java runtime without a compiler; use that of a JDK");
    }
  }

  private record Audited(AuditResult result, Fixes fixes) {}

  private Audited audit(Problems problems) throws InterruptedException {
    GivenBuild build = new GivenBuild(release, classPath);
    Progress progress = progress();
    progress.stage("resolving " + String.join(", ", targets));
    FileFilter filter = new FileFilter(includes, excludes);
    Set<Pattern> wanted = patterns.wanted();
    Catalogue catalogue = catalogue();
    try (Maven maven = new Maven(isOffline, problems)) {
      maven.telling(what -> progress.detail("resolving " + what));
      Targets found = new Targets(problems, maven, filter, charset());
      List<String> there = found.existing(targets);
      if (there.size() < targets.size()) {
        progress.end();
        tell(problems);
      }
      there.forEach(found::add);
      List<SourceSet> sources =
          found.sources().stream()
              .filter(s -> !isWithoutTests || !s.isTest())
              .map(build::of)
              .map(s -> isWithVendored ? s.withVendored(p -> false) : s)
              .toList();
      List<ClassSet> classes =
          found.classes().stream()
              .map(build::of)
              .map(s -> isWithVendored ? s.withVendored(p -> false) : s)
              .toList();
      ShownAs shownAs = new ShownAs(found.unpacked(), found.roots());
      AuditOptions options =
          new AuditOptions(catalogue, wanted, patterns.fixed(), shownAs, threads, isStrict);
      start(progress, sources, classes);
      AuditResult result =
          new AuditEngine(options, problems).audit(sources, classes, progress::step);
      FixScope scope = new FixScope(found.named(), found.unpacked(), shownAs);
      return new Audited(
          result,
          new Fixes(
              scope.sorted(result.fixed()), scope.outside(sources), shownAs, isFixingOutside));
    } finally {
      progress.end();
    }
  }

  private Progress progress() {
    if (isQuiet) {
      return new Progress(err(), Progress.Mode.SILENT, 0);
    }
    return Terminal.ERR.isShown()
        ? new Progress(err(), Progress.Mode.LIVE, width(Terminal.ERR))
        : new Progress(err(), Progress.Mode.LINES, 0);
  }

  private static void start(Progress progress, List<SourceSet> sources, List<ClassSet> classes) {
    int files = sources.stream().mapToInt(set -> set.files().size()).sum();
    long modules = sources.stream().map(SourceSet::module).distinct().count();
    List<String> parts = new ArrayList<>();
    if (files > 0) {
      parts.add(
          Words.count(files, "source file", "source files")
              + " of "
              + Words.count(modules, "module", "modules"));
    }
    if (!classes.isEmpty()) {
      parts.add("the class files of " + Words.count(classes.size(), "jar", "jars"));
    }
    if (!parts.isEmpty()) {
      progress.start(
          "auditing " + String.join(" and ", parts),
          files,
          files + (long) AuditStep.OF_JARS * classes.size());
    }
  }

  private Charset charset() {
    try {
      return encoding == null ? null : Charset.forName(encoding);
    } catch (IllegalArgumentException e) {
      throw new BadInput("--encoding " + encoding + ": no such encoding");
    }
  }

  private Catalogue catalogue() {
    try {
      return Catalogues.builtInAnd(catalogues);
    } catch (CatalogueException e) {
      throw new BadInput(e.getMessage());
    }
  }

  private AuditReport report(AuditResult result, Baseline accepted, Problems problems) {
    List<Row> rows = result.rows();
    Set<String> fresh =
        rows.stream().filter(accepted::isNew).map(Row::fingerprint).collect(Collectors.toSet());
    boolean hasBaseline = baseline != null && !isUpdating;
    return new AuditReport(
        Main.version(), targets, rows, fresh, hasBaseline, result, problems.lines());
  }

  private boolean fails(AuditReport report) {
    return failOn != null
        && report.rows().stream()
            .filter(report::isFresh)
            .filter(row -> row.part() != Part.VENDORED)
            .anyMatch(
                row ->
                    row.verdict() == Verdict.RED
                        || (failOn == FailOn.YELLOW && row.verdict() == Verdict.YELLOW));
  }

  private NextSteps next(AuditReport report, Fixes fixes) {
    Set<String> patternNames =
        patterns.fixed().stream().map(Pattern::patternName).collect(Collectors.toSet());
    Set<String> fixable =
        fixes.forSources().stream().map(FixedFile::shownAs).collect(Collectors.toSet());
    return new NextSteps(report.fixes(patternNames, fixable), fixable.size(), files.hasPage());
  }

  /** Returns the number of characters that fit into a line; 0 without a terminal. */
  private int width(Terminal terminal) {
    if (!terminal.isShown()) {
      return 0;
    }
    return spec.usageMessage().autoWidth(true).width();
  }

  private Ansi ansi() {
    return switch (colour) {
      case AUTO -> Terminal.OUT.isShown() ? Ansi.AUTO : Ansi.OFF;
      case ALWAYS -> Ansi.ON;
      case NEVER -> Ansi.OFF;
    };
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
