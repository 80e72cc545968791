package dev.loosethread.audit.report;

import com.contrastsecurity.sarif.ArtifactChange;
import com.contrastsecurity.sarif.ArtifactContent;
import com.contrastsecurity.sarif.ArtifactLocation;
import com.contrastsecurity.sarif.Fix;
import com.contrastsecurity.sarif.Invocation;
import com.contrastsecurity.sarif.Location;
import com.contrastsecurity.sarif.Message;
import com.contrastsecurity.sarif.Notification;
import com.contrastsecurity.sarif.PartialFingerprints;
import com.contrastsecurity.sarif.PhysicalLocation;
import com.contrastsecurity.sarif.Region;
import com.contrastsecurity.sarif.Replacement;
import com.contrastsecurity.sarif.Result;
import com.contrastsecurity.sarif.Run;
import com.contrastsecurity.sarif.SarifSchema210;
import com.contrastsecurity.sarif.Tool;
import com.contrastsecurity.sarif.ToolComponent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loosethread.audit.engine.Part;
import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.engine.Row.Columns;
import dev.loosethread.audit.engine.Row.Found;
import dev.loosethread.audit.engine.Row.Hunk;
import dev.loosethread.audit.report.Defects.Defect;
import dev.loosethread.audit.text.JsonText;
import dev.loosethread.audit.text.UriReference;
import dev.loosethread.audit.text.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * SARIF 2.1.0: the findings, with their fixes, and the launches that cannot be stopped. Other
 * launches are left out, because a code scanner would comment on each of them.
 */
public final class SarifReport {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private static final String LAUNCH = "loosethreadLaunch/v1";
  private static final String FINDING = "loosethreadFinding/v1";

  private SarifReport() {}

  /** The whole text. */
  public static String of(AuditReport report) {
    List<Result> results = new ArrayList<>();
    Set<String> rules = new TreeSet<>();
    for (Defect defect : new Defects(report.rows()).all()) {
      rules.add(defect.found().pattern());
      results.add(result(defect, report));
    }
    for (Row row : report.rows()) {
      if (AuditReport.isUnstoppable(row)) {
        rules.add(ShippedPages.UNSTOPPABLE);
        results.add(unstoppable(row, report));
      }
    }
    ToolComponent driver =
        new ToolComponent()
            .withName("Loosethread")
            .withVersion(report.version())
            .withRules(SarifRules.of(rules));
    Run run =
        new Run()
            .withTool(new Tool().withDriver(driver))
            .withColumnKind(Run.ColumnKind.UTF_16_CODE_UNITS)
            .withInvocations(List.of(invocation(report)))
            .withResults(results);
    SarifSchema210 sarif =
        new SarifSchema210().withVersion(SarifSchema210.Version._2_1_0).withRuns(List.of(run));
    return text(sarif);
  }

  private static String text(SarifSchema210 sarif) {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    JsonNode tree = mapper.valueToTree(sarif);
    for (JsonNode result : tree.at("/runs/0/results")) {
      // The library leaves out what is the default, but here that of the rule would count.
      if (!result.has("level")) {
        ((ObjectNode) result).put("level", Result.Level.WARNING.value());
      }
    }
    ObjectNode root = mapper.createObjectNode();
    root.put("$schema", SCHEMA);
    root.setAll((ObjectNode) tree);
    try {
      return JsonText.of(mapper.writeValueAsString(root)) + "\n";
    } catch (JsonProcessingException e) {
      // A tree of texts and numbers can always be written.
      throw new IllegalStateException(e);
    }
  }

  private static Invocation invocation(AuditReport report) {
    List<Notification> notifications =
        report.problems().stream()
            .map(
                p -> new Notification().withLevel(Notification.Level.ERROR).withMessage(message(p)))
            .toList();
    return new Invocation()
        .withExecutionSuccessful(report.problems().isEmpty())
        .withToolExecutionNotifications(notifications);
  }

