package dev.loosethread.leaks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Something that threads are started in and must be gone after: a run, a class, a test or a block
 * of code.
 */
final class Scope {
  /** What it is. */
  enum Kind {
    RUN,
    CLASS,
    TEST,
    BLOCK
  }

  /**
   * Where a scope stands in the code.
   *
   * @param id how the baseline names it: {@code package.Class#method}
   * @param display how a report names it
   * @param type the binary name of the test class, empty if there is none
   * @param method the name of the test method, empty if there is none
   */
  record Place(String id, String display, String type, String method) {}

  /** An exception that ended a thread. */
  record Uncaught(String thread, Throwable exception) {}

  private static final AtomicLong IDS = new AtomicLong();
  private static final Set<Scope> ACTIVE = ConcurrentHashMap.newKeySet();

  private final long id = IDS.incrementAndGet();
  private final Kind kind;
  private volatile Scope parent;
  private final long threadId = Thread.currentThread().getId();
  private final Scope outerOnThread = Births.scope();
  private final long firstBirth;
  private volatile LeakOptions options;
  private final Ledger ledger;
  private volatile Place place;

  /** Identifiers of the threads that lived before, in order; null when the scope has ended. */
  private volatile long[] before;

  /** All threads that were made before have lower identifiers or this one. */
  private final long lastId;

  /** All pools with default names that were made before have lower numbers. */
  private final int poolNumber;

  private volatile boolean isOverlapped;
  private volatile boolean hasEnded;
  private volatile boolean judgesHandedUpOnly;
  private final List<Uncaught> uncaught = new ArrayList<>();

  /** For a thread, by its identifier, the scopes within this one that may have started it. */
  private final Map<Long, Set<String>> starters = new ConcurrentHashMap<>();

  /** The threads of which scopes within this one could not tell whose they are. */
  private final Set<Long> handedUp = ConcurrentHashMap.newKeySet();

  private Scope(Kind kind, Place place, Scope parent, LeakOptions options, Ledger ledger) {
    this.kind = kind;
    this.place = place;
    this.parent = parent;
    this.options = options;
    this.ledger = ledger;
    Thread probe = Executors.defaultThreadFactory().newThread(() -> {});
    this.poolNumber = poolNumber(probe);
    this.lastId = probe.getId();
    this.firstBirth = Births.now();
    this.before =
        LiveThreads.unfiltered(false).stream().mapToLong(LiveThread::id).sorted().toArray();
  }

  /**
   * Begins a scope on the current thread.
   *
   * @param parent the scope around it, null if there is none
   * @param ledger where its leaks are written down
   */
  static Scope enter(Kind kind, Place place, Scope parent, LeakOptions options, Ledger ledger) {
    Scope scope = new Scope(kind, place, parent, options, ledger);
    scope.begin();
    scope.activate();
    return scope;
  }

  /**
   * Begins the scope of a test of which only the class is known yet, or a class that this one is
   * nested in.
   */
  static Scope enterUnknownTest(Scope ofClass) {
    Scope scope = new Scope(Kind.TEST, ofClass.place, ofClass, ofClass.options, ofClass.ledger);
    scope.begin();
    return scope;
  }

  private void begin() {
    Births.enter(this);
    Tracking.current().entered(this);
  }

  private void activate() {
    // First: of two that begin at the same moment, one at least sees the other.
    ACTIVE.add(this);
    for (Scope other : ACTIVE) {
      if (!isWithin(other) && !other.isWithin(this)) {
        other.isOverlapped = true;
        isOverlapped = true;
      }
    }
  }

  /** Ends it without judging it; what is around it may ask who started a thread. */
  void exitUnchecked() {
    for (LiveThread thread : LiveThreads.without(look())) {
      if (!wasBefore(thread) && !Ownership.isReported(thread)) {
        noteStarter(thread);
      }
    }
    exit();
  }

