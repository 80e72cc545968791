package dev.loosethread.leaks.judge;

import dev.loosethread.leaks.track.StackFrames;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The likely cause of a leak, judged by the stack of the thread.
 *
 * @param bugPattern the name of the bug pattern; empty if none fits
 * @param text why the thread leaks, and what to do about it
 */
public record Suggestion(String bugPattern, String text) {
  /** The cause if an interrupt did not end the thread. */
  static final Suggestion IGNORES_INTERRUPT =
      new Suggestion(
          "UninterruptibleLoop", "an interrupt does not end it; make its loop end on an interrupt");

  private static final String WORKER = "java.util.concurrent.ThreadPoolExecutor$Worker.run";

  /**
   * Suggests a cause.
   *
   * @param start the stack that started the thread; empty if it is not known
   */
  static Suggestion of(ThreadSnapshot thread, List<StackTraceElement> start) {
    List<StackTraceElement> stack = thread.stack();
    String field = OwnerField.guess(start, stack);
    if (has(stack, f -> f.startsWith("java.util.TimerThread."))) {
      return new Suggestion(
          "TimerNotCancelled",
          "nothing cancels its timer; call cancel() on " + the("timer", field));
    }
    if (isOfExecutor(stack)) {
      return ofExecutor(stack, field);
    }
    if (has(stack, Suggestion::isOfOwner)) {
      return new Suggestion(
          "ThreadOwnerNotClosed", "it belongs to an object that owns threads; close that object");
    }
    if (stack.stream().limit(3).map(StackFrames::nameOf).anyMatch(Suggestion::isOfChannel)) {
      return new Suggestion(
          "ThreadOwnerNotClosed",
          "it waits for input or output; close the selector, socket or stream that it waits for");
    }
    if (thread.state().equals("RUNNABLE")) {
      return new Suggestion(
          "UninterruptibleLoop",
          "its loop does not end; make the loop end on an interrupt, and interrupt "
              + the("thread", field));
    }
    return field.isEmpty()
        ? new Suggestion(
            "UnownedThread",
            "no field holds the thread, so nothing can interrupt it; keep it in a field and interrupt"
                + " it on close")
        : new Suggestion(
            "ThreadNotStopped",
            "nothing interrupts it; on close, interrupt and join " + the("thread", field));
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
    String executor = the("executor", field);
    if (has(stack, f -> f.contains("ScheduledThreadPoolExecutor$"))) {
      return new Suggestion(
          "ScheduledExecutorNotShutDown",
          "nothing shuts down its scheduled executor; call shutdown() on " + executor);
    }
    if (has(stack, f -> f.startsWith("java.util.concurrent.ForkJoinWorkerThread."))) {
      return new Suggestion(
          "ExecutorNotShutDown",
          "nothing shuts down its ForkJoinPool; call shutdown() on " + the("pool", field));
    }
    return has(stack, f -> f.equals("java.util.concurrent.ThreadPoolExecutor.getTask"))
        ? new Suggestion(
            "ExecutorNotShutDown",
            "it is an idle worker of an executor that nothing shuts down; call shutdown() on "
                + executor)
        : new Suggestion(
            "ExecutorNotShutDown",
            "its task still runs; to interrupt the task, call shutdownNow() on " + executor);
  }

  private static String the(String owner, String field) {
    return "the " + owner + (field.isEmpty() ? "" : ", probably " + field);
  }

  /** Returns true for a frame of a library whose objects own threads. */
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

  /** Returns true for a frame of a native wait, in which a thread seems to be RUNNABLE. */
  private static boolean isOfChannel(String frame) {
    return Stream.of("sun.nio.ch.", "java.net.", "java.io.FileInputStream.")
        .anyMatch(frame::startsWith);
  }

  private static boolean has(List<StackTraceElement> stack, Predicate<String> frame) {
    return stack.stream().map(StackFrames::nameOf).anyMatch(frame);
  }
}
