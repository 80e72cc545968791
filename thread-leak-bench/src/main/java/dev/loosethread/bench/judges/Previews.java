package dev.loosethread.bench.judges;

import dev.loosethread.model.finding.Pattern;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The bug patterns that are reported only to who asks for them. */
public final class Previews {
  /** Their names, such as {@code ShutdownWithoutAwait}. */
  public static final Set<String> NAMES =
      Arrays.stream(Pattern.values())
          .filter(Pattern::isPreview)
          .map(Pattern::patternName)
          .collect(Collectors.toUnmodifiableSet());

  private Previews() {}
}
