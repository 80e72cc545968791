package dev.loosethread.errorprone;

import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.rules.Rule;
import java.util.stream.Stream;

/** Proves that a rule that throws does not end a user's compilation. */
final class FailingRule implements Rule {
  @Override
  public Pattern pattern() {
    return Pattern.UNINTERRUPTIBLE_LOOP;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    throw new IllegalStateException("failing for a test");
  }
}
