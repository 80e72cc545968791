package dev.loosethread.bench.fixes;

import dev.loosethread.bench.corpus.MeasuredProcess;
import dev.loosethread.bench.corpus.SourceText;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tests of one class, run in a JVM of their own by JUnit's console.
 *
 * @param passed how often a test of each name passed
 * @param notPassed how many did not
 * @param isComplete whether they ended in time
 * @param loaded the classes of the project that were loaded
 */
record TestRun(Map<String, Integer> passed, int notPassed, boolean isComplete, Set<String> loaded) {
  /** What old tests, and what makes mocks for them, reach into. */
  private static final List<String> OPENED =
      List.of("lang", "lang.reflect", "util", "util.concurrent", "io", "net", "nio", "text");

  private static final Pattern RESULT =
      Pattern.compile(
          "((?:JUnit Jupiter|JUnit Vintage|TestNG) > .*) :: (SUCCESSFUL|FAILED|ABORTED)$");

  /** Addresses and times, which some tests are named with. */
  private static final Pattern CHANGING = Pattern.compile("@[0-9a-f]+|\\d{4,}");

  private static final Pattern LOADED = Pattern.compile("\\]\\s+(\\S+) source: file:(\\S+)$");

  /**
   * Runs them.
   *
   * @param classPath with JUnit's console
   * @param classes the folder of the classes to know about
   * @param home the working folder of the tests
   */
  static TestRun of(
      String testClass, List<Path> classPath, Path classes, Path home, Path log, Duration most) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-Djava.awt.headless=true", "-Xlog:class+load:stdout"));
    OPENED.forEach(name -> command.add("--add-opens=java.base/java." + name + "=ALL-UNNAMED"));
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add("org.junit.platform.console.ConsoleLauncher");
    command.addAll(List.of("execute", "--select-class", testClass, "--details=testfeed"));
    command.addAll(List.of("--disable-banner", "--disable-ansi-colors"));
    MeasuredProcess process = MeasuredProcess.run(home, command, log, most);
    return parse(SourceText.read(log), classes, process.exitCode() != -1);
  }

  /** Reads what such a JVM has printed. */
  static TestRun parse(String output, Path classes, boolean isComplete) {
    Map<String, Integer> passed = new HashMap<>();
    Set<String> loaded = new HashSet<>();
    int notPassed = 0;
    for (String line : output.lines().toList()) {
      Matcher result = RESULT.matcher(line);
      Matcher load = LOADED.matcher(line);
      if (result.find()) {
        if (result.group(2).equals("SUCCESSFUL")) {
          passed.merge(CHANGING.matcher(result.group(1)).replaceAll("…"), 1, Integer::sum);
        } else {
          notPassed++;
        }
      } else if (load.find() && Path.of(load.group(2)).startsWith(classes)) {
        loaded.add(load.group(1));
      }
    }
    return new TestRun(passed, notPassed, isComplete, loaded);
  }

  int passedTests() {
    return passed.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns the names of tests that passed here more often than there. */
  List<String> lostIn(TestRun other) {
    return passed.entrySet().stream()
        .filter(test -> other.passed().getOrDefault(test.getKey(), 0) < test.getValue())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
