package dev.loosethread.leaks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Where to read more about a bug pattern: at the address that the build was given with {@code
 * -Dloosethread.pages.url}, else in the jar of pages that is published with each version.
 */
final class Pages {
  private static final Pages BUILT_IN = load();

  private final String jar;
  private final String url;

  Pages(Properties properties) {
    this.jar = properties.getProperty("jar", "loosethread-docs");
    this.url = properties.getProperty("url", "").strip();
  }

  static Pages builtIn() {
    return BUILT_IN;
  }

  /** The address of the pattern's page; empty if this build knows none. */
  String link(String bugPattern) {
    return url.isEmpty() ? "" : url + (url.endsWith("/") ? "" : "/") + bugPattern + ".md";
  }

  /** The address, or, where there is none, the page and its jar. */
  String reference(String bugPattern) {
    return url.isEmpty() ? bugPattern + ".md in " + jar : link(bugPattern);
  }

  private static Pages load() {
    Properties properties = new Properties();
    try (InputStream in = Pages.class.getResourceAsStream("pages.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Pages(properties);
  }
}
