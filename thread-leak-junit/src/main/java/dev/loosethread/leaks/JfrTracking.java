package dev.loosethread.leaks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import jdk.jfr.consumer.EventStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;

/**
 * Tracking by Flight Recorder. The JVM notes each start of a thread with its stack; our own events
 * note, by the same clock, which scope a thread is in. Nobody reads either until somebody asks for
 * a thread that is not known yet.
 */
final class JfrTracking implements Tracking {
  private static final String START = "jdk.ThreadStart";
  private static final String SCOPE = "dev.loosethread.leaks.Scope";

  /** How many scopes may wait for being sorted in. */
  private static final int MAX_PENDING = 5_000;

  /** How long a thread that was started may need until it runs and notes its start. */
  private static final long MAX_PENDING_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** How often it is looked for meanwhile. */
  private static final long UPDATE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /**
   * How long after its end a scope may still be the one that a thread was started in: the time of
   * an event is that of the thread's first step.
   */
  private static final Duration AFTER_END = Duration.ofSeconds(2);

  /** A thread is in a scope from the one event to the other. */
  @Name(SCOPE)
  @StackTrace(false)
  static final class ScopeEvent extends Event {
    long scope;
    long threadId;
    boolean entered;
  }

  private Recording recording;
  private final Map<Long, Scope> scopes = new ConcurrentHashMap<>();

  /** For each thread that is in scopes, these, the innermost last. */
  private final Map<Long, List<Scope>> within = new HashMap<>();

  /** For each thread, the scopes that it left lately, by identifier. */
  private final Map<Long, Map<Scope, Instant>> before = new HashMap<>();

  private final Map<Long, Start> starts = new HashMap<>();

  /** When a thread was asked for first that is not known, by {@link System#nanoTime()}. */
  private final Map<Long, Long> unknown = new HashMap<>();

  private long lastUpdate;

  private JfrTracking(Recording recording) {
    this.recording = recording;
  }

  /**
   * Begins to record.
   *
   * @throws IllegalStateException if the JVM has no Flight Recorder, or it is switched off
   */
  static JfrTracking start() {
    if (!FlightRecorder.isAvailable()) {
      throw new IllegalStateException("Flight Recorder is not available");
    }
    return new JfrTracking(begin());
  }

  /**
   * Begins a recording, which is to disk: one in memory gets nothing as long as somebody else's
   * writes to disk.
   */
  private static Recording begin() {
    Recording recording = new Recording();
    recording.setName("Loosethread: starts of threads");
    recording.enable(START).withStackTrace();
    recording.enable(ScopeEvent.class);
    recording.start();
    return recording;
  }

  @Override
  public void entered(Scope scope) {
    scopes.put(scope.id(), scope);
    tell(scope, true);
    if (scopes.size() > MAX_PENDING) {
      update();
    }
  }

  @Override
  public void left(Scope scope) {
    tell(scope, false);
  }

  private static void tell(Scope scope, boolean entered) {
    ScopeEvent event = new ScopeEvent();
    event.scope = scope.id();
    event.threadId = scope.threadId();
    event.entered = entered;
    event.commit();
  }

  @Override
  public synchronized Start startOf(long id) {
    if (starts.containsKey(id)) {
      return starts.get(id);
    }
    long now = System.nanoTime();
    Long since = unknown.putIfAbsent(id, now);
    boolean isPending = since == null || now - since < MAX_PENDING_NANOS;
    if (since == null || isPending && now - lastUpdate > UPDATE_NANOS) {
      update();
      lastUpdate = now;
    }
    return starts.getOrDefault(id, isPending ? Start.PENDING : Start.UNKNOWN);
  }

  /**
   * Sorts in what was recorded since the last time. A new recording takes over before the old one
   * ends, so that nothing is lost; what both have is sorted in twice, which changes nothing.
   */
  private synchronized void update() {
    Recording old = recording;
    recording = begin();
    List<RecordedEvent> events = new ArrayList<>();
    try (TemporaryFile file = new TemporaryFile(".jfr")) {
      old.stop();
      old.dump(file.path());
      try (EventStream stream = EventStream.openFile(file.path())) {
        stream.setReuse(false);
        stream.onEvent(START, events::add);
        stream.onEvent(SCOPE, events::add);
        stream.start();
      }
    } catch (IOException e) {
      Log.LOG.log(System.Logger.Level.DEBUG, "starts of threads cannot be read", e);
    } finally {
      old.close();
    }
    events.sort(Comparator.comparing(RecordedEvent::getStartTime));
    events.forEach(this::sortIn);
    forgetTheDead();
  }

