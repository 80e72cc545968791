package dev.loosethread.javac;

import java.util.Locale;
import java.util.Optional;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** The severity with which javac reports the findings of a bug pattern. */
enum Severity {
  /** Fails the compilation. */
  ERROR(Diagnostic.Kind.ERROR),
  WARNING(Diagnostic.Kind.WARNING),
  /** Never counts as a warning, so that {@code -Werror} lets it pass. */
  NOTE(Diagnostic.Kind.NOTE),
  /** The pattern is not looked for. */
  OFF(null);

  private final Diagnostic.@Nullable Kind kind;

  Severity(Diagnostic.@Nullable Kind kind) {
    this.kind = kind;
  }

  /** The kind of javac's diagnostic; null for {@link #OFF}. */
  Diagnostic.@Nullable Kind kind() {
    return kind;
  }

  /** The severity that an argument names, such as {@code warning}, in any case. */
  static Optional<Severity> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "error" -> Optional.of(ERROR);
      case "warning", "warn" -> Optional.of(WARNING);
      case "note" -> Optional.of(NOTE);
      case "off" -> Optional.of(OFF);
      default -> Optional.empty();
    };
  }
}
