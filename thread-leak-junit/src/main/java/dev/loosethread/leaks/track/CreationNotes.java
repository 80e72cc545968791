package dev.loosethread.leaks.track;

import java.lang.StackWalker.StackFrame;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Tells how threads were created without Flight Recorder. Each new thread inherits a note, in an
 * {@link InheritableThreadLocal}, of the creating stack and scope. Only the thread itself can read
 * its note, so notes are matched to threads by their order. Where the order is ambiguous, the start
 * of a thread stays unknown.
 */
final class CreationNotes {
  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
  private static final int MAX_FRAMES = 32;

  /** If two threads create threads within this time, the order of the new threads is ambiguous. */
  private static final long AMBIGUITY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final AtomicLong SEQUENCE = new AtomicLong();
  private static final Set<Reference<Note>> NOTES = ConcurrentHashMap.newKeySet();
  private static final ReferenceQueue<Note> CLEARED = new ReferenceQueue<>();

  /** The note of the current thread. The creating thread runs {@code childValue}. */
  private static final InheritableThreadLocal<Note> CURRENT =
      new InheritableThreadLocal<>() {
        @Override
        protected Note childValue(Note ofParent) {
          return ofParent == null ? null : CreationNotes.note(ofParent.scope);
        }
      };

  /** The sequence number of the last note of a virtual thread; approximate under contention. */
  private static volatile long lastVirtual;

  private CreationNotes() {}

  /** The note that a thread inherits; it becomes unreachable with the thread. */
  private static final class Note {
    final WatchedScope scope;
    final long sequence = SEQUENCE.incrementAndGet();
    final long nanos = System.nanoTime();
    final long parent = Thread.currentThread().getId();
    final String parentName = Thread.currentThread().getName();

    /** The class of the {@link Thread} object. */
    Class<?> type;

    /** The creating stack without the constructors of the thread. */
    List<StackFrame> frames = List.of();

    Note(WatchedScope scope) {
      this.scope = scope;
    }

    ThreadStart start() {
      return new ThreadStart(
          scope,
          parent,
          parentName,
          frames.stream().map(StackFrame::toStackTraceElement).toList(),
          true);
    }
  }

  /** Returns the scope that the current thread is in or was created in; null if there is none. */
  static WatchedScope scope() {
    Note note = CURRENT.get();
    return note == null ? null : note.scope;
  }

  /** Puts the current thread into a scope, or out of all scopes if it is null. */
  static void enter(WatchedScope scope) {
    CURRENT.set(scope == null ? null : new Note(scope));
  }

  /**
   * Returns the last sequence number; notes of threads that are created later have greater ones.
   */
  static long lastSequence() {
    return SEQUENCE.get();
  }

  /** Returns true if a virtual thread was created after the note with this sequence number. */
  static boolean hasVirtualSince(long sequence) {
    return lastVirtual > sequence;
  }

  private static Note note(WatchedScope scope) {
    Note note = new Note(scope);
    try {
      List<StackFrame> stack = WALKER.walk(s -> s.skip(2).limit(MAX_FRAMES * 2L).toList());
      int begin = 0;
      while (begin < stack.size() && !isConstructor(stack.get(begin))) {
        begin++;
      }
      while (begin < stack.size() && isConstructor(stack.get(begin))) {
        note.type = stack.get(begin).getDeclaringClass();
        begin++;
      }
      note.frames = List.copyOf(stack.subList(begin, Math.min(stack.size(), begin + MAX_FRAMES)));
      if (note.type != null && note.type.getName().equals(LiveThread.VIRTUAL)) {
        lastVirtual = note.sequence;
      }
      NOTES.add(new WeakReference<>(note, CLEARED));
      for (Reference<?> cleared = CLEARED.poll(); cleared != null; cleared = CLEARED.poll()) {
        NOTES.remove(cleared);
      }
    } catch (RuntimeException | LinkageError e) {
      // User code is creating a thread; a failure here must not disturb it.
      Log.debug("the creation of a thread was not noted", e);
    }
    return note;
  }

  private static boolean isConstructor(StackFrame frame) {
    return frame.getMethodName().equals("<init>")
        && Thread.class.isAssignableFrom(frame.getDeclaringClass());
  }

  /**
   * Finds out how the threads that were created since a scope began were started.
   *
   * @param live all live threads
   * @param canCollect true if a garbage collection may clear the notes of dead threads
   * @return the unambiguous starts, by thread identifier
   */
  static Map<Long, ThreadStart> match(
      WatchedScope scope, List<LiveThread> live, boolean canCollect) {
    Map<String, List<Long>> threads =
        live.stream()
            .filter(t -> !scope.isOlder(t))
            .collect(
                Collectors.groupingBy(
                    LiveThread::className,
                    Collectors.mapping(LiveThread::id, Collectors.toList())));
    if (canCollect && hasNotesOfDeadThreads(scope, threads)) {
      System.gc();
    }
    Map<String, List<Note>> notes = notes(scope);
    Map<Long, ThreadStart> starts = new HashMap<>();
    threads.forEach(
        (type, ids) -> {
          List<Note> of = notes.getOrDefault(type, List.of());
          if (of.size() == ids.size()) {
            ids.sort(null);
            for (int i = 0; i < of.size(); i++) {
              if (!isAmbiguous(of, i)) {
                starts.put(ids.get(i), of.get(i).start());
              }
            }
          }
        });
    return starts;
  }

  /** Returns true if a thread object that has ended is still reachable, so that its note is too. */
  private static boolean hasNotesOfDeadThreads(
      WatchedScope scope, Map<String, List<Long>> threads) {
    Map<String, List<Note>> notes = notes(scope);
    return threads.entrySet().stream()
        .anyMatch(e -> notes.getOrDefault(e.getKey(), List.of()).size() > e.getValue().size());
  }

  /** Returns the notes since a scope began in creation order, by class of thread. */
  private static Map<String, List<Note>> notes(WatchedScope scope) {
    return NOTES.stream()
        .map(Reference::get)
        .filter(n -> n != null && n.type != null && n.sequence > scope.noteSequence())
        .sorted(Comparator.comparingLong(n -> n.sequence))
        .collect(Collectors.groupingBy(n -> n.type.getName()));
  }

  private static boolean isAmbiguous(List<Note> notes, int index) {
    Note note = notes.get(index);
    for (int step : new int[] {-1, 1}) {
      for (int i = index + step;
          i >= 0 && i < notes.size() && Math.abs(notes.get(i).nanos - note.nanos) < AMBIGUITY_NANOS;
          i += step) {
        if (notes.get(i).parent != note.parent) {
          return true;
        }
      }
    }
    return false;
  }
}
