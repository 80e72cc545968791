package dev.loosethread.audit.report;

import dev.loosethread.audit.engine.AuditResult.Reading;
import dev.loosethread.audit.engine.Part;
import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.engine.Row.Found;
import dev.loosethread.audit.launches.JudgedLaunch.Verdict;
import dev.loosethread.audit.report.Defects.Defect;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A report for templates: getters that return texts, numbers and lists of these. */
public final class ReportPage {
  private final AuditReport report;
  private final Defects defects;
  private final Map<Row, String> ids = new IdentityHashMap<>();

  ReportPage(AuditReport report) {
    this.report = report;
    this.defects = new Defects(report.rows());
    Set<String> taken = new HashSet<>();
    for (Row row : report.rows()) {
      // Code that is there twice has the same fingerprints.
      String id = row.fingerprint();
      for (int i = 2; !taken.add(id); i++) {
        id = row.fingerprint() + "-" + i;
      }
      ids.put(row, id);
    }
  }

  public String getTargets() {
    return String.join(", ", report.targets());
  }

  public String getVersion() {
    return report.version();
  }

  public List<String> getProblems() {
    return report.problems();
  }

  public boolean isWithBaseline() {
    return report.hasBaseline();
  }

  /** The numbers of one part of the code. */
  public record Counts(
      String name, int red, int yellow, int green, int listed, int findings, int fixes) {
    static Counts of(String name, List<Row> rows, Defects.Count defects) {
      Map<Verdict, Integer> counts = AuditReport.counts(rows);
      return new Counts(
          name,
          counts.get(Verdict.RED),
          counts.get(Verdict.YELLOW),
          counts.get(Verdict.GREEN),
          counts.get(Verdict.LISTED),
          defects.findings(),
          defects.fixes());
    }
  }

  public List<Counts> getTotals() {
    return Arrays.stream(Part.values())
        .filter(part -> part != Part.VENDORED || !report.of(part).isEmpty())
        .map(
            part ->
                Counts.of(Words.of(part), report.of(part), defects.count(r -> r.part() == part)))
        .toList();
  }

  public List<Counts> getPackages() {
    List<Counts> packages = new ArrayList<>();
    report
        .byPackage()
        .forEach(
            (name, rows) ->
                packages.add(
                    Counts.of(
                        name.isEmpty() ? "(unnamed)" : name,
                        rows,
                        defects.count(r -> r.packageName().equals(name)))));
    return packages;
  }

  /** Returns how many launches there are, in words. */
  public String getLaunches() {
    long launches = report.rows().stream().filter(Row::isLaunch).count();
    return Words.count(launches, "launch", "launches");
  }

  /** Returns how many findings there are, in words. */
  public String getFindings() {
    return Words.count(defects.count(row -> true).findings(), "finding", "findings");
  }

  /** The numbers of all code. */
  public Counts getWhole() {
    return Counts.of("all code", report.rows(), defects.count(row -> true));
  }

  /**
   * The numbers of one bug pattern.
   *
   * @param rows the number of launches that it reports
   */
  public record PagePattern(String name, int findings, int fixes, int rows) {
    public String getSummary() {
      return ShippedPages.page(name).orElseThrow().summary();
    }

    /** The address of its page, or "". */
    public String getPage() {
      return ShippedPages.address(name).map(Object::toString).orElse("");
    }
  }

  /** Those with the most findings first. */
  public List<PagePattern> getPatterns() {
    Map<String, PagePattern> patterns = new TreeMap<>();
    for (Defect defect : defects.all()) {
      int fix = defect.found().fix() == null ? 0 : 1;
      add(patterns, defect.found().pattern(), fix, 1 + defect.others().size());
    }
    report.rows().stream()
        .filter(AuditReport::isUnstoppable)
        .forEach(row -> add(patterns, ShippedPages.UNSTOPPABLE, 0, 1));
    return patterns.values().stream()
        .sorted(Comparator.comparingInt(PagePattern::findings).reversed())
        .toList();
  }

  private static void add(Map<String, PagePattern> patterns, String name, int fixes, int rows) {
    patterns.merge(
        name,
        new PagePattern(name, 1, fixes, rows),
        (a, b) ->
            new PagePattern(name, a.findings + b.findings, a.fixes + b.fixes, a.rows + b.rows));
  }

  /** The page of a bug pattern as HTML that stands in a report. */
  public TemplateModel getHelp(String pattern) {
    Set<String> here = new HashSet<>();
    getPatterns().forEach(p -> here.add(p.name()));
    String html =
        ShippedPages.page(pattern)
            .orElseThrow()
            .toHtml(name -> here.contains(name) ? Optional.of("#p-" + name) : Optional.empty());
    try {
      return HTMLOutputFormat.INSTANCE.fromMarkup(html);
    } catch (TemplateModelException e) {
      throw new IllegalStateException(e);
    }
  }

  public List<String> getKinds() {
    TreeSet<String> kinds = new TreeSet<>();
    report.rows().forEach(row -> kinds.add(Words.of(row.kind())));
    return List.copyOf(kinds);
  }

  public int getSourceFiles() {
    return report.result().count(Reading.FULL_TYPES)
        + report.result().count(Reading.INCOMPLETE_TYPES)
        + report.result().count(Reading.WITHOUT_LAUNCHES)
        + report.result().count(Reading.FAILED);
  }

  public int getFullTypes() {
    return report.result().count(Reading.FULL_TYPES);
  }

  public int getIncompleteTypes() {
    return report.result().count(Reading.INCOMPLETE_TYPES);
  }

  public int getFailed() {
    return report.result().count(Reading.FAILED);
  }

  public int getClasses() {
    return report.result().count(Reading.CLASS_FILE);
  }

  public long getLines() {
    return report.result().lines();
  }

  public int getSuppressed() {
    return report.result().suppressed();
  }

  /** The worst first. */
  public List<PageRow> getRows() {
    List<PageRow> rows = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      for (Row row : report.of(verdict)) {
        List<PageFinding> findings =
            row.findings().stream().map(found -> finding(row, found)).toList();
        rows.add(new PageRow(row, ids.get(row), report.isAccepted(row), findings));
      }
    }
    return rows;
  }

  private PageFinding finding(Row row, Found found) {
    Row home = defects.of(row, found).home();
    return new PageFinding(found, home, ids.get(home), home != row);
  }
}
