package dev.loosethread.leaks.track;

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
 * Records thread starts with Flight Recorder. The JVM emits an event with the stack of each thread
 * start; our own events mark, by the same clock, when a thread enters and leaves a scope. The
 * events are read only when the start of a thread is asked for that is not known yet.
 */
final class JfrStartRecorder implements StartRecorder {
  private static final String START = "jdk.ThreadStart";
  private static final String SCOPE = "dev.loosethread.leaks.Scope";

  /** How many scopes may be unread before the events are processed. */
  private static final int MAX_UNREAD_SCOPES = 5_000;

  /** How long a new thread may take until it first runs, which is when its start is recorded. */
  private static final long MAX_PENDING_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** How often the events are read while the start of a thread is pending. */
  private static final long UPDATE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /**
   * How long after its end a scope may still own a newly recorded start: the event has the time
   * when the new thread first ran.
   */
  private static final Duration AFTER_END = Duration.ofSeconds(2);

  /** Marks that a thread enters or leaves a scope. */
  @Name(SCOPE)
  @StackTrace(false)
  static final class ScopeEvent extends Event {
    long scope;
    long threadId;
    boolean entered;
  }

  private Recording recording;
  private final Map<Long, WatchedScope> scopes = new ConcurrentHashMap<>();

  /** The scopes that each thread is in, the innermost last. */
  private final Map<Long, List<WatchedScope>> within = new HashMap<>();

  /** The scopes that each thread left recently, with the time. */
  private final Map<Long, Map<WatchedScope, Instant>> left = new HashMap<>();

  private final Map<Long, ThreadStart> starts = new HashMap<>();

  /** When an unknown thread was first asked for, by {@link System#nanoTime()}. */
  private final Map<Long, Long> firstAsked = new HashMap<>();

  private long lastUpdate;

  private JfrStartRecorder(Recording recording) {
    this.recording = recording;
  }

  /**
   * Begins to record.
   *
   * @throws IllegalStateException if Flight Recorder is missing or disabled
   */
  static JfrStartRecorder start() {
    if (!FlightRecorder.isAvailable()) {
      throw new IllegalStateException("Flight Recorder is not available");
    }
    return new JfrStartRecorder(begin());
  }

  /**
   * Begins a recording to disk. A recording in memory receives no events while another recording
   * writes to disk.
   */
  private static Recording begin() {
    Recording recording = new Recording();
    recording.setName("Loosethread: thread starts");
    recording.enable(START).withStackTrace();
    recording.enable(ScopeEvent.class);
    recording.start();
    return recording;
  }

  @Override
  public void entered(WatchedScope scope) {
    scopes.put(scope.id(), scope);
    emit(scope, true);
    if (scopes.size() > MAX_UNREAD_SCOPES) {
      update();
    }
  }

  @Override
  public void left(WatchedScope scope) {
    emit(scope, false);
  }

  private static void emit(WatchedScope scope, boolean entered) {
    ScopeEvent event = new ScopeEvent();
    event.scope = scope.id();
    event.threadId = scope.threadId();
    event.entered = entered;
    event.commit();
  }

  @Override
  public synchronized ThreadStart startOf(long id) {
    if (starts.containsKey(id)) {
      return starts.get(id);
    }
    long now = System.nanoTime();
    Long since = firstAsked.putIfAbsent(id, now);
    boolean isPending = since == null || now - since < MAX_PENDING_NANOS;
    if (since == null || (isPending && now - lastUpdate > UPDATE_NANOS)) {
      update();
      lastUpdate = now;
    }
    return starts.getOrDefault(id, isPending ? ThreadStart.PENDING : ThreadStart.UNKNOWN);
  }

  /**
   * Processes the events since the last update. A new recording begins before the old one stops, so
   * that no event is lost. Events in both are processed twice, which is harmless.
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
      Log.debug("thread starts cannot be read", e);
    } finally {
      old.close();
    }
    events.sort(Comparator.comparing(RecordedEvent::getStartTime));
    events.forEach(this::process);
    forgetDeadThreads();
  }

  private void process(RecordedEvent event) {
    if (event.getEventType().getName().equals(START)) {
      processStart(event);
    } else {
      processScope(event);
    }
  }

  private void processStart(RecordedEvent event) {
    RecordedThread thread = event.getThread("thread");
    RecordedThread parent = event.getThread("parentThread");
    if (thread != null && parent != null && !starts.containsKey(thread.getJavaThreadId())) {
      long id = parent.getJavaThreadId();
      List<StackTraceElement> frames = frames(event);
      starts.put(
          thread.getJavaThreadId(),
          new ThreadStart(
              scopeOf(id, frames, event.getStartTime()),
              id,
              parent.getJavaName() == null ? "" : parent.getJavaName(),
              frames,
              false));
    }
  }

  private void processScope(RecordedEvent event) {
    WatchedScope scope = scopes.get(event.getLong("scope"));
    List<WatchedScope> stack =
        within.computeIfAbsent(event.getLong("threadId"), id -> new ArrayList<>());
    if (scope != null) {
      stack.remove(scope);
      if (event.getBoolean("entered")) {
        stack.add(scope);
      } else {
        scopes.remove(scope.id());
        left.computeIfAbsent(event.getLong("threadId"), id -> new LinkedHashMap<>())
            .put(scope, event.getStartTime());
      }
    }
  }

  /**
   * Returns the scope that a thread is in, or that the thread that started it was in.
   *
   * @param frames the stack of the start; it tells a scope that has just begun from one that has
   *     just ended
   */
  private WatchedScope scopeOf(long thread, List<StackTraceElement> frames, Instant when) {
    List<WatchedScope> stack = within.getOrDefault(thread, List.of());
    WatchedScope best = stack.isEmpty() ? null : stack.get(stack.size() - 1);
    int bestMatch = nameMatch(best, frames);
    List<Map.Entry<WatchedScope, Instant>> latestFirst =
        new ArrayList<>(left.getOrDefault(thread, Map.of()).entrySet());
    Collections.reverse(latestFirst);
    for (Map.Entry<WatchedScope, Instant> entry : latestFirst) {
      int match = nameMatch(entry.getKey(), frames);
      if (match > bestMatch && entry.getValue().isAfter(when.minus(AFTER_END))) {
        best = entry.getKey();
        bestMatch = match;
      }
    }
    ThreadStart start = starts.get(thread);
    return best == null && start != null ? start.scope() : best;
  }

  /** Returns 2 if a stack contains the test method of a scope, 1 if only its class, else 0. */
  private static int nameMatch(WatchedScope scope, List<StackTraceElement> frames) {
    if (scope == null) {
      return 0;
    }
    WatchedScope.Place place = scope.place();
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

  /** Guesses the file name, which recordings lack; right for the public classes of Java. */
  private static String fileOf(String type) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    int nested = simple.indexOf('$');
    return (nested > 0 ? simple.substring(0, nested) : simple) + ".java";
  }

  private void forgetDeadThreads() {
    Set<Long> live = new HashSet<>();
    JvmThreads.platformThreads().forEach(t -> live.add(t.getId()));
    starts.keySet().retainAll(live);
    within.keySet().retainAll(live);
    within.values().removeIf(List::isEmpty);
    firstAsked.keySet().retainAll(live);
    left.keySet().retainAll(live);
    Instant old = Instant.now().minus(AFTER_END);
    left.values().forEach(m -> m.values().removeIf(t -> t.isBefore(old)));
  }
}
