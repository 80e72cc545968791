package dev.loosethread.errorprone;

import com.google.errorprone.CompilationTestHelper;
import com.google.errorprone.bugpatterns.BugChecker;
import org.junit.jupiter.api.Test;

/** Where a fix would break the program or would not end the thread, the message says why. */
class FixPreconditionsTest {
  private void saysWhy(Class<? extends BugChecker> checker, String why, String... lines) {
    CompilationTestHelper.newInstance(checker, getClass())
        .setArgs("-XepOpt:Loosethread:Strict=true")
        .expectErrorMessage("why", text -> text.contains("(no fix: " + why))
        .addSourceLines("A.java", lines)
        .doTest();
  }

  @Test
  void replacedPoolIsNotShutDownWhileItsPublisherUsesIt() {
    saysWhy(
        ExecutorReplacedWithoutShutdown.class,
        "publisher still uses the old one",
        "import java.util.concurrent.*;",
        "class A {",
        "  private ExecutorService pool = Executors.newFixedThreadPool(2);",
        "  private final SubmissionPublisher<String> publisher =",
        "      new SubmissionPublisher<>(pool, 16);",
        "  void resize(int threads) {",
        "    // BUG: Diagnostic matches: why",
        "    pool = Executors.newFixedThreadPool(threads);",
        "  }",
        "  void send(String line) { publisher.submit(line); }",
        "  void go(Runnable task) { pool.execute(task); }",
        "  void close() { publisher.close(); pool.shutdown(); }",
        "}");
  }

  @Test
  void replacedPoolIsNotShutDownWhileItsTasksSubmitToIt() {
    saysWhy(
        ExecutorReplacedWithoutShutdown.class,
        "its own tasks call execute() in line 9",
        "import java.util.concurrent.*;",
        "class A {",
        "  private ExecutorService pool = Executors.newFixedThreadPool(2);",
        "  void resize(int threads) {",
        "    // BUG: Diagnostic matches: why",
        "    pool = Executors.newFixedThreadPool(threads);",
        "  }",
        "  void visit() {",
        "    pool.execute(this::visit);",
        "  }",
        "  void close() { pool.shutdown(); }",
        "}");
  }

  @Test
  void constructorDoesNotInterruptAThreadThatHearsNoInterrupt() {
    saysWhy(
        ConstructorLeaksThread.class,
        "an interrupt does not end receive() in line 15",
        "import java.io.*;",
        "import java.net.*;",
        "class A implements Closeable {",
        "  private final DatagramSocket socket;",
        "  private final Thread receiver = new Thread(this::receive);",
        "  A(DatagramSocket socket, String name) throws IOException {",
        "    this.socket = socket;",
        "    // BUG: Diagnostic matches: why",
        "    receiver.start();",
        "    if (name.isEmpty()) throw new IOException();",
        "  }",
        "  private void receive() {",
        "    while (!Thread.currentThread().isInterrupted()) {",
        "      try {",
        "        socket.receive(new DatagramPacket(new byte[1], 1));",
        "      } catch (IOException e) {",
        "        e.printStackTrace();",
        "      }",
        "    }",
        "  }",
        "  @Override public void close() { receiver.interrupt(); socket.close(); }",
        "}");
  }

  @Test
  void endMethodThatMayReturnBeforeItsLastElementIsNotChanged() {
    saysWhy(
        ExecutorNotShutDown.class,
        "every place for it in close() may be skipped",
        "import java.util.concurrent.*;",
        "class A {",
        "  // BUG: Diagnostic matches: why",
        "  private final ExecutorService pool = Executors.newFixedThreadPool(1);",
        "  private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();",
        "  void start() { pool.execute(this::work); }",
        "  private void work() {",
        "    try {",
        "      while (!queue.take().equals(\"last\")) {}",
        "    } catch (InterruptedException e) {",
        "      Thread.currentThread().interrupt();",
        "    }",
        "  }",
        "  void close(boolean now) {",
        "    if (now) {",
        "      System.err.println();",
        "      return;",
        "    }",
        "    queue.add(\"last\");",
        "  }",
        "}");
  }

  @Test
  void futureThatTheHandlerCannotSeeIsNotCancelledThere() {
    saysWhy(
        TaskNotCancelledOnTimeout.class,
        "the handler does not see answer",
        "import java.util.concurrent.*;",
        "class A {",
        "  String ask(ExecutorService pool, Callable<String> question) throws Exception {",
        "    try {",
        "      var answer = pool.submit(question);",
        "      return answer.get(1, TimeUnit.SECONDS);",
        "      // BUG: Diagnostic matches: why",
        "    } catch (TimeoutException e) {",
        "      return null;",
        "    }",
        "  }",
        "}");
  }

  @Test
  void taskThatWritesToAFileChannelIsNotInterruptedAfterATimeout() {
    saysWhy(
        TaskNotCancelledOnTimeout.class,
        "an interrupt would close the channel of write() in line 6",
        "import java.nio.*;",
        "import java.nio.channels.FileChannel;",
        "import java.util.concurrent.*;",
        "class A {",
        "  void save(ExecutorService pool, FileChannel file, ByteBuffer bytes) throws Exception {",
        "    Future<?> saved = pool.submit(() -> file.write(bytes));",
        "    try {",
        "      saved.get(1, TimeUnit.SECONDS);",
        "      // BUG: Diagnostic matches: why",
        "    } catch (TimeoutException e) {",
        "      throw new IllegalStateException(e);",
        "    }",
        "  }",
        "}");
  }
}
