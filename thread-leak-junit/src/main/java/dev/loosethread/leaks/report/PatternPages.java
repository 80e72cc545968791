package dev.loosethread.leaks.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Locates the page of a bug pattern: at the address that {@code -Dloosethread.pages.url} gave to
 * the build, else in the jar of pages that is published with each version.
 */
public final class PatternPages {
  private static final PatternPages BUILT_IN = load();

  private final String jar;
  private final String url;

  PatternPages(Properties properties) {
    this.jar = properties.getProperty("jar", "loosethread-docs");
    this.url = properties.getProperty("url", "").strip();
  }

  /** Returns the pages of this build. */
  public static PatternPages builtIn() {
    return BUILT_IN;
  }

  /** Returns the address of a page; empty if this build has no address. */
  String link(String bugPattern) {
    return url.isEmpty() ? "" : url + (url.endsWith("/") ? "" : "/") + bugPattern + ".md";
  }

  /** Returns the address of a page, or the page and its jar if this build has no address. */
  public String reference(String bugPattern) {
    return url.isEmpty() ? bugPattern + ".md in " + jar : link(bugPattern);
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
