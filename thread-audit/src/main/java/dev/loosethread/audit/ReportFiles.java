package dev.loosethread.audit;

import dev.loosethread.audit.engine.AuditResult.FixedFile;
import dev.loosethread.audit.report.AuditReport;
import dev.loosethread.audit.report.JsonReport;
import dev.loosethread.audit.report.PatchFile;
import dev.loosethread.audit.report.SarifReport;
import dev.loosethread.audit.report.Templates;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The files that an audit writes, as the user names them. */
final class ReportFiles {
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

  /**
   * Rejects files that cannot be written, before anything is audited.
   *
   * @param more another file that is written, or null
   * @throws BadInput if a folder is not there, or two files are standard output
   */
  void check(Path more) {
    for (Path file : Stream.concat(all(), Stream.ofNullable(more)).toList()) {
      Path folder = file.toAbsolutePath().getParent();
      if (!isStandardOutput(file) && (folder == null || !Files.isDirectory(folder))) {
        throw new BadInput(file + ": no such folder");
      }
    }
    if (all().filter(ReportFiles::isStandardOutput).count() > 1) {
      throw new BadInput("only one report can go to standard output");
    }
  }

  boolean hasPatch() {
    return patch != null;
  }

  /** Returns whether standard output is taken. */
  boolean useStandardOutput() {
    return all().anyMatch(ReportFiles::isStandardOutput);
  }

  /** Returns whether there is a report with all details for people. */
  boolean hasPage() {
    return html != null || markdown != null;
  }

  private Stream<Path> all() {
    return Stream.of(markdown, html, json, sarif, patch).filter(Objects::nonNull);
  }

  private static boolean isStandardOutput(Path file) {
    return file.toString().equals("-");
  }

  /**
   * Writes all requested reports.
   *
   * @param fixed what goes into the patch
   */
  void write(AuditReport report, List<FixedFile> fixed, PrintWriter out) {
    if (markdown != null) {
      OutputFiles.write(markdown, Templates.markdown(report), out);
    }
    if (html != null) {
      OutputFiles.write(html, Templates.html(report), out);
    }
    if (json != null) {
      OutputFiles.write(json, JsonReport.of(report), out);
    }
    if (sarif != null) {
      OutputFiles.write(sarif, SarifReport.of(report), out);
    }
    if (patch != null) {
      OutputFiles.write(patch, PatchFile.of(fixed), out);
    }
  }
}
