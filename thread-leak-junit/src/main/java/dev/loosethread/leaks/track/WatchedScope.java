package dev.loosethread.leaks.track;

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
 * A part of a test run whose threads must have ended when it ends: the run itself, a class, a test
 * or a block of code.
 */
public final class WatchedScope {
  /** The kinds of scopes. */
  public enum Kind {
    /** The whole test run. */
    RUN,
    /** A test class. */
    CLASS,
    /** A test. */
    TEST,
    /** A block of code. */
    BLOCK
  }

  /**
   * Identifies a scope in the code.
   *
   * @param id the name in the baseline: {@code package.Class#method}
   * @param display the name in a report
   * @param type the binary name of the test class; empty if there is none
   * @param method the name of the test method; empty if there is none
   */
  public record Place(String id, String display, String type, String method) {}

  /** An exception that ended a thread. */
  public record Uncaught(String thread, Throwable exception) {}

  private static final AtomicLong IDS = new AtomicLong();
  private static final Set<WatchedScope> ACTIVE = ConcurrentHashMap.newKeySet();

  private final long id = IDS.incrementAndGet();
  private final Kind kind;
  private volatile WatchedScope parent;
  private final long threadId = Thread.currentThread().getId();
  private final WatchedScope outerOnThread = CreationNotes.scope();
  private final long noteSequence;
  private volatile ThreadFilter filter;
  private volatile Place place;

  /** The sorted identifiers of the threads that are older; null when the scope has ended. */
  private volatile long[] olderIds;

  /** No thread that is older has a greater identifier. */
  private final long lastOlderId;

  /** All older pools with default names have lower numbers. */
  private final int poolNumber;

  private volatile boolean isOverlapped;
  private volatile boolean hasEnded;
  private volatile boolean judgesDeferredOnly;
  private final List<Uncaught> uncaught = new ArrayList<>();

  /** For each thread, the inner scopes that may have started it. */
  private final Map<Long, Set<String>> possibleStarters = new ConcurrentHashMap<>();

  /** The threads whose inner scope is unknown, so that this scope judges them. */
  private final Set<Long> deferred = ConcurrentHashMap.newKeySet();

  private WatchedScope(Kind kind, Place place, WatchedScope parent, ThreadFilter filter) {
    this.kind = kind;
    this.place = place;
    this.parent = parent;
    this.filter = filter;
    Thread probe = Executors.defaultThreadFactory().newThread(() -> {});
    this.poolNumber = poolNumber(probe);
    this.lastOlderId = probe.getId();
    this.noteSequence = CreationNotes.lastSequence();
    this.olderIds = JvmThreads.list(false).stream().mapToLong(LiveThread::id).sorted().toArray();
  }

  /**
   * Begins a scope on the current thread.
   *
   * @param parent the enclosing scope; null if there is none
   * @param filter which threads the scope looks at
   */
  public static WatchedScope enter(
      Kind kind, Place place, WatchedScope parent, ThreadFilter filter) {
    WatchedScope scope = new WatchedScope(kind, place, parent, filter);
    scope.begin();
    scope.activate();
    return scope;
  }

  /**
   * Begins the scope of a test before JUnit names the test. Only its class, or a class nested in
   * that, is known; {@link #identify} follows.
   */
  public static WatchedScope enterUnidentifiedTest(WatchedScope ofClass) {
    WatchedScope scope = new WatchedScope(Kind.TEST, ofClass.place, ofClass, ofClass.filter);
    scope.begin();
    return scope;
  }

  private void begin() {
    CreationNotes.enter(this);
    StartRecording.recorder().entered(this);
  }

  private void activate() {
    // Added first, so that of two scopes that begin at the same moment at least one sees the other.
    ACTIVE.add(this);
    for (WatchedScope other : ACTIVE) {
      if (!isWithin(other) && !other.isWithin(this)) {
        other.isOverlapped = true;
        isOverlapped = true;
      }
    }
  }

  /** Sets the test of a scope that began unidentified. */
  public void identify(Place test, WatchedScope enclosing, ThreadFilter itsFilter) {
    place = test;
    parent = enclosing;
    filter = itsFilter;
    activate();
  }

  /** Ends the scope without judging it; the enclosing scope may ask who started a thread. */
  public void exitUnjudged() {
    for (LiveThread thread : JvmThreads.withoutKnown(listThreads())) {
      if (!isOlder(thread) && !ReportedThreads.contains(thread)) {
        notePossibleStarter(thread);
      }
    }
    exit();
  }

