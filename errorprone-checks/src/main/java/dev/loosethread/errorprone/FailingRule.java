package dev.loosethread.errorprone;

import dev.loosethread.model.rules.FactsIndex;
import dev.loosethread.model.rules.Finding;
import dev.loosethread.model.rules.Pattern;
import dev.loosethread.model.rules.Rule;
import java.util.stream.Stream;

/** Proves that a rule that throws does not end a user's compilation. */
final class FailingRule implements Rule {
  @Override
  public Pattern pattern() {
    return Pattern.UNINTERRUPTIBLE_LOOP;
  }

  @Override
  public Stream<Finding> check(FactsIndex index) {
    throw new IllegalStateException("failing for a test");
  }
}
