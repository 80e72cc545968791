// Generated from Pattern by PatternFilesTest with -Ddocs.update=true; do not edit.
package dev.loosethread.errorprone;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import dev.loosethread.model.finding.Pattern;

/** Reports {@link Pattern#SUBCLASS_SKIPS_SUPER_CLOSE}. */
@AutoService(BugChecker.class)
@BugPattern(
    name = "SubclassSkipsSuperClose",
    summary = "An overriding end method never calls the one that ends its superclass's threads",
    severity = WARNING,
    linkType = NONE,
    tags = BugPattern.StandardTags.LIKELY_ERROR)
public final class SubclassSkipsSuperClose extends LifecycleChecker {
  public SubclassSkipsSuperClose() {
    super(Pattern.SUBCLASS_SKIPS_SUPER_CLOSE);
  }
}
