package dev.loosethread.leaks.judge;

import dev.loosethread.leaks.track.JvmThreads;
import dev.loosethread.leaks.track.LiveThread;
import dev.loosethread.leaks.track.ReportedThreads;
import dev.loosethread.leaks.track.StartLookup;
import dev.loosethread.leaks.track.StartRecording;
import dev.loosethread.leaks.track.ThreadStart;
import dev.loosethread.leaks.track.WatchedScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for the threads of a scope, and finds those that do not end. */
public final class LeakSearch {
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(1);
  private static final long LAST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** How long a thread may take to end before the costly search for its owner begins. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long INTERRUPT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final WatchedScope scope;
  private final Terms terms;

  /** How the threads of the last listing were started. */
  private StartLookup starts;

  private boolean hasCollected;

  /**
   * The terms of a search.
   *
   * @param maxWait how long to wait for threads that are ending
   * @param tolerance how many threads may be left
   * @param interruptsLeaks true to interrupt the leaked threads
   * @param mayRecordStarts true if thread starts may be recorded from now on
   */
  public record Terms(
      Duration maxWait, int tolerance, boolean interruptsLeaks, boolean mayRecordStarts) {}

  /** Creates a search. */
  public LeakSearch(WatchedScope scope, Terms terms) {
    this.scope = scope;
    this.terms = terms;
  }

  /** Returns the leaks; an empty list if no more are left than are tolerated. */
  public List<Leak> leaks() {
    // A test may leave its thread interrupted, which would end every wait at once.
    boolean wasInterrupted = Thread.interrupted();
    try {
      List<LiveThread> left = survivors();
      tolerateExcluded();
      List<ThreadSnapshot> snapshots = left.stream().map(ThreadSnapshot::of).toList();
      // After the snapshots, since a garbage collection in this step ends some threads.
      List<Leak> leaks = snapshots.stream().map(this::leakOf).toList();
      left.forEach(ReportedThreads::add);
      return terms.interruptsLeaks() ? interrupted(left, leaks) : leaks;
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private List<LiveThread> survivors() {
    long begin = System.nanoTime();
    long maxWait = terms.maxWait().toNanos();
    long pause = FIRST_PAUSE_NANOS;
    while (true) {
      long passed = System.nanoTime() - begin;
      boolean isOver = passed >= maxWait;
      List<LiveThread> all = scope.listThreads();
      starts = new StartLookup(scope, all, shouldCollect(passed));
      List<LiveThread> live = JvmThreads.withoutKnown(all);
      List<LiveThread> left = candidates(live);
      if (left.isEmpty()) {
        return List.of();
      }
      if (isOver || passed >= PATIENCE_NANOS) {
        left = owned(left, live, !isOver);
        if (left.size() <= terms.tolerance()) {
          // The enclosing scopes tolerate these threads as well.
          left.forEach(ReportedThreads::add);
          return List.of();
        }
      }
      if (isOver) {
        starts = new StartLookup(scope, all, true);
        return left;
      }
      LockSupport.parkNanos(Math.min(pause, maxWait - passed));
      pause = Math.min(pause * 2, LAST_PAUSE_NANOS);
    }
  }

  private List<LiveThread> owned(
      List<LiveThread> candidates, List<LiveThread> live, boolean canWait) {
    if (terms.mayRecordStarts() && scope.isOverlapped()) {
      StartRecording.begin();
    }
    return candidates.stream()
        .filter(t -> Ownership.belongs(t, starts.of(t), scope, live, canWait))
        .toList();
  }

  /** Returns true once, when the owner of a thread matters enough for a garbage collection. */
  private boolean shouldCollect(long passed) {
    if (passed < PATIENCE_NANOS || !scope.isOverlapped() || hasCollected) {
      return false;
    }
    hasCollected = true;
    return true;
  }

  /** Keeps the enclosing scope from reporting threads that only the filter of this one excludes. */
  private void tolerateExcluded() {
    WatchedScope parent = scope.parent();
    if (parent == null || parent.filter() == scope.filter()) {
      return;
    }
    List<LiveThread> all = scope.listThreads();
    StartLookup now = new StartLookup(scope, all, false);
    List<LiveThread> live = JvmThreads.withoutKnown(all);
    live.stream()
        .filter(t -> !scope.isOlder(t) && !ReportedThreads.contains(t))
        .filter(t -> !scope.filter().accepts(t, now) && parent.filter().accepts(t, now))
        .filter(t -> Ownership.belongs(t, now.of(t), scope, live, false))
        .forEach(ReportedThreads::add);
  }

  private List<LiveThread> candidates(List<LiveThread> live) {
    long self = Thread.currentThread().getId();
    return live.stream()
        .filter(t -> t.id() != self && !scope.isOlder(t) && !ReportedThreads.contains(t))
        .filter(scope::judges)
        .filter(t -> scope.filter().accepts(t, starts))
        .toList();
  }

  private Leak leakOf(ThreadSnapshot thread) {
    ThreadStart start = starts.of(thread.id(), thread.isVirtual());
    if (start.frames().isEmpty() && !thread.isVirtual() && terms.mayRecordStarts()) {
      // Too late for this leak, but in time for the next one.
      StartRecording.begin();
    }
    return new Leak(
        thread, start, startedBy(thread.id(), start), Suggestion.of(thread, start.frames()), null);
  }

  private String startedBy(long thread, ThreadStart start) {
    List<String> possible = scope.possibleStarters(thread);
    String by;
    if (start.scope() != null) {
      by = start.scope().place().display();
    } else if (possible.isEmpty()) {
      by = scope.place().display();
    } else {
      by = possible.size() == 1 ? possible.get(0) : "one of " + String.join(", ", possible);
    }
    boolean isOnThreadOfScope = start.scope() == null || start.parent() == start.scope().threadId();
    return isOnThreadOfScope ? by : by + ", on its thread \"" + start.parentName() + "\"";
  }

  private static List<Leak> interrupted(List<LiveThread> left, List<Leak> leaks) {
    left.stream().filter(t -> !t.isVirtual()).forEach(t -> t.platform().interrupt());
    long deadline = System.nanoTime() + INTERRUPT_NANOS;
    long pause = FIRST_PAUSE_NANOS;
    while (System.nanoTime() < deadline && left.stream().anyMatch(LeakSearch::isAlive)) {
      LockSupport.parkNanos(pause);
      pause = Math.min(pause * 2, LAST_PAUSE_NANOS);
    }
    List<Leak> result = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      LiveThread thread = left.get(i);
      // A virtual thread is known from a thread dump, which has no object to interrupt.
      result.add(thread.isVirtual() ? leaks.get(i) : leaks.get(i).interrupted(!isAlive(thread)));
    }
    return result;
  }

  private static boolean isAlive(LiveThread thread) {
    return !thread.isVirtual() && thread.platform().isAlive();
  }
}
