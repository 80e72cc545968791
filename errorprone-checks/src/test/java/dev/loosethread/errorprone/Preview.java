package dev.loosethread.errorprone;

import com.google.errorprone.BugPattern;
import dev.loosethread.model.finding.Pattern;

/** A pattern in preview, as far as the engine is concerned. */
@BugPattern(
    name = "Preview",
    summary = "preview",
    severity = BugPattern.SeverityLevel.WARNING,
    linkType = BugPattern.LinkType.NONE)
public class Preview extends LifecycleChecker {
  public Preview() {
    super(Pattern.UNINTERRUPTIBLE_LOOP, true);
  }
}
