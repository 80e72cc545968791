package dev.loosethread.leaks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends a scope and judges it. */
final class ScopeEnd {
  private ScopeEnd() {}

  /**
   * Waits for the threads of a scope and ends it.
   *
   * @param mayTrack whether starts of threads may be recorded from now on
   * @return what fails; empty if nothing does
   */
  static Optional<ThreadLeakError> of(Scope scope, boolean mayTrack) {
    List<LeakedThread> leaks;
    List<Scope.Uncaught> uncaught;
    try {
      leaks = new LeakSearch(scope, mayTrack).leaks();
      uncaught = scope.takeUncaught();
    } finally {
      scope.exit();
    }
    List<ThreadLeakError> errors = new ArrayList<>();
    List<LeakedThread> fresh = scope.ledger().add(scope.place(), leaks);
    if (!fresh.isEmpty()) {
      String text = LeakText.of(scope.place(), fresh, scope.options().tolerance());
      if (scope.options().action() == LeakAction.WARN) {
        Log.warn(text);
      } else {
        errors.add(new ThreadLeakError(text, fresh));
      }
    }
    uncaught(scope, uncaught).ifPresent(errors::add);
    errors.stream().skip(1).forEach(e -> errors.get(0).addSuppressed(e));
    return errors.stream().findFirst();
  }

  private static Optional<ThreadLeakError> uncaught(Scope scope, List<Scope.Uncaught> all) {
    UncaughtAction action = scope.options().uncaught();
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
