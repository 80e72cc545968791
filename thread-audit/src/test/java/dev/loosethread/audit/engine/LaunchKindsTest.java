package dev.loosethread.audit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.Audited;
import dev.loosethread.audit.launches.JudgedLaunch.Kind;
import dev.loosethread.audit.launches.JudgedLaunch.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that makes something run on another thread is in the inventory. */
class LaunchKindsTest {
  @TempDir Path folder;

  private List<String> kinds(String statement) {
    String text =
        """
        class Launcher {
          void launch(ExecutorService pool, ScheduledExecutorService ticks, Timer timer,
              CompletableFuture<String> stage, ForkJoinTask<?> fork, List<String> list, Runnable task,
              ThreadFactory factory) throws Exception {
            %s
          }

          static final class Worker extends Thread {}
        }
        """
            .formatted(statement);
    return Audited.source(folder, "Launcher", text).rows().stream()
        .map(row -> row.kind().name().toLowerCase(Locale.ROOT) + " " + row.call())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "new Thread(task).start();                                  | thread Thread.start()",
        "new Worker().start();                                      | thread Worker.start()",
        "factory.newThread(task).start();                           | thread Thread.start()",
        "pool.execute(task);                                        | executor_task pool.execute()",
        "pool.submit(() -> 1);                                      | executor_task pool.submit()",
        "pool.invokeAll(List.of(() -> 1));                          | executor_task pool.invokeAll()",
        "pool.invokeAny(List.of(() -> 1));                          | executor_task pool.invokeAny()",
        "ticks.schedule(task, 1, TimeUnit.SECONDS);                 | executor_task ticks.schedule()",
        "ticks.scheduleAtFixedRate(task, 1, 1, TimeUnit.SECONDS);   | periodic_task ticks.scheduleAtFixedRate()",
        "ticks.scheduleWithFixedDelay(task, 1, 1, TimeUnit.HOURS);  | periodic_task ticks.scheduleWithFixedDelay()",
        "timer.schedule(null, 1);                                   | timer_task timer.schedule()",
        "timer.schedule(null, 1, 1);                                | periodic_task timer.schedule()",
        "CompletableFuture.runAsync(task);                          | async_stage CompletableFuture.runAsync()",
        "CompletableFuture.supplyAsync(() -> 1, pool);              | async_stage CompletableFuture.supplyAsync()",
        "stage.thenApplyAsync(s -> s);                              | async_stage stage.thenApplyAsync()",
        "fork.fork();                                               | fork_join fork.fork()",
        "ForkJoinTask.invokeAll(fork, fork);                        | fork_join ForkJoinTask.invokeAll()",
        "ForkJoinPool.commonPool().execute(task);                   | fork_join ForkJoinPool.execute()",
        "list.parallelStream();                                     | parallel_stream list.parallelStream()",
        "list.stream().parallel();                                  | parallel_stream Stream.parallel()",
        "Arrays.parallelSort(new int[0]);                           | parallel_stream Arrays.parallelSort()",
        "Runtime.getRuntime().addShutdownHook(new Thread(task));    | shutdown_hook Runtime.addShutdownHook()",
        "java.lang.ref.Cleaner.create();                            | jvm_service Cleaner.create()",
        "ProcessHandle.current().onExit();                          | jvm_service ProcessHandle.onExit()",
        "stage.orTimeout(1, TimeUnit.SECONDS);                      | jvm_service stage.orTimeout()",
        "((ThreadPoolExecutor) pool).prestartAllCoreThreads();      | jvm_service pool.prestartAllCoreThreads()",
        "new SubmissionPublisher<String>().submit(null);            | jvm_service SubmissionPublisher.submit()",
        "new ProcessBuilder().start();                              | jvm_service ProcessBuilder.start()",
        "class Own extends Timer { Own() { super(true); } }         | jvm_service super()",
        "Executors.newFixedThreadPool(1);                           | thread_owner Executors.newFixedThreadPool()",
        "new Timer();                                               | thread_owner new Timer()",
      })
  void isFound(String statement, String expected) {
    assertThat(kinds(statement)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "new Thread(task);",
        "new FutureTask<>(() -> 1).run();",
        "task.run();",
        "list.forEach(s -> {});",
        "stage.thenApply(s -> s);",
        "list.stream().map(s -> s);",
      })
  void whatLaunchesNothingIsNotFound(String statement) {
    assertThat(kinds(statement)).isEmpty();
  }

  @Test
  void aFinallyBlockIsOneLaunch() {
    assertThat(kinds("try { list.clear(); return; } finally { pool.execute(task); }")).hasSize(1);
  }

  @Test
  void aMethodThatAContainerRunsIsOne() {
    Path root = folder;
    Audited.write(
        root,
        "org/springframework/scheduling/annotation/Scheduled.java",
        "package org.springframework.scheduling.annotation; public @interface Scheduled {}");
    Row row =
        Audited.source(
                root,
                "Job",
                """
                class Job {
                  @org.springframework.scheduling.annotation.Scheduled
                  void poll() {}
                }
                """)
            .launch();

    assertThat(row.kind()).isEqualTo(Kind.FRAMEWORK_METHOD);
    assertThat(row.call()).isEqualTo("@Scheduled");
    assertThat(row.verdict()).isEqualTo(Verdict.GREEN);
  }

  @Test
  void theAnnotationOfAClassConcernsWhatOthersCall() {
    Audited.write(
        folder,
        "org/springframework/scheduling/annotation/Async.java",
        "package org.springframework.scheduling.annotation; public @interface Async {}");

    assertThat(
            Audited.source(
                    folder,
                    "Mailer",
                    """
                    @org.springframework.scheduling.annotation.Async
                    class Mailer {
                      public void send() { format(); }
                      private void format() {}
                      public static Mailer create() { return new Mailer(); }
                    }
                    """)
                .rows())
        .extracting(row -> row.kind() + " " + row.call() + " " + row.line())
        .containsExactly(Kind.FRAMEWORK_METHOD + " @Async 7");
  }

  @Test
  void aVirtualThreadIsOne() {
    if (Runtime.version().feature() < 21) {
      assertThat(kinds("new Thread(task).start();")).hasSize(1);
      return;
    }
    assertThat(kinds("Thread.startVirtualThread(task);"))
        .containsExactly("virtual_thread Thread.startVirtualThread()");
    assertThat(kinds("Thread.ofPlatform().start(task);"))
        .containsExactly("thread OfPlatform.start()");
  }
}