  /** Ends it, on the thread that began it if that can be. */
  void exit() {
    hasEnded = true;
    before = null;
    ACTIVE.remove(this);
    if (parent != null) {
      // What nobody has taken is for whoever judges what is around.
      synchronized (parent.uncaught) {
        parent.uncaught.addAll(takeUncaught());
      }
    }
    if (Births.scope() == this) {
      Births.enter(outerOnThread);
    }
    Tracking.current().left(this);
  }

  /** The innermost scope of the current thread, inherited ones included; null if there is none. */
  static Scope current() {
    return Births.scope();
  }

  /** Those that have begun and not ended, the outer before the inner. */
  static Collection<Scope> active() {
    return ACTIVE.stream().sorted(Comparator.comparingLong(Scope::id)).toList();
  }

  long id() {
    return id;
  }

  Kind kind() {
    return kind;
  }

  Scope parent() {
    return parent;
  }

  long threadId() {
    return threadId;
  }

  LeakOptions options() {
    return options;
  }

  Ledger ledger() {
    return ledger;
  }

  Place place() {
    return place;
  }

  /** Says which test it is, for one that began before that was known. */
  void become(Place test, Scope around, LeakOptions itsOptions) {
    place = test;
    parent = around;
    options = itsOptions;
    activate();
  }

  /** Only threads count from now on that scopes within this one could not decide about. */
  void judgeHandedUpOnly() {
    judgesHandedUpOnly = true;
  }

  boolean judges(LiveThread thread) {
    return !judgesHandedUpOnly || handedUp.contains(thread.id());
  }

  boolean hasEnded() {
    return hasEnded;
  }

  /** Whether something else went on at the same time, that threads could belong to as well. */
  boolean isOverlapped() {
    return isOverlapped;
  }

  boolean isWithin(Scope other) {
    for (Scope s = this; s != null; s = s.parent) {
      if (s == other) {
        return true;
      }
    }
    return false;
  }

  /** Looks at all threads of now, at virtual ones if some were made since the scope began. */
  List<LiveThread> look() {
    return LiveThreads.unfiltered(Births.hasVirtualSince(firstBirth));
  }

  boolean wasBefore(LiveThread thread) {
    if (thread.isVirtual()) {
      // To look for virtual ones before each test would cost more than it is worth.
      return thread.id() <= lastId;
    }
    long[] ids = before;
    return ids != null && Arrays.binarySearch(ids, thread.id()) >= 0;
  }

  int poolNumber() {
    return poolNumber;
  }

  /** A thread may belong to this scope or to another that ran at the same time. */
  void handUp(LiveThread thread) {
    if (parent != null) {
      noteStarter(thread);
      parent.handedUp.add(thread.id());
    }
  }

  /** Notes for what is around this scope that it may have started a thread. */
  void noteStarter(LiveThread thread) {
    if (parent != null) {
      parent
          .starters
          .computeIfAbsent(thread.id(), i -> ConcurrentHashMap.newKeySet())
          .addAll(starters.getOrDefault(thread.id(), Set.of(place.display())));
    }
  }

  long firstBirth() {
    return firstBirth;
  }

  /** The scopes within this one that may have started a thread; empty if none said so. */
  List<String> possibleStarters(long thread) {
    return starters.getOrDefault(thread, Set.of()).stream().sorted().toList();
  }

  void addUncaught(Thread thread, Throwable exception) {
    synchronized (uncaught) {
      uncaught.add(new Uncaught(thread.getName(), exception));
    }
  }

  List<Uncaught> takeUncaught() {
    synchronized (uncaught) {
      List<Uncaught> taken = List.copyOf(uncaught);
      uncaught.clear();
      return taken;
    }
  }

  /** The number that the JDK gave to a pool, which nobody else gets. */
  private static int poolNumber(Thread ofPool) {
    String name = ofPool.getName();
    return Integer.parseInt(name.substring("pool-".length(), name.indexOf("-thread")));
  }
}
