package dev.loosethread.leaks;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventType;

/** Runs sample tests in a separate JUnit engine. */
final class Engine {
  private final List<Class<?>> classes;
  private final Map<String, String> parameters = new LinkedHashMap<>();

  private Engine(List<Class<?>> classes) {
    this.classes = classes;
    with("maxWaitMillis", "300");
  }

  static Engine of(Class<?>... classes) {
    return new Engine(List.of(classes));
  }

  Engine with(String parameter, String value) {
    parameters.put(ThreadLeaks.PREFIX + parameter, value);
    return this;
  }

  Engine withJUnit(String parameter, String value) {
    parameters.put("junit.jupiter." + parameter, value);
    return this;
  }

  /** The results of all tests and containers, the engine included, by display name. */
  record Outcome(Map<String, TestExecutionResult> results) {
    /** Returns the failure of a test or container; empty if it passed. */
    Optional<Throwable> failure(String name) {
      if (!results.containsKey(name)) {
        throw new IllegalArgumentException(name + " did not run, but " + results.keySet());
      }
      return results.get(name).getThrowable();
    }

    /** Returns the leak error of a test or container. */
    ThreadLeakError error(String name) {
      return (ThreadLeakError)
          failure(name).orElseThrow(() -> new AssertionError(name + " passed"));
    }

    /** Returns the names of the tests and containers that did not pass. */
    List<String> failed() {
      List<String> names = new ArrayList<>();
      results.forEach(
          (name, result) -> {
            if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
              names.add(name);
            }
          });
      return names;
    }
  }

  Outcome run() {
    Map<String, TestExecutionResult> results = new LinkedHashMap<>();
    EngineTestKit.engine("junit-jupiter")
        .selectors(
            classes.stream()
                .map(c -> selectClass(c))
                .toArray(org.junit.platform.engine.discovery.ClassSelector[]::new))
        .configurationParameters(parameters)
        .enableImplicitConfigurationParameters(false)
        .execute()
        .allEvents()
        .filter(e -> e.getType() == EventType.FINISHED)
        .forEach(
            e ->
                results.put(
                    e.getTestDescriptor().getDisplayName(),
                    e.getRequiredPayload(TestExecutionResult.class)));
    return new Outcome(results);
  }
}
