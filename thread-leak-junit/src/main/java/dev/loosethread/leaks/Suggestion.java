package dev.loosethread.leaks;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a leaked thread looks like, judged by where it stands.
 *
 * @param bugPattern the name of a bug pattern, empty if it looks like none
 * @param text what is probably missing
 */
record Suggestion(String bugPattern, String text) {
  /** One that an interrupt did not end. */
  static final Suggestion DEAF =
      new Suggestion(
          "UninterruptibleLoop",
          "an interrupt does not end it: its loop has to test the interrupt status");

  private static final String WORKER = "java.util.concurrent.ThreadPoolExecutor$Worker.run";

  static Suggestion of(LeakedThread leak, Start start) {
    List<StackTraceElement> stack = leak.stack();
    if (has(stack, f -> f.startsWith("java.util.TimerThread."))) {
      return new Suggestion(
          "TimerNotCancelled",
          "a timer that nothing cancels" + OwnerField.hint(start, stack, "cancel()"));
    }
    if (isOfExecutor(stack)) {
      return ofExecutor(stack, OwnerField.hint(start, stack, "shutdown()"));
    }
    if (has(stack, Suggestion::isOfOwner)) {
      return new Suggestion(
          "ThreadOwnerNotClosed", "it belongs to an object that owns threads and has to be closed");
    }
    if (stack.stream().limit(3).map(LiveThread::nameOf).anyMatch(Suggestion::isOfChannel)) {
      return new Suggestion(
          "ThreadOwnerNotClosed",
          "it waits for input or output; close the selector, socket or stream that it waits for");
    }
    String field = OwnerField.hint(start, stack, "interrupt() and join() with a limit");
    if (leak.state().equals("RUNNABLE")) {
      return new Suggestion(
          "UninterruptibleLoop", "it runs on and on, and its loop needs a way out" + field);
    }
    return field.isEmpty()
        ? new Suggestion(
            "UnownedThread", "a thread that nobody keeps, so that nobody can interrupt it")
        : new Suggestion("ThreadNotStopped", "a thread that nothing interrupts" + field);
  }

  private static boolean isOfExecutor(List<StackTraceElement> stack) {
    return has(
        stack,
        f ->
            f.equals(WORKER)
                || f.contains("ThreadPerTaskExecutor")
                || f.startsWith("java.util.concurrent.ForkJoinWorkerThread."));
  }

  private static Suggestion ofExecutor(List<StackTraceElement> stack, String field) {
    if (has(stack, f -> f.contains("ScheduledThreadPoolExecutor$"))) {
      return new Suggestion(
          "ScheduledExecutorNotShutDown", "a scheduled executor that nothing shuts down" + field);
    }
    if (has(stack, f -> f.startsWith("java.util.concurrent.ForkJoinWorkerThread."))) {
      return new Suggestion(
          "ExecutorNotShutDown", "a worker of a ForkJoinPool that nothing shuts down" + field);
    }
    return has(stack, f -> f.equals("java.util.concurrent.ThreadPoolExecutor.getTask"))
        ? new Suggestion(
            "ExecutorNotShutDown", "an idle worker of an executor that nothing shuts down" + field)
        : new Suggestion(
            "ExecutorNotShutDown",
            "a task that still runs in an executor; shutdownNow() interrupts it, if it listens"
                + field);
  }

  /** Libraries whose objects have threads of their own. */
  private static boolean isOfOwner(String frame) {
    return Stream.of(
            "jdk.internal.net.http.",
            "sun.nio.fs.",
            "sun.net.httpserver.",
            "io.netty.",
            "okhttp3.",
            "org.eclipse.jetty.",
            "org.apache.http.",
            "org.apache.hc.",
            "org.apache.kafka.",
            "com.zaxxer.hikari.",
            "org.quartz.",
            "reactor.core.",
            "io.reactivex.")
        .anyMatch(frame::startsWith);
  }

  /** Native waits whose threads look as if they ran. */
  private static boolean isOfChannel(String frame) {
    return Stream.of("sun.nio.ch.", "java.net.", "java.io.FileInputStream.")
        .anyMatch(frame::startsWith);
  }

  private static boolean has(List<StackTraceElement> stack, Predicate<String> frame) {
    return stack.stream().map(LiveThread::nameOf).anyMatch(frame);
  }
}