  /** Ends the scope, on the thread that began it if possible. */
  public void exit() {
    hasEnded = true;
    olderIds = null;
    ACTIVE.remove(this);
    if (parent != null) {
      // Exceptions that nobody has taken go to whoever judges the enclosing scope.
      synchronized (parent.uncaught) {
        parent.uncaught.addAll(takeUncaught());
      }
    }
    if (CreationNotes.scope() == this) {
      CreationNotes.enter(outerOnThread);
    }
    StartRecording.recorder().left(this);
  }

  /** Returns the innermost scope of the current thread, inherited ones included; else null. */
  public static WatchedScope current() {
    return CreationNotes.scope();
  }

  /** Returns the scopes that have begun and not ended, outer before inner. */
  static Collection<WatchedScope> active() {
    return ACTIVE.stream().sorted(Comparator.comparingLong(WatchedScope::id)).toList();
  }

  long id() {
    return id;
  }

  /** Returns the kind of the scope. */
  public Kind kind() {
    return kind;
  }

  /** Returns the enclosing scope; null if there is none. */
  public WatchedScope parent() {
    return parent;
  }

  /** Returns the identifier of the thread that began the scope. */
  public long threadId() {
    return threadId;
  }

  /** Returns which threads the scope looks at. */
  public ThreadFilter filter() {
    return filter;
  }

  /** Returns where the scope is in the code. */
  public Place place() {
    return place;
  }

  /** Restricts the scope to threads whose inner scope turns out to be unknown. */
  public void judgeDeferredOnly() {
    judgesDeferredOnly = true;
  }

  /** Returns true if the scope judges a thread at all. */
  public boolean judges(LiveThread thread) {
    return !judgesDeferredOnly || deferred.contains(thread.id());
  }

  boolean hasEnded() {
    return hasEnded;
  }

  /** Returns true if another scope, to which a thread may belong as well, ran at the same time. */
  public boolean isOverlapped() {
    return isOverlapped;
  }

  /** Returns true if this scope is the other one or nested in it. */
  public boolean isWithin(WatchedScope other) {
    for (WatchedScope s = this; s != null; s = s.parent) {
      if (s == other) {
        return true;
      }
    }
    return false;
  }

  /** Lists all live threads; virtual ones only if some were created since the scope began. */
  public List<LiveThread> listThreads() {
    return JvmThreads.list(CreationNotes.hasVirtualSince(noteSequence));
  }

  /** Returns true if a thread was there before the scope began. */
  public boolean isOlder(LiveThread thread) {
    if (thread.isVirtual()) {
      // Listing the virtual threads before each test would cost too much.
      return thread.id() <= lastOlderId;
    }
    long[] ids = olderIds;
    return ids != null && Arrays.binarySearch(ids, thread.id()) >= 0;
  }

  /** Returns a number that is greater than those of all older pools with default names. */
  public int poolNumber() {
    return poolNumber;
  }

  /** Leaves a thread that may belong to another scope of the same time to the enclosing scope. */
  public void deferToParent(LiveThread thread) {
    if (parent != null) {
      notePossibleStarter(thread);
      parent.deferred.add(thread.id());
    }
  }

  /** Tells the enclosing scope that this one may have started a thread. */
  private void notePossibleStarter(LiveThread thread) {
    if (parent != null) {
      parent
          .possibleStarters
          .computeIfAbsent(thread.id(), i -> ConcurrentHashMap.newKeySet())
          .addAll(possibleStarters.getOrDefault(thread.id(), Set.of(place.display())));
    }
  }

  long noteSequence() {
    return noteSequence;
  }

  /** Returns the inner scopes that may have started a thread, in alphabetical order. */
  public List<String> possibleStarters(long thread) {
    return possibleStarters.getOrDefault(thread, Set.of()).stream().sorted().toList();
  }

  void addUncaught(Thread thread, Throwable exception) {
    synchronized (uncaught) {
      uncaught.add(new Uncaught(thread.getName(), exception));
    }
  }

  /** Removes and returns the exceptions that ended threads of the scope. */
  public List<Uncaught> takeUncaught() {
    synchronized (uncaught) {
      List<Uncaught> taken = List.copyOf(uncaught);
      uncaught.clear();
      return taken;
    }
  }

  /** Returns the number of the pool that the JDK has just numbered; no other pool has it. */
  private static int poolNumber(Thread ofPool) {
    String name = ofPool.getName();
    return Integer.parseInt(name.substring("pool-".length(), name.indexOf("-thread")));
  }
}
