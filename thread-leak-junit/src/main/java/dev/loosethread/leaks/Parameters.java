package dev.loosethread.leaks;

import dev.loosethread.leaks.report.BaselineMode;
import dev.loosethread.leaks.report.RunReport;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The configuration parameters. All names begin with {@link ThreadLeaks#PREFIX}. */
final class Parameters {
  private static final List<String> NAMES =
      List.of(
          "scope",
          "tolerance",
          "maxWaitMillis",
          "include",
          "exclude",
          "action",
          "uncaught",
          "startSites",
          "baseline",
          "baselineMode",
          "report");

  private final Function<String, Optional<String>> lookup;

  private Parameters(Function<String, Optional<String>> lookup) {
    this.lookup = lookup;
  }

  /** Returns the parameters that a function returns for their full names. */
  static Parameters of(Function<String, Optional<String>> lookup) {
    return new Parameters(lookup);
  }

  /**
   * Checks the names of the system properties.
   *
   * @throws IllegalArgumentException with a message of one line, if a system property has the
   *     prefix of the parameters and names none of them
   */
  static void checkNames() {
    for (String property : System.getProperties().stringPropertyNames()) {
      if (property.startsWith(ThreadLeaks.PREFIX)
          && !NAMES.contains(property.substring(ThreadLeaks.PREFIX.length()))) {
        throw new IllegalArgumentException(
            "unknown parameter "
                + property
                + "; the known ones are "
                + ThreadLeaks.PREFIX
                + String.join(", ", NAMES));
      }
    }
  }

  /**
   * Returns the parameters that the system properties set.
   *
   * @throws IllegalArgumentException with a message of one line, if a name is unknown
   */
  static Parameters ofSystem() {
    checkNames();
    return of(name -> Optional.ofNullable(System.getProperty(name)));
  }

  LeakScope scope() {
    return constant("scope", LeakScope.class, LeakScope.TEST);
  }

  StartSites startSites() {
    return constant("startSites", StartSites.class, StartSites.AUTO);
  }

  /**
   * Opens the report that the parameters ask for.
   *
   * @throws IllegalArgumentException with a message of one line, if a parameter is bad or the
   *     baseline cannot be read
   */
  RunReport openReport() {
    BaselineMode mode = constant("baselineMode", BaselineMode.class, BaselineMode.CHECK);
    return RunReport.open(path("baseline"), mode, path("report"));
  }

  private Optional<Path> path(String name) {
    try {
      return text(name).map(Path::of);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          ThreadLeaks.PREFIX + name + ": not a path: " + e.getMessage(), e);
    }
  }

  /**
   * Returns the options that the parameters ask for.
   *
   * @throws IllegalArgumentException with a message of one line that names the bad parameter
   */
  LeakOptions options() {
    LeakOptions options =
        LeakOptions.defaults()
            .action(constant("action", LeakAction.class, LeakAction.FAIL))
            .uncaught(constant("uncaught", UncaughtAction.class, UncaughtAction.FAIL));
    Optional<Long> tolerance = number("tolerance");
    if (tolerance.isPresent()) {
      options = withPrefixedErrors(options, o -> o.tolerance(Math.toIntExact(tolerance.get())));
    }
    Optional<Long> maxWait = number("maxWaitMillis");
    if (maxWait.isPresent()) {
      options = withPrefixedErrors(options, o -> o.maxWait(Duration.ofMillis(maxWait.get())));
    }
    return withPrefixedErrors(options, o -> o.include(list("include")).exclude(list("exclude")));
  }

  private static LeakOptions withPrefixedErrors(
      LeakOptions options, Function<LeakOptions, LeakOptions> change) {
    try {
      return change.apply(options);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(ThreadLeaks.PREFIX + e.getMessage(), e);
    }
  }

  private Optional<String> text(String name) {
    return lookup.apply(ThreadLeaks.PREFIX + name).map(String::strip).filter(t -> !t.isEmpty());
  }

  private String[] list(String name) {
    return text(name)
        .map(t -> Arrays.stream(t.split(";")).map(String::strip).filter(p -> !p.isEmpty()))
        .map(s -> s.toArray(String[]::new))
        .orElse(new String[0]);
  }

  private Optional<Long> number(String name) {
    Optional<String> text = text(name);
    if (text.isPresent() && !text.get().matches("-?\\d{1,9}")) {
      throw new IllegalArgumentException(
          ThreadLeaks.PREFIX + name + ": not a number: \"" + text.get() + "\"");
    }
    return text.map(Long::valueOf);
  }

  private <E extends Enum<E>> E constant(String name, Class<E> type, E defaultValue) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return defaultValue;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text.get().toUpperCase(Locale.ROOT))) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        ThreadLeaks.PREFIX
            + name
            + ": \""
            + text.get()
            + "\" is not one of "
            + Arrays.toString(type.getEnumConstants()).replaceAll("[\\[\\]]", ""));
  }
}
