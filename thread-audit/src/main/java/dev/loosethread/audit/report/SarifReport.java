package dev.loosethread.audit.report;

import com.contrastsecurity.sarif.ArtifactChange;
import com.contrastsecurity.sarif.ArtifactContent;
import com.contrastsecurity.sarif.ArtifactLocation;
import com.contrastsecurity.sarif.Fix;
import com.contrastsecurity.sarif.Invocation;
import com.contrastsecurity.sarif.Location;
import com.contrastsecurity.sarif.Message;
import com.contrastsecurity.sarif.MultiformatMessageString;
import com.contrastsecurity.sarif.Notification;
import com.contrastsecurity.sarif.PartialFingerprints;
import com.contrastsecurity.sarif.PhysicalLocation;
import com.contrastsecurity.sarif.Region;
import com.contrastsecurity.sarif.Replacement;
import com.contrastsecurity.sarif.ReportingDescriptor;
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
import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.engine.Row.Found;
import dev.loosethread.audit.engine.Row.Hunk;
import dev.loosethread.audit.text.JsonText;
import dev.loosethread.audit.text.UriReference;
import dev.loosethread.model.rules.LaunchSite.Verdict;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * SARIF 2.1.0: the findings, with their fixes, and the launches that can not be stopped. The other
 * launches are no results: a code scanner would comment on each of them.
 */
public final class SarifReport {
  /** The rule of a red launch without a finding. */
  static final String UNSTOPPABLE = "UnstoppableLaunch";

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private static final String FINGERPRINT = "loosethreadLaunch/v1";

  private SarifReport() {}

  /** The whole text. */
  public static String of(AuditReport report) {
    List<Result> results = new ArrayList<>();
    Map<String, String> rules = new TreeMap<>();
    // Two launches of the same code share its findings.
    Set<List<Object>> seen = new HashSet<>();
    for (Row row : report.rows()) {
      for (Found found : row.findings()) {
        rules.putIfAbsent(found.pattern(), Words.page(found.pattern()));
        if (seen.add(List.of(row.file(), found.line(), found.pattern(), found.message()))) {
          results.add(result(row, found, report));
        }
      }
      if (row.findings().isEmpty() && row.verdict() == Verdict.RED) {
        rules.putIfAbsent(
            UNSTOPPABLE, "https://github.com/loosethread/loosethread/blob/main/docs/audit.md");
        results.add(unstoppable(row, report));
      }
    }
    ToolComponent driver =
        new ToolComponent()
            .withName("Loosethread")
            .withVersion(report.version())
            .withInformationUri(URI.create("https://github.com/loosethread/loosethread"))
            .withRules(rules(rules));
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

  private static Set<ReportingDescriptor> rules(Map<String, String> pages) {
    return pages.entrySet().stream()
        .map(
            e ->
                new ReportingDescriptor()
                    .withId(e.getKey())
                    .withName(e.getKey())
                    .withShortDescription(
                        new MultiformatMessageString().withText(spaced(e.getKey())))
                    .withHelpUri(URI.create(e.getValue())))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** {@code TimerNotCancelled}: "Timer not cancelled". */
  private static String spaced(String name) {
    String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT);
    return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
  }

  private static Invocation invocation(AuditReport report) {
    List<Notification> notifications =
        report.problems().stream()
            .map(
                p ->
                    new Notification()
                        .withLevel(Notification.Level.ERROR)
                        .withMessage(new Message().withText(p)))
            .toList();
    return new Invocation()
        .withExecutionSuccessful(report.problems().isEmpty())
        .withToolExecutionNotifications(notifications);
  }

  private static Result result(Row row, Found found, AuditReport report) {
    Result result =
        base(row, found.line(), report)
            .withRuleId(found.pattern())
            .withLevel(found.isPreview() ? Result.Level.NOTE : Result.Level.WARNING)
            .withMessage(new Message().withText(found.message()));
    if (found.fix() != null) {
      Fix fix =
          new Fix()
              .withDescription(new Message().withText("Fix of " + found.pattern()))
              .withArtifactChanges(
                  Set.of(
                      new ArtifactChange()
                          .withArtifactLocation(location(row))
                          .withReplacements(
                              found.fix().hunks().stream()
                                  .map(SarifReport::replacement)
                                  .toList())));
      result.setFixes(Set.of(fix));
    }
    return result;
  }

  private static Result unstoppable(Row row, AuditReport report) {
    String why =
        AuditReport.lacks(row).stream()
            .map(AuditReport.Lack::reason)
            .collect(Collectors.joining("; "));
    return base(row, row.line(), report)
        .withRuleId(UNSTOPPABLE)
        .withLevel(Result.Level.WARNING)
        .withMessage(
            new Message().withText("what " + row.call() + " launches can not be stopped: " + why));
  }

  private static Result base(Row row, int line, AuditReport report) {
    PhysicalLocation place = new PhysicalLocation().withArtifactLocation(location(row));
    if (line > 0) {
      place.setRegion(new Region().withStartLine(line));
    }
    Result result =
        new Result()
            .withLocations(List.of(new Location().withPhysicalLocation(place)))
            .withPartialFingerprints(
                new PartialFingerprints().withAdditionalProperty(FINGERPRINT, row.fingerprint()));
    if (report.hasBaseline()) {
      result.setBaselineState(
          report.isFresh(row) ? Result.BaselineState.NEW : Result.BaselineState.UNCHANGED);
    }
    return result;
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
