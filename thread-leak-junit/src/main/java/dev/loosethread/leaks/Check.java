package dev.loosethread.leaks;

import dev.loosethread.leaks.judge.Leak;
import dev.loosethread.leaks.judge.LeakSearch;
import dev.loosethread.leaks.report.LeakText;
import dev.loosethread.leaks.report.RunReport;
import dev.loosethread.leaks.track.Log;
import dev.loosethread.leaks.track.WatchedScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Checks one scope: watches it, judges it at its end, and makes the error to throw. */
final class Check {
  private static final Map<WatchedScope, Check> OPEN = new ConcurrentHashMap<>();

  private final WatchedScope scope;
  private final RunReport report;
  private final boolean mayRecordStarts;
  private volatile LeakOptions options;

  private Check(
      WatchedScope scope, LeakOptions options, RunReport report, boolean mayRecordStarts) {
    this.scope = scope;
    this.options = options;
    this.report = report;
    this.mayRecordStarts = mayRecordStarts;
    OPEN.put(scope, this);
  }

  /** Begins the check of a whole run. */
  static Check ofRun(
      WatchedScope.Place place, LeakOptions options, RunReport report, boolean mayRecordStarts) {
    WatchedScope scope = WatchedScope.enter(WatchedScope.Kind.RUN, place, null, options.filter());
    return new Check(scope, options, report, mayRecordStarts);
  }

  /** Begins the check of a block of code that no other check encloses. */
  static Check ofBlock(
      WatchedScope.Place place, LeakOptions options, RunReport report, boolean mayRecordStarts) {
    WatchedScope scope = WatchedScope.enter(WatchedScope.Kind.BLOCK, place, null, options.filter());
    return new Check(scope, options, report, mayRecordStarts);
  }

  /** Begins a check on the current thread that this one encloses. */
  Check enter(
      WatchedScope.Kind kind,
      WatchedScope.Place place,
      LeakOptions itsOptions,
      boolean itMayRecordStarts) {
    WatchedScope inner = WatchedScope.enter(kind, place, scope, itsOptions.filter());
    return new Check(inner, itsOptions, report, itMayRecordStarts);
  }

  /** Begins the check of a test of this class before JUnit names the test. */
  Check enterUnidentifiedTest() {
    return new Check(WatchedScope.enterUnidentifiedTest(scope), options, report, mayRecordStarts);
  }

  /** Sets the test of a check that began unidentified. */
  void identify(WatchedScope.Place test, Check enclosing, LeakOptions itsOptions) {
    options = itsOptions;
    scope.identify(test, enclosing.scope, itsOptions.filter());
  }

  /** Returns the innermost open check of the current thread, inherited ones included; else null. */
  static Check current() {
    WatchedScope scope = WatchedScope.current();
    return scope == null ? null : OPEN.get(scope);
  }

  LeakOptions options() {
    return options;
  }

  RunReport report() {
    return report;
  }

  WatchedScope.Kind kind() {
    return scope.kind();
  }

  /** Restricts the check to threads whose test or class turns out to be unknown. */
  void judgeDeferredOnly() {
    scope.judgeDeferredOnly();
  }

  /** Ends the check of a test whose object could not be created. */
  void abandon() {
    OPEN.remove(scope);
    scope.exit();
  }

  /** Ends the check without judging it. */
  void endUnjudged() {
    OPEN.remove(scope);
    scope.exitUnjudged();
  }

  /**
   * Waits for the threads of the scope and ends the check.
   *
   * @return the error to throw; empty if there is none
   */
  Optional<ThreadLeakError> end() {
    List<Leak> leaks;
    List<WatchedScope.Uncaught> uncaught;
    try {
      leaks = new LeakSearch(scope, terms()).leaks();
      uncaught = scope.takeUncaught();
    } finally {
      abandon();
    }
    List<ThreadLeakError> errors = new ArrayList<>();
    leakError(report.add(scope.place(), leaks)).ifPresent(errors::add);
    uncaughtError(uncaught).ifPresent(errors::add);
    errors.stream().skip(1).forEach(e -> errors.get(0).addSuppressed(e));
    return errors.stream().findFirst();
  }

  private LeakSearch.Terms terms() {
    return new LeakSearch.Terms(
        options.maxWait(),
        options.tolerance(),
        options.action() == LeakAction.INTERRUPT,
        mayRecordStarts);
  }

  private Optional<ThreadLeakError> leakError(List<Leak> leaks) {
    if (leaks.isEmpty()) {
      return Optional.empty();
    }
    String text = LeakText.of(scope.place(), leaks, options.tolerance());
    if (options.action() == LeakAction.WARN) {
      Log.warn(text);
      return Optional.empty();
    }
    return Optional.of(new ThreadLeakError(text, leaks.stream().map(LeakedThread::new).toList()));
  }

  private Optional<ThreadLeakError> uncaughtError(List<WatchedScope.Uncaught> all) {
    UncaughtAction action = options.uncaught();
    if (all.isEmpty() || action == UncaughtAction.IGNORE) {
      return Optional.empty();
    }
    List<String> deaths = new ArrayList<>();
    all.forEach(u -> deaths.add("\"" + u.thread() + "\" by " + u.exception()));
    String text =
        (all.size() == 1 ? "an exception ended a thread of " : "exceptions ended threads of ")
            + scope.place().display()
            + ": "
            + String.join("; ", deaths);
    if (action == UncaughtAction.WARN) {
      Log.warn(text);
      return Optional.empty();
    }
    ThreadLeakError error = new ThreadLeakError(text, List.of());
    error.initCause(all.get(0).exception());
    all.stream().skip(1).forEach(u -> error.addSuppressed(u.exception()));
    return Optional.of(error);
  }
}