  private void sortIn(RecordedEvent event) {
    if (event.getEventType().getName().equals(START)) {
      sortInStart(event);
    } else {
      sortInScope(event);
    }
  }

  private void sortInStart(RecordedEvent event) {
    RecordedThread thread = event.getThread("thread");
    RecordedThread parent = event.getThread("parentThread");
    if (thread != null && parent != null && !starts.containsKey(thread.getJavaThreadId())) {
      long id = parent.getJavaThreadId();
      List<StackTraceElement> frames = frames(event);
      starts.put(
          thread.getJavaThreadId(),
          new Start(
              scopeOf(id, frames, event.getStartTime()),
              id,
              parent.getJavaName() == null ? "" : parent.getJavaName(),
              frames,
              false));
    }
  }

  private void sortInScope(RecordedEvent event) {
    Scope scope = scopes.get(event.getLong("scope"));
    List<Scope> stack = within.computeIfAbsent(event.getLong("threadId"), id -> new ArrayList<>());
    if (scope != null) {
      stack.remove(scope);
      if (event.getBoolean("entered")) {
        stack.add(scope);
      } else {
        scopes.remove(scope.id());
        before
            .computeIfAbsent(event.getLong("threadId"), id -> new LinkedHashMap<>())
            .put(scope, event.getStartTime());
      }
    }
  }

  /**
   * What a thread is in, or what the thread was in that started it.
   *
   * @param frames the stack at the start, which tells the scope that has just begun from the one
   *     that has just ended
   */
  private Scope scopeOf(long thread, List<StackTraceElement> frames, Instant when) {
    List<Scope> stack = within.getOrDefault(thread, List.of());
    Scope best = stack.isEmpty() ? null : stack.get(stack.size() - 1);
    int bestMatch = nameMatch(best, frames);
    // The one left last comes first.
    List<Map.Entry<Scope, Instant>> left =
        new ArrayList<>(before.getOrDefault(thread, Map.of()).entrySet());
    Collections.reverse(left);
    for (Map.Entry<Scope, Instant> entry : left) {
      int match = nameMatch(entry.getKey(), frames);
      if (match > bestMatch && entry.getValue().isAfter(when.minus(AFTER_END))) {
        best = entry.getKey();
        bestMatch = match;
      }
    }
    Start start = starts.get(thread);
    return best == null && start != null ? start.scope() : best;
  }

  /** How well a stack shows a scope: 2 for its test method, 1 for its class, else 0. */
  private static int nameMatch(Scope scope, List<StackTraceElement> frames) {
    if (scope == null) {
      return 0;
    }
    Scope.Place place = scope.place();
    return frames.stream()
        .filter(f -> f.getClassName().equals(place.type()))
        .mapToInt(f -> f.getMethodName().equals(place.method()) ? 2 : 1)
        .max()
        .orElse(0);
  }

  private static List<StackTraceElement> frames(RecordedEvent event) {
    List<StackTraceElement> frames = new ArrayList<>();
    if (event.getStackTrace() != null) {
      for (RecordedFrame frame : event.getStackTrace().getFrames()) {
        String type = frame.getMethod().getType().getName();
        String method = frame.getMethod().getName();
        frames.add(new StackTraceElement(type, method, fileOf(type), frame.getLineNumber()));
      }
    }
    return List.copyOf(frames);
  }

  /** Recordings have no file names; this one is right for Java's public classes. */
  private static String fileOf(String type) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    int nested = simple.indexOf('$');
    return (nested > 0 ? simple.substring(0, nested) : simple) + ".java";
  }

  private void forgetTheDead() {
    Set<Long> live = new HashSet<>();
    LiveThreads.all().forEach(t -> live.add(t.getId()));
    starts.keySet().retainAll(live);
    within.keySet().retainAll(live);
    within.values().removeIf(List::isEmpty);
    unknown.keySet().retainAll(live);
    before.keySet().retainAll(live);
    Instant old = Instant.now().minus(AFTER_END);
    before.values().forEach(m -> m.values().removeIf(t -> t.isBefore(old)));
  }
}
