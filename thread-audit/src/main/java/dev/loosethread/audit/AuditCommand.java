package dev.loosethread.audit;

import dev.loosethread.audit.engine.AuditEngine;
import dev.loosethread.audit.engine.AuditOptions;
import dev.loosethread.audit.engine.AuditResult;
import dev.loosethread.audit.engine.Problems;
import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.report.AuditReport;
import dev.loosethread.audit.report.JsonReport;
import dev.loosethread.audit.report.PatchFile;
import dev.loosethread.audit.report.SarifReport;
import dev.loosethread.audit.report.Templates;
import dev.loosethread.audit.report.TerminalReport;
import dev.loosethread.audit.targets.Maven;
import dev.loosethread.audit.targets.Targets;
import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.CatalogueException;
import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.rules.LaunchSite.Verdict;
import dev.loosethread.model.rules.Pattern;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
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

  private static final int SHOWN = 20;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "TARGET",
      description =
          "A folder of Java sources, a Maven project, a jar with class files, or the coordinates"
              + " group:artifact:version of a published library.")
  private List<String> targets;

  @Option(names = "--markdown", paramLabel = "FILE", description = "Write a Markdown report.")
  private Path markdown;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a self-contained HTML page.")
  private Path html;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write a JSON report; docs/audit.schema.json describes it.")
  private Path json;

  @Option(
      names = "--sarif",
      paramLabel = "FILE",
      description = "Write a SARIF 2.1.0 log for code scanning.")
  private Path sarif;

  @Option(
      names = "--patch",
      paramLabel = "FILE",
      description =
          "Write all fixes as a patch for git apply. For each FILE, - is standard output.")
  private Path patch;

  @Option(names = "--fix", description = "Apply all fixes to the sources.")
  private boolean isFixing;

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

  @Option(
      names = "--patterns",
      split = ",",
      paramLabel = "NAME",
      description =
          "Look for these bug patterns only, and fix them, those in preview included. By default all"
              + " are looked for, and those in preview are not fixed.")
  private List<String> patterns;

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

  @Override
  public Integer call() throws InterruptedException {
    checkOptions();
    Problems problems = new Problems();
    Baseline accepted = accepted();
    AuditResult result = audit(problems);
    AuditReport report = report(result, accepted, problems);
    write(report);
    if (isUpdating && problems.lines().isEmpty()) {
      OutputFiles.write(baseline, Baseline.of(report.rows()), out());
    } else if (isUpdating) {
      problems.add(baseline + ": is left as it was, since not everything was audited");
    }
    if (isFixing) {
      new Fixer(mayBeDirty).apply(result.fixed());
    }
    problems.lines().forEach(line -> spec.commandLine().getErr().println("error: " + line));
    problems.hints().forEach(line -> spec.commandLine().getErr().println("hint: " + line));
    if (!isQuiet && !writesToStandardOutput()) {
      new TerminalReport(report, ansi(), isAll ? Integer.MAX_VALUE : SHOWN).print(out());
      if (isFixing) {
        out().printf("fixed %d files%n", result.fixed().size());
      }
    }
    if (!problems.lines().isEmpty()) {
      return ExitCode.BAD_INPUT;
    }
    return isUpdating || !fails(report) ? ExitCode.DONE : ExitCode.FOUND;
  }

  private Baseline accepted() {
    if (baseline == null) {
      return Baseline.empty();
    }
    if (isUpdating) {
      if (Files.exists(baseline)) {
        // Not to overwrite what is none.
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
    for (Path file : outputs()) {
      Path folder = file.toAbsolutePath().getParent();
      if (!file.toString().equals("-") && (folder == null || !Files.isDirectory(folder))) {
        throw new BadInput(file + ": no such folder");
      }
    }
    if (outputs().stream().filter(f -> f.toString().equals("-")).count() > 1) {
      throw new BadInput("only one report can go to standard output");
    }
    if (!AuditEngine.canReadSources()) {
      throw new BadInput("this is a Java runtime without a compiler; use that of a JDK");
    }
  }

  private List<Path> outputs() {
    List<Path> outputs = new ArrayList<>();
    for (Path file : new Path[] {markdown, html, json, sarif, patch, baseline}) {
      if (file != null) {
        outputs.add(file);
      }
    }
    return outputs;
  }

  private boolean writesToStandardOutput() {
    return outputs().stream().anyMatch(f -> f.toString().equals("-"));
  }

  private AuditResult audit(Problems problems) throws InterruptedException {
    FileFilter filter = new FileFilter(includes, excludes);
    Set<Pattern> wanted = wanted();
    Catalogue catalogue = catalogue();
    Progress progress = new Progress(spec.commandLine().getErr(), Terminal.isThere() && !isQuiet);
    // What is missing may have to be downloaded first.
    progress.show(0);
    try (Maven maven = new Maven(isOffline, problems)) {
      Targets found = new Targets(problems, maven, filter, charset());
      targets.forEach(found::add);
      GivenBuild build = new GivenBuild(release, classPath);
      AuditOptions options =
          new AuditOptions(
              catalogue,
              wanted,
              fixed(wanted),
              new ShownAs(found.unpacked(), found.roots()),
              threads,
              isStrict);
      AuditResult result =
          new AuditEngine(options, problems)
              .audit(
                  found.sources().stream()
                      .filter(s -> !isWithoutTests || !s.isTest())
                      .map(build::of)
                      .toList(),
                  found.classes().stream().map(build::of).toList(),
                  progress::show);
      progress.end();
      return result;
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

  private Set<Pattern> wanted() {
    if (patterns == null) {
      return EnumSet.allOf(Pattern.class);
    }
    Set<Pattern> wanted = EnumSet.noneOf(Pattern.class);
    for (String name : patterns) {
      wanted.add(
          EnumSet.allOf(Pattern.class).stream()
              .filter(p -> p.patternName().equals(name.strip()))
              .findFirst()
              .orElseThrow(() -> new BadInput("--patterns " + name + ": no such bug pattern")));
    }
    return wanted;
  }

  private Set<Pattern> fixed(Set<Pattern> wanted) {
    return patterns == null
        ? wanted.stream().filter(p -> !p.isPreview()).collect(Collectors.toSet())
        : wanted;
  }

  private AuditReport report(AuditResult result, Baseline accepted, Problems problems) {
    List<Row> rows = result.rows();
    Set<String> fresh =
        rows.stream().filter(accepted::isNew).map(Row::fingerprint).collect(Collectors.toSet());
    boolean hasBaseline = baseline != null && !isUpdating;
    return new AuditReport(
        Main.version(), targets, rows, fresh, hasBaseline, result, problems.lines());
  }

  private void write(AuditReport report) {
    if (markdown != null) {
      OutputFiles.write(markdown, Templates.markdown(report), out());
    }
    if (html != null) {
      OutputFiles.write(html, Templates.html(report), out());
    }
    if (json != null) {
      OutputFiles.write(json, JsonReport.of(report), out());
    }
    if (sarif != null) {
      OutputFiles.write(sarif, SarifReport.of(report), out());
    }
    if (patch != null) {
      OutputFiles.write(patch, PatchFile.of(report.result().fixed()), out());
    }
  }

  private boolean fails(AuditReport report) {
    return failOn != null
        && report.rows().stream()
            .filter(report::isFresh)
            .anyMatch(
                row ->
                    row.verdict() == Verdict.RED
                        || (failOn == FailOn.YELLOW && row.verdict() == Verdict.YELLOW));
  }

  private Ansi ansi() {
    return switch (colour) {
      case AUTO -> Terminal.isThere() ? Ansi.AUTO : Ansi.OFF;
      case ALWAYS -> Ansi.ON;
      case NEVER -> Ansi.OFF;
    };
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
