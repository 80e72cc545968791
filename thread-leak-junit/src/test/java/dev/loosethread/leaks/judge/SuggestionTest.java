package dev.loosethread.leaks.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bug pattern that the stack of a leaked thread suggests. */
class SuggestionTest {
  private static List<StackTraceElement> stack(String frames) {
    return Stream.of(frames.split(" "))
        .map(
            f -> {
              int dot = f.lastIndexOf('.');
              return new StackTraceElement(f.substring(0, dot), f.substring(dot + 1), null, -1);
            })
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WAITING | java.lang.Object.wait java.util.TimerThread.mainLoop | TimerNotCancelled | nothing cancels its timer; call cancel() on the timer",
        "WAITING | java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue.take java.util.concurrent.ThreadPoolExecutor.getTask java.util.concurrent.ThreadPoolExecutor$Worker.run | ScheduledExecutorNotShutDown | nothing shuts down its scheduled executor; call shutdown() on the executor",
        "WAITING | java.util.concurrent.ThreadPoolExecutor.getTask java.util.concurrent.ThreadPoolExecutor$Worker.run | ExecutorNotShutDown | it is an idle worker of an executor that nothing shuts down; call shutdown() on the executor",
        "RUNNABLE | acme.Job.run java.util.concurrent.ThreadPoolExecutor$Worker.run | ExecutorNotShutDown | its task still runs; to interrupt the task, call shutdownNow() on the executor",
        "WAITING | java.util.concurrent.ForkJoinPool.awaitWork java.util.concurrent.ForkJoinWorkerThread.run | ExecutorNotShutDown | nothing shuts down its ForkJoinPool; call shutdown() on the pool",
        "RUNNABLE | sun.nio.ch.EPoll.wait io.netty.channel.epoll.EpollEventLoop.run | ThreadOwnerNotClosed | it belongs to an object that owns threads; close that object",
        "RUNNABLE | sun.nio.ch.Net.accept acme.Server.run | ThreadOwnerNotClosed | it waits for input or output; close the selector, socket or stream that it waits for",
        "RUNNABLE | acme.Spin.run | UninterruptibleLoop | its loop does not end; make the loop end on an interrupt, and interrupt the thread",
        "WAITING | acme.Poller.run | UnownedThread | no field holds the thread, so nothing can interrupt it; keep it in a field and interrupt it on close"
      })
  void theStackSuggestsThePatternAndOneThingToDo(
      String state, String frames, String pattern, String text) {
    ThreadSnapshot thread = new ThreadSnapshot("t", 1, state, "main", false, false, stack(frames));

    assertThat(Suggestion.of(thread, List.of())).isEqualTo(new Suggestion(pattern, text));
  }

  static final class Owner {
    Thread poller;
    Thread other;
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aFieldOfUserCodeThatCanHoldTheOwnerIsNamed(boolean isInStart) {
    List<StackTraceElement> user = stack(Owner.class.getName() + ".run");
    List<StackTraceElement> other = stack("java.lang.Thread.run");
    ThreadSnapshot thread =
        new ThreadSnapshot("t", 1, "WAITING", "main", false, false, isInStart ? other : user);

    assertThat(Suggestion.of(thread, isInStart ? user : other))
        .isEqualTo(
            new Suggestion(
                "ThreadNotStopped",
                "nothing interrupts it; on close, interrupt and join the thread, probably"
                    + " Owner.poller or Owner.other"));
  }
}
