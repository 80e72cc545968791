package dev.loosethread.audit.report;

import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.PatternPages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The pages of the bug patterns, as they are in this jar. */
public final class ShippedPages {
  /** The name of a red launch without a finding. */
  static final String UNSTOPPABLE = "UnstoppableLaunch";

  private static final String FOLDER = "/dev/loosethread/audit/";

  private ShippedPages() {}

  /** The names of all pages, in the order of the lists. */
  public static List<String> names() {
    return Stream.concat(
            Arrays.stream(Pattern.values()).map(Pattern::patternName), Stream.of(UNSTOPPABLE))
        .toList();
  }

  /** Returns whether a bug pattern is off by default. */
  public static boolean isPreview(String name) {
    return Pattern.named(name).filter(Pattern::isPreview).isPresent();
  }

  /** The page of one, or empty if there is none of this name. */
  public static Optional<PatternPage> page(String name) {
    if (!names().contains(name)) {
      return Optional.empty();
    }
    String file = FOLDER + "bugpattern/" + name + ".md";
    try (InputStream in = ShippedPages.class.getResourceAsStream(file)) {
      return Optional.of(
          new PatternPage(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the web address of the page, or empty if this build has none. */
  static Optional<URI> address(String name) {
    return Pattern.named(name).flatMap(PatternPages::link).map(URI::create);
  }
}
