package dev.loosethread.leaks;

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
 * What is known of threads without Flight Recorder: a thread that is made inherits a note of where
 * that happened and in which scope. Nobody but the thread itself can read the note, so notes and
 * threads are matched by their order; where that leaves a doubt, nothing is said.
 */
final class Births {
  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
  private static final int MAX_FRAMES = 32;

  /** Two threads that different threads make so shortly one after the other may change places. */
  private static final long DOUBT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final AtomicLong SEQUENCE = new AtomicLong();
  private static final Set<Reference<Note>> NOTES = ConcurrentHashMap.newKeySet();
  private static final ReferenceQueue<Note> GONE = new ReferenceQueue<>();

  /** A thread inherits it from the one that makes it, which alone runs this. */
  private static final InheritableThreadLocal<Note> CURRENT =
      new InheritableThreadLocal<>() {
        @Override
        protected Note childValue(Note ofParent) {
          return ofParent == null ? null : Births.note(ofParent.scope);
        }
      };

  /** The number of the note of the virtual thread that was made last, or nearly so. */
  private static volatile long lastVirtual;

  private Births() {}

  /** What a thread inherits; it dies with the thread. */
  private static final class Note {
    final Scope scope;
    final long sequence = SEQUENCE.incrementAndGet();
    final long nanos = System.nanoTime();
    final long parent = Thread.currentThread().getId();
    final String parentName = Thread.currentThread().getName();

    /** The class of the thread, and the stack below its constructors. */
    Class<?> type;

    List<StackFrame> frames = List.of();

    Note(Scope scope) {
      this.scope = scope;
    }

    Start start() {
      return new Start(
          scope,
          parent,
          parentName,
          frames.stream().map(StackFrame::toStackTraceElement).toList(),
          true);
    }
  }

  /** The scope that the current thread is in or was made in; null if there is none. */
  static Scope scope() {
    Note note = CURRENT.get();
    return note == null ? null : note.scope;
  }

  static void enter(Scope scope) {
    CURRENT.set(scope == null ? null : new Note(scope));
  }

  /** All notes of threads that are made later have greater numbers. */
  static long now() {
    return SEQUENCE.get();
  }

  /** Whether a virtual thread was made after the note of this number. */
  static boolean hasVirtualSince(long number) {
    return lastVirtual > number;
  }

  private static Note note(Scope scope) {
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
      NOTES.add(new WeakReference<>(note, GONE));
      for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
        NOTES.remove(gone);
      }
    } catch (RuntimeException | LinkageError e) {
      // Somebody is making a thread, and must get it whatever happens here.
      Log.LOG.log(System.Logger.Level.DEBUG, "the making of a thread was not noted", e);
    }
    return note;
  }

  private static boolean isConstructor(StackFrame frame) {
    return frame.getMethodName().equals("<init>")
        && Thread.class.isAssignableFrom(frame.getDeclaringClass());
  }

  /**
   * Tells how threads came to be that were not there before a scope.
   *
   * @param live all threads
   * @param canCollect whether a garbage collection may clear away the notes of dead threads
   * @return by identifier, those of which there is no doubt
   */
  static Map<Long, Start> match(Scope scope, List<LiveThread> live, boolean canCollect) {
    Map<String, List<Long>> threads =
        live.stream()
            .filter(t -> !scope.wasBefore(t))
            .collect(
                Collectors.groupingBy(
                    LiveThread::className,
                    Collectors.mapping(LiveThread::id, Collectors.toList())));
    if (canCollect && hasTooMany(scope, threads)) {
      System.gc();
    }
    Map<String, List<Note>> notes = notes(scope);
    Map<Long, Start> starts = new HashMap<>();
    threads.forEach(
        (type, ids) -> {
          List<Note> of = notes.getOrDefault(type, List.of());
          if (of.size() == ids.size()) {
            ids.sort(null);
            for (int i = 0; i < of.size(); i++) {
              if (!isInDoubt(of, i)) {
                starts.put(ids.get(i), of.get(i).start());
              }
            }
          }
        });
    return starts;
  }

  /** Notes die with their threads, but not while somebody has hold of them. */
  private static boolean hasTooMany(Scope scope, Map<String, List<Long>> threads) {
    Map<String, List<Note>> notes = notes(scope);
    return threads.entrySet().stream()
        .anyMatch(e -> notes.getOrDefault(e.getKey(), List.of()).size() > e.getValue().size());
  }

  /** By class of thread, in order, those of threads made since a scope began. */
  private static Map<String, List<Note>> notes(Scope scope) {
    return NOTES.stream()
        .map(Reference::get)
        .filter(n -> n != null && n.type != null && n.sequence > scope.firstBirth())
        .sorted(Comparator.comparingLong(n -> n.sequence))
        .collect(Collectors.groupingBy(n -> n.type.getName()));
  }

  private static boolean isInDoubt(List<Note> notes, int index) {
    Note note = notes.get(index);
    for (int step : new int[] {-1, 1}) {
      for (int i = index + step;
          i >= 0 && i < notes.size() && Math.abs(notes.get(i).nanos - note.nanos) < DOUBT_NANOS;
          i += step) {
        if (notes.get(i).parent != note.parent) {
          return true;
        }
      }
    }
    return false;
  }
}
