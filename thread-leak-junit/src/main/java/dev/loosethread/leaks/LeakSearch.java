package dev.loosethread.leaks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for the threads of a scope, and tells which do not go away. */
final class LeakSearch {
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(1);
  private static final long LAST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** So long a thread may need to end before it is worth asking, at some cost, whose it is. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final long INTERRUPT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Scope scope;
  private final LeakOptions options;
  private final boolean mayTrack;

  /** What is known of the threads of the last look. */
  private Starts starts;

  private boolean hasCollected;

  /**
   * Creates a search.
   *
   * @param mayTrack whether starts may be recorded from now on
   */
  LeakSearch(Scope scope, boolean mayTrack) {
    this.scope = scope;
    this.options = scope.options();
    this.mayTrack = mayTrack;
  }

  /** Finds the leaks, none if there are no more than are tolerated. */
  List<LeakedThread> leaks() {
    // A test may leave its interrupt behind, and waiting would end at once.
    boolean wasInterrupted = Thread.interrupted();
    try {
      List<LiveThread> left = survivors();
      acceptExcluded();
      List<LeakedThread> leaks = left.stream().map(LeakSearch::asItIs).toList();
      // Only now: the garbage collection that this may take ends some threads.
      leaks = leaks.stream().map(this::withStart).toList();
      left.forEach(Ownership::report);
      return options.action() == LeakAction.INTERRUPT ? interrupted(left, leaks) : leaks;
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private List<LiveThread> survivors() {
    long begin = System.nanoTime();
    long maxWait = options.maxWait().toNanos();
    long pause = FIRST_PAUSE_NANOS;
    while (true) {
      long passed = System.nanoTime() - begin;
      boolean isOver = passed >= maxWait;
      List<LiveThread> unfiltered = scope.look();
      starts = new Starts(scope, unfiltered, isFirstOfDoubt(passed));
      List<LiveThread> live = LiveThreads.without(unfiltered);
      List<LiveThread> left = candidates(live);
      if (left.isEmpty()) {
        return List.of();
      }
      if (isOver || passed >= PATIENCE_NANOS) {
        if (mayTrack && scope.isOverlapped()) {
          Tracking.begin();
        }
        left =
            left.stream()
                .filter(t -> Ownership.belongs(t, starts.of(t), scope, live, !isOver))
                .toList();
        if (left.size() <= options.tolerance()) {
          // They are lived with, by what is around the scope as well.
          left.forEach(Ownership::report);
          return List.of();
        }
      }
      if (isOver) {
        starts = new Starts(scope, unfiltered, true);
        return left;
      }
      LockSupport.parkNanos(Math.min(pause, maxWait - passed));
      pause = Math.min(pause * 2, LAST_PAUSE_NANOS);
    }
  }

  /** Once, where it matters whose a thread is, a garbage collection is worth its time. */
  private boolean isFirstOfDoubt(long passed) {
    if (passed < PATIENCE_NANOS || !scope.isOverlapped() || hasCollected) {
      return false;
    }
    hasCollected = true;
    return true;
  }

  /** What these options exclude or expect, those of what is around the scope need not. */
  private void acceptExcluded() {
    Scope around = scope.parent();
    if (around == null || around.options() == options) {
      return;
    }
    List<LiveThread> unfiltered = scope.look();
    Starts now = new Starts(scope, unfiltered, false);
    List<LiveThread> live = LiveThreads.without(unfiltered);
    live.stream()
        .filter(t -> !scope.wasBefore(t) && !Ownership.isReported(t))
        .filter(t -> !options.covers(t, now) && around.options().covers(t, now))
        .filter(t -> Ownership.belongs(t, now.of(t), scope, live, false))
        .forEach(Ownership::report);
  }

  private List<LiveThread> candidates(List<LiveThread> live) {
    long self = Thread.currentThread().getId();
    return live.stream()
        .filter(t -> t.id() != self && !scope.wasBefore(t) && !Ownership.isReported(t))
        .filter(scope::judges)
        .filter(t -> options.covers(t, starts))
        .toList();
  }

  private static LeakedThread asItIs(LiveThread thread) {
    return new LeakedThread(
        thread.name(),
        thread.id(),
        thread.state(),
        thread.group(),
        thread.isDaemon(),
        thread.isVirtual(),
        thread.stack(),
        List.of(),
        false,
        "",
        "",
        "",
        null);
  }

  private LeakedThread withStart(LeakedThread leak) {
    Start start = starts.of(leak.id(), leak.isVirtual());
    if (start.frames().isEmpty() && !leak.isVirtual() && mayTrack) {
      // At least the next one that leaks is to be known better.
      Tracking.begin();
    }
    return leak.startedBy(start, startedBy(leak.id(), start), Suggestion.of(leak, start));
  }

  private String startedBy(long thread, Start start) {
    List<String> possible = scope.possibleStarters(thread);
    String by =
        start.scope() != null
            ? start.scope().place().display()
            : possible.size() > 1
                ? "one of " + String.join(", ", possible)
                : possible.size() == 1 ? possible.get(0) : scope.place().display();
    boolean isByItself = start.scope() == null || start.parent() == start.scope().threadId();
    return isByItself ? by : by + ", on its thread \"" + start.parentName() + "\"";
  }

  private static List<LeakedThread> interrupted(List<LiveThread> left, List<LeakedThread> leaks) {
    left.stream().filter(t -> !t.isVirtual()).forEach(t -> t.platform().interrupt());
    long deadline = System.nanoTime() + INTERRUPT_NANOS;
    long pause = FIRST_PAUSE_NANOS;
    while (System.nanoTime() < deadline && left.stream().anyMatch(LeakSearch::isAlive)) {
      LockSupport.parkNanos(pause);
      pause = Math.min(pause * 2, LAST_PAUSE_NANOS);
    }
    List<LeakedThread> told = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      LiveThread thread = left.get(i);
      // Nobody but the platform has a virtual thread's object.
      told.add(thread.isVirtual() ? leaks.get(i) : leaks.get(i).interrupted(!isAlive(thread)));
    }
    return told;
  }

  private static boolean isAlive(LiveThread thread) {
    return !thread.isVirtual() && thread.platform().isAlive();
  }
}
