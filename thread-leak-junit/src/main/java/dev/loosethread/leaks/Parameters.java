package dev.loosethread.leaks;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The configuration parameters, all of whose names begin with {@link ThreadLeaks#PREFIX}. */
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

  /** Reads parameters by a function that knows their full names. */
  static Parameters of(Function<String, Optional<String>> lookup) {
    return new Parameters(lookup);
  }

  /**
   * Looks for misspelt ones.
   *
   * @throws IllegalArgumentException with one line, if there is a system property that begins like
   *     a parameter and is none
   */
  static void checkNames() {
    for (String property : System.getProperties().stringPropertyNames()) {
      if (property.startsWith(ThreadLeaks.PREFIX)
          && !NAMES.contains(property.substring(ThreadLeaks.PREFIX.length()))) {
        throw new IllegalArgumentException(
            "no such parameter: "
                + property
                + "; there are "
                + ThreadLeaks.PREFIX
                + String.join(", ", NAMES));
      }
    }
  }

  static Parameters ofSystem() {
    checkNames();
    return of(name -> Optional.ofNullable(System.getProperty(name)));
  }

  LeakScope scope() {
    return one("scope", LeakScope.class, LeakScope.TEST);
  }

  StartSites startSites() {
    return one("startSites", StartSites.class, StartSites.AUTO);
  }

  Baseline.Mode baselineMode() {
    return one("baselineMode", Baseline.Mode.class, Baseline.Mode.CHECK);
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException with one line, if it is none
   */
  Optional<Path> path(String name) {
    try {
      return text(name).map(Path::of);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          ThreadLeaks.PREFIX + name + ": not a path: " + e.getMessage(), e);
    }
  }

  /**
   * The options that the parameters ask for.
   *
   * @throws IllegalArgumentException with one line that names the parameter, if one is bad
   */
  LeakOptions options() {
    LeakOptions options =
        LeakOptions.defaults()
            .action(one("action", LeakAction.class, LeakAction.FAIL))
            .uncaught(one("uncaught", UncaughtAction.class, UncaughtAction.FAIL));
    Optional<Long> tolerance = number("tolerance");
    if (tolerance.isPresent()) {
      options = named(options, o -> o.tolerance(Math.toIntExact(tolerance.get())));
    }
    Optional<Long> maxWait = number("maxWaitMillis");
    if (maxWait.isPresent()) {
      options = named(options, o -> o.maxWait(Duration.ofMillis(maxWait.get())));
    }
    return named(options, o -> o.include(several("include")).exclude(several("exclude")));
  }

  private static LeakOptions named(LeakOptions options, Function<LeakOptions, LeakOptions> change) {
    try {
      return change.apply(options);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(ThreadLeaks.PREFIX + e.getMessage(), e);
    }
  }

  private Optional<String> text(String name) {
    return lookup.apply(ThreadLeaks.PREFIX + name).map(String::strip).filter(t -> !t.isEmpty());
  }

  private String[] several(String name) {
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

  private <E extends Enum<E>> E one(String name, Class<E> type, E otherwise) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
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
            + "\" is none of "
            + Arrays.toString(type.getEnumConstants()).replaceAll("[\\[\\]]", ""));
  }
}
