package dev.loosethread.model.finding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * The address of the page of a pattern: at the address that the build was given with {@code
 * -Dloosethread.pages.url}, else in the jar of pages that is published with each version.
 */
public final class PatternPages {
  private static final PatternPages BUILT_IN = load();

  private final String jar;
  private final String url;

  PatternPages(Properties properties) {
    this.jar = properties.getProperty("jar", "loosethread-docs");
    this.url = properties.getProperty("url", "").strip();
  }

  /** The address of the pattern's page; empty if this build knows none. */
  public static Optional<String> link(Pattern pattern) {
    return BUILT_IN.linkTo(pattern);
  }

  /**
   * Returns the reference that a message gives to its reader: the address, or, where there is none,
   * the page and its jar: {@code UnguardedStart.md in loosethread-docs-1.0.jar}.
   */
  public static String reference(Pattern pattern) {
    return BUILT_IN.referenceTo(pattern);
  }

  Optional<String> linkTo(Pattern pattern) {
    return url.isEmpty()
        ? Optional.empty()
        : Optional.of(url + (url.endsWith("/") ? "" : "/") + page(pattern));
  }

  String referenceTo(Pattern pattern) {
    return linkTo(pattern).orElseGet(() -> page(pattern) + " in " + jar);
  }

  private static String page(Pattern pattern) {
    return pattern.patternName() + ".md";
  }

  private static PatternPages load() {
    Properties properties = new Properties();
    try (InputStream in = PatternPages.class.getResourceAsStream("pages.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PatternPages(properties);
  }
}
