package dev.loosethread.leaks;

import dev.loosethread.leaks.track.WatchedScope;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Array;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The settings of a run, a class or a test, from parameters and annotations.
 *
 * @param place the class or test
 * @param scope when threads must have ended
 * @param options what counts as a leak
 * @param parameters the parameters of the whole run
 */
record Settings(
    WatchedScope.Place place, LeakScope scope, LeakOptions options, Parameters parameters) {
  static final WatchedScope.Place RUN =
      new WatchedScope.Place("the test run", "the test run", "", "");

  /**
   * Reads the settings of a class.
   *
   * @throws IllegalArgumentException with a message of one line that names the bad setting
   */
  static Settings ofClass(ExtensionContext context) {
    Settings settings = ofRun(context);
    for (Class<?> type : fromOutermost(context)) {
      settings = settings.narrowed(type);
    }
    return new Settings(
        place(context), settings.scope(), settings.options(), settings.parameters());
  }

  /**
   * Reads the settings of a test of the class that these settings are for.
   *
   * @throws IllegalArgumentException with a message of one line that names the bad setting
   */
  Settings ofTest(ExtensionContext context) {
    Settings settings = narrowed(context.getRequiredTestMethod());
    return new Settings(place(context), settings.scope(), settings.options(), parameters);
  }

  private Settings narrowed(AnnotatedElement element) {
    LeakScope when = scope;
    LeakOptions narrower = options;
    Optional<ThreadLeakCheck> check =
        AnnotationSupport.findAnnotation(element, ThreadLeakCheck.class);
    if (check.isPresent()) {
      try {
        when = optional(check.get().scope(), LeakScope.class, "scope").orElse(when);
        narrower = with(narrower, check.get());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("@ThreadLeakCheck: " + e.getMessage(), e);
      }
    }
    for (ExpectedThreadLeak expected :
        AnnotationSupport.findRepeatableAnnotations(element, ExpectedThreadLeak.class)) {
      narrower = narrower.expect(expected.value(), expected.reason());
    }
    return new Settings(place, when, narrower, parameters);
  }

  /**
   * Reads the settings of the whole run, which no annotation changes.
   *
   * @throws IllegalArgumentException with a message of one line that names the bad setting
   */
  static Settings ofRun(ExtensionContext context) {
    Parameters parameters = Parameters.of(context::getConfigurationParameter);
    return new Settings(RUN, parameters.scope(), parameters.options(), parameters);
  }

  private static LeakOptions with(LeakOptions wider, ThreadLeakCheck check) {
    LeakOptions options = wider.include(check.include()).exclude(check.exclude());
    options =
        optional(check.action(), LeakAction.class, "action").map(options::action).orElse(options);
    options =
        optional(check.uncaught(), UncaughtAction.class, "uncaught")
            .map(options::uncaught)
            .orElse(options);
    options =
        optional(check.tolerance(), Integer.class, "tolerance")
            .map(options::tolerance)
            .orElse(options);
    return optional(check.maxWaitMillis(), Long.class, "maxWaitMillis")
        .map(Duration::ofMillis)
        .map(options::maxWait)
        .orElse(options);
  }

  /** Returns the value of an optional element, which is an array with at most one value. */
  private static <T> Optional<T> optional(Object values, Class<T> type, String element) {
    int length = Array.getLength(values);
    if (length > 1) {
      throw new IllegalArgumentException(element + " has " + length + " values; give at most one");
    }
    return length == 0 ? Optional.empty() : Optional.of(type.cast(Array.get(values, 0)));
  }

  private static List<Class<?>> fromOutermost(ExtensionContext context) {
    List<Class<?>> types = new ArrayList<>();
    for (Class<?> c = context.getTestClass().orElse(null); c != null; c = c.getEnclosingClass()) {
      types.add(0, c);
    }
    return types;
  }

  private static WatchedScope.Place place(ExtensionContext context) {
    String type = context.getTestClass().map(Class::getName).orElse("");
    String shown = type.substring(type.lastIndexOf('.') + 1);
    String method = context.getTestMethod().map(m -> m.getName()).orElse("");
    if (method.isEmpty()) {
      return new WatchedScope.Place(type, shown, type, "");
    }
    String name = context.getDisplayName();
    String display = shown + "." + method + "()";
    return new WatchedScope.Place(
        type + "#" + method,
        name.startsWith(method + "(") ? display : display + " \"" + name + "\"",
        type,
        method);
  }
}