  private static Result result(Defect defect, AuditReport report) {
    Row home = defect.home();
    Found found = defect.found();
    boolean isNew = report.isFresh(home) || defect.others().stream().anyMatch(report::isFresh);
    Result result =
        base(home, found.line(), found.columns(), isNew, report)
            .withRuleId(found.pattern())
            .withLevel(level(home, found.isPreview()))
            .withMessage(message(found.message()));
    result.getPartialFingerprints().setAdditionalProperty(FINDING, found.id());
    if (!defect.others().isEmpty()) {
      result.setRelatedLocations(related(defect.others()));
    }
    if (found.fix() != null) {
      result.setFixes(Set.of(fix(home, found)));
    }
    return result;
  }

  private static Fix fix(Row row, Found found) {
    ArtifactChange change =
        new ArtifactChange()
            .withArtifactLocation(location(row))
            .withReplacements(found.fix().hunks().stream().map(SarifReport::replacement).toList());
    return new Fix()
        .withDescription(message("Fix of " + found.pattern()))
        .withArtifactChanges(Set.of(change));
  }

  /** The other launches that the finding is about. */
  private static Set<Location> related(List<Row> rows) {
    Set<Location> locations = new LinkedHashSet<>();
    for (Row row : rows) {
      locations.add(
          place(row, row.line(), row.columns())
              .withId(locations.size() + 1)
              .withMessage(message("it is also about " + row.call())));
    }
    return locations;
  }

  /** Code under test matters more than its tests, and a finding more than advice. */
  private static Result.Level level(Row row, boolean isAdvice) {
    if (isAdvice) {
      return Result.Level.NOTE;
    }
    return row.part() == Part.PRODUCTION ? Result.Level.ERROR : Result.Level.WARNING;
  }

  private static Result unstoppable(Row row, AuditReport report) {
    String why =
        AuditReport.lacks(row).stream()
            .map(AuditReport.Lack::reason)
            .collect(Collectors.joining("; "));
    return base(row, row.line(), row.columns(), report.isFresh(row), report)
        .withRuleId(ShippedPages.UNSTOPPABLE)
        .withLevel(level(row, false))
        .withMessage(message("what " + row.call() + " launches cannot be stopped: " + why));
  }

  private static Result base(
      Row row, int line, Columns columns, boolean isNew, AuditReport report) {
    Result result =
        new Result()
            .withLocations(List.of(place(row, line, columns)))
            .withPartialFingerprints(
                new PartialFingerprints().withAdditionalProperty(LAUNCH, row.fingerprint()));
    if (report.hasBaseline()) {
      result.setBaselineState(isNew ? Result.BaselineState.NEW : Result.BaselineState.UNCHANGED);
    }
    return result;
  }

  private static Location place(Row row, int line, Columns columns) {
    PhysicalLocation place = new PhysicalLocation().withArtifactLocation(location(row));
    if (line > 0) {
      Region region = new Region().withStartLine(line);
      if (columns.start() > 0) {
        region.withStartColumn(columns.start()).withEndColumn(columns.end());
      }
      place.setRegion(region);
    }
    return new Location().withPhysicalLocation(place);
  }

  /** Escaped, because people read it. */
  private static Message message(String text) {
    return new Message().withText(VisibleText.of(text));
  }

  private static ArtifactLocation location(Row row) {
    return new ArtifactLocation().withUri(UriReference.of(row.file()));
  }

  private static Replacement replacement(Hunk hunk) {
    Region region =
        new Region()
            .withStartLine(hunk.line())
            .withStartColumn(1)
            .withEndLine(hunk.line() + hunk.removed().size())
            .withEndColumn(1);
    Replacement replacement = new Replacement().withDeletedRegion(region);
    if (!hunk.inserted().isEmpty()) {
      replacement.setInsertedContent(
          new ArtifactContent().withText(String.join("\n", hunk.inserted()) + "\n"));
    }
    return replacement;
  }
}
