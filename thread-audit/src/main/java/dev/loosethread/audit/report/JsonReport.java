package dev.loosethread.audit.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loosethread.audit.engine.AuditResult.Reading;
import dev.loosethread.audit.engine.Part;
import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.engine.Row.Columns;
import dev.loosethread.audit.engine.Row.Found;
import dev.loosethread.audit.engine.Row.Hunk;
import dev.loosethread.audit.launches.JudgedLaunch.Answer;
import dev.loosethread.audit.launches.JudgedLaunch.Verdict;
import dev.loosethread.audit.text.JsonText;
import dev.loosethread.model.finding.Question;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report for programs; docs/audit.schema.json describes it. */
public final class JsonReport {
  /** Incremented when something is removed or changes its meaning. */
  static final int SCHEMA_VERSION = 1;

  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonReport() {}

  /** The whole text. */
  public static String of(AuditReport report) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("schemaVersion", SCHEMA_VERSION);
    root.put("loosethread", report.version());
    report.targets().forEach(root.putArray("targets")::add);
    ObjectNode counts = root.putObject("counts");
    Defects defects = new Defects(report.rows());
    for (Part part : Part.values()) {
      putCounts(
          counts.putObject(lower(part)), report.of(part), defects.count(row -> row.part() == part));
    }
    ObjectNode read = root.putObject("read");
    for (Reading reading : Reading.values()) {
      read.put(camel(reading), report.result().count(reading));
    }
    read.put("lines", report.result().lines());
    report.result().incomplete().forEach(root.putArray("incompleteFiles")::add);
    root.put("suppressedFindings", report.result().suppressed());
    ArrayNode launches = root.putArray("launches");
    for (Row row : report.rows()) {
      putRow(launches.addObject(), row, report, defects);
    }
    report.problems().forEach(root.putArray("problems")::add);
    return JsonText.of(root.toPrettyString()) + "\n";
  }

  private static void putCounts(ObjectNode node, List<Row> rows, Defects.Count defects) {
    for (Map.Entry<Verdict, Integer> entry : AuditReport.counts(rows).entrySet()) {
      node.put(lower(entry.getKey()), entry.getValue());
    }
    node.put("launches", rows.stream().filter(Row::isLaunch).count());
    node.put("findings", defects.findings());
    node.put("fixes", defects.fixes());
  }

  private static void putRow(ObjectNode node, Row row, AuditReport report, Defects defects) {
    node.put("fingerprint", row.fingerprint());
    node.put("verdict", lower(row.verdict()));
    node.put("isNew", report.isFresh(row));
    node.put("kind", camel(row.kind()));
    node.put("file", row.file());
    node.put("line", row.line());
    putColumns(node, row.columns());
    node.put("module", row.module());
    node.put("isTest", row.part() == Part.TESTS);
    node.put("isVendored", row.part() == Part.VENDORED);
    node.put("type", row.type());
    node.put("member", row.member());
    node.put("call", row.call());
    node.put("runs", row.runs());
    ObjectNode answers = node.putObject("answers");
    for (Map.Entry<Question, Answer> entry : row.answers().entrySet()) {
      ObjectNode answer = answers.putObject(lower(entry.getKey()));
      answer.put("holds", lower(entry.getValue().holds()));
      answer.put("reason", entry.getValue().reason());
      answer.put("advice", entry.getValue().advice());
    }
    ArrayNode findings = node.putArray("findings");
    for (Found found : row.findings()) {
      putFinding(findings.addObject(), found, defects.isRepeated(row, found));
    }
  }

  private static void putColumns(ObjectNode node, Columns columns) {
    if (columns.start() > 0) {
      node.put("startColumn", columns.start());
      node.put("endColumn", columns.end());
    }
  }

  private static void putFinding(ObjectNode node, Found found, boolean isRepeated) {
    node.put("id", found.id());
    node.put("isRepeated", isRepeated);
    node.put("pattern", found.pattern());
    node.put("isPreview", found.isPreview());
    node.put("line", found.line());
    putColumns(node, found.columns());
    node.put("message", found.message());
    ShippedPages.address(found.pattern()).ifPresent(page -> node.put("page", page.toString()));
    node.put("isFixedWithAnother", found.isFixedWithAnother());
    if (found.fix() == null || isRepeated) {
      return;
    }
    ArrayNode fix = node.putArray("fix");
    for (Hunk hunk : found.fix().hunks()) {
      ObjectNode change = fix.addObject();
      change.put("line", hunk.line());
      hunk.removed().forEach(change.putArray("removed")::add);
      hunk.inserted().forEach(change.putArray("inserted")::add);
    }
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String camel(Enum<?> constant) {
    StringBuilder name = new StringBuilder();
    for (String word : lower(constant).split("_")) {
      name.append(
          name.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return name.toString();
  }
}
