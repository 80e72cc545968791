package dev.loosethread.javac;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.CatalogueException;
import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.finding.Pattern;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/**
 * The arguments behind {@code -Xplugin:Loosethread}: settings of the form {@code name=value},
 * parted by spaces or commas. A later setting overrides an earlier one.
 */
final class Arguments {
  private static final String OPTION = "-Xplugin:Loosethread";

  /** Not the commas inside the braces of a glob. */
  private static final java.util.regex.Pattern COMMA =
      java.util.regex.Pattern.compile(",(?![^{]*})");

  /** On any system; what is neither this nor begins with two stars holds in any folder. */
  private static final java.util.regex.Pattern ROOTED =
      java.util.regex.Pattern.compile("(\\*\\*|/|[A-Za-z]:).*");

  private final Map<Pattern, Severity> severities = new EnumMap<>(Pattern.class);
  private final List<Path> catalogues = new ArrayList<>();
  private final List<PathMatcher> excluded = new ArrayList<>();
  private boolean isStrict;

  private Arguments() {
    for (Pattern pattern : Pattern.inOneClass()) {
      severities.put(pattern, pattern.isPreview() ? Severity.OFF : Severity.WARNING);
    }
  }

  /**
   * Reads the arguments that javac hands to the plugin.
   *
   * @throws BadArgument if one of them makes no sense
   */
  static Arguments parse(String... arguments) {
    Arguments result = new Arguments();
    for (String argument : arguments) {
      for (String setting : COMMA.split(argument)) {
        if (!setting.isBlank()) {
          result.set(setting.strip());
        }
      }
    }
    return result;
  }

  private void set(String setting) {
    int equals = setting.indexOf('=');
    String name = equals < 0 ? setting : setting.substring(0, equals);
    String value = equals < 0 ? "" : setting.substring(equals + 1);
    switch (name) {
      case "all" -> setAll(false, severity(setting, value));
      case "preview" -> setAll(true, severity(setting, value));
      case "catalogue" -> catalogues.add(path(setting, value));
      case "exclude" -> excluded.add(glob(setting, value));
      case "strict" -> isStrict = isTrue(setting, value);
      default -> severities.put(pattern(setting, name), severity(setting, value));
    }
  }

  private void setAll(boolean isPreview, Severity severity) {
    Pattern.inOneClass().stream()
        .filter(pattern -> pattern.isPreview() == isPreview)
        .forEach(pattern -> severities.put(pattern, severity));
  }

  private static Severity severity(String setting, String value) {
    return Severity.named(value)
        .orElseThrow(() -> bad(setting, "the severities are error, warning, note and off"));
  }

  private static Pattern pattern(String setting, String name) {
    Optional<Pattern> named = Pattern.named(name);
    if (named.isPresent()) {
      if (named.get().isApplicationOnly()) {
        throw bad(setting, "this pattern needs a whole application, which only SpotBugs sees");
      }
      return named.get();
    }
    for (Pattern pattern : Pattern.inOneClass()) {
      if (pattern.patternName().equalsIgnoreCase(name)) {
        throw bad(setting, "the pattern is spelled " + pattern.patternName());
      }
    }
    throw bad(
        setting,
        "no such bug pattern or setting; the settings are all, preview, catalogue and exclude");
  }

  private static Path path(String setting, String value) {
    try {
      if (!value.isEmpty()) {
        return Path.of(value);
      }
    } catch (InvalidPathException e) {
      // Told below.
    }
    throw bad(setting, "not a file name");
  }

  private static PathMatcher glob(String setting, String value) {
    try {
      if (!value.isEmpty()) {
        String folders = ROOTED.matcher(value).matches() ? "" : "**/";
        return FileSystems.getDefault().getPathMatcher("glob:" + folders + value);
      }
    } catch (PatternSyntaxException e) {
      // Told below.
    }
    throw bad(setting, "not a glob; one is **/generated/**");
  }

  private static boolean isTrue(String setting, String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw bad(setting, "use true or false");
    }
    return value.equals("true");
  }

  private static BadArgument bad(String setting, String problem) {
    return new BadArgument(OPTION + " " + setting + ": " + problem);
  }

  /**
   * Loads the built-in catalogue and the files that the arguments name.
   *
   * @throws BadArgument if a file cannot be read or has an invalid row
   */
  Catalogue catalogue() {
    try {
      return Catalogues.builtInAnd(catalogues);
    } catch (CatalogueException e) {
      throw new BadArgument(e.getMessage());
    }
  }

  /** The patterns to look for. */
  Set<Pattern> wanted() {
    Set<Pattern> wanted = EnumSet.noneOf(Pattern.class);
    severities.forEach(
        (pattern, severity) -> {
          if (severity != Severity.OFF) {
            wanted.add(pattern);
          }
        });
    return wanted;
  }

  /** Returns how to report the findings of a pattern. */
  Severity severity(Pattern pattern) {
    return severities.getOrDefault(pattern, Severity.OFF);
  }

  /** Returns true if the findings in a source file are not to be reported. */
  boolean isExcluded(Path file) {
    return excluded.stream().anyMatch(glob -> glob.matches(file));
  }

  /** Returns true if a crash of a rule ends the compilation, as in Loosethread's own tests. */
  boolean isStrict() {
    return isStrict;
  }
}
