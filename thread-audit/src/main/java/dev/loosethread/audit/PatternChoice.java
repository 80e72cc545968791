package dev.loosethread.audit;

import dev.loosethread.model.finding.Pattern;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The bug patterns that an audit looks for. */
final class PatternChoice {
  @Option(
      names = "--patterns",
      split = ",",
      paramLabel = "NAME",
      description =
          "Look for these bug patterns only, and fix them, those in preview included. By default all"
              + " are looked for, and those in preview are not fixed.")
  private List<String> patterns;

  /**
   * Those to look for.
   *
   * @throws BadInput if a name is that of none
   */
  Set<Pattern> wanted() {
    if (patterns == null) {
      return EnumSet.allOf(Pattern.class);
    }
    return patterns.stream().map(PatternChoice::named).collect(Collectors.toSet());
  }

  private static Pattern named(String name) {
    return Pattern.named(name.strip())
        .orElseThrow(() -> new BadInput("--patterns " + name + ": no such bug pattern"));
  }

  /** Those whose fixes are made. */
  Set<Pattern> fixed() {
    return wanted().stream()
        .filter(p -> patterns != null || !p.isPreview())
        .collect(Collectors.toSet());
  }
}
