package dev.loosethread.errorprone;

import com.google.errorprone.CompilationTestHelper;
import org.junit.jupiter.api.Test;

/** End methods that do not come to the release of what already has threads. */
class SkippedReleaseTest {
  private void check(String... members) {
    CompilationTestHelper.newInstance(ScheduledExecutorNotShutDown.class, getClass())
        .setArgs("-XepOpt:Loosethread:Strict=true")
        .addSourceLines(
            "A.java",
            "import java.net.Socket;",
            "import java.util.concurrent.*;",
            "public class A {",
            String.join("\n", members),
            "  void beat() { try { System.out.println(); } catch (RuntimeException e) { } }",
            "}")
        .doTest();
  }

  private static final String[] BEATING = {
    "  private final ScheduledExecutorService beats = Executors.newScheduledThreadPool(1);",
    "  A() { beats.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS); }",
  };

  private static String[] beating(String... members) {
    String[] all = new String[members.length + BEATING.length];
    System.arraycopy(BEATING, 0, all, 0, BEATING.length);
    System.arraycopy(members, 0, all, BEATING.length, members.length);
    return all;
  }

  private static String[] leaking(String... members) {
    String[] all = beating(members);
    all[0] =
        "  // BUG: Diagnostic contains: close() passes by what ends beats while socket is not set\n"
            + all[0];
    return all;
  }

  @Test
  void returnWhileAFieldIsNotSet() {
    check(
        leaking(
            "  private Socket socket;",
            "  void connect() throws Exception { socket = new Socket(\"a\", 1); }",
            "  void close() throws Exception {",
            "    if (socket == null) { return; }",
            "    socket.close();",
            "    beats.shutdown();",
            "    socket = null;",
            "  }"));
  }

  @Test
  void callOnAFieldThatIsNotSet() {
    check(
        leaking(
            "  private Socket socket;",
            "  void connect() throws Exception { socket = new Socket(\"a\", 1); }",
            "  void close() throws Exception { socket.close(); beats.shutdown(); }"));
  }

  @Test
  void releaseInAFinallyBlock() {
    check(
        beating(
            "  private Socket socket;",
            "  void connect() throws Exception { socket = new Socket(\"a\", 1); }",
            "  void close() throws Exception {",
            "    try { socket.close(); } finally { beats.shutdown(); }",
            "  }"));
  }

  @Test
  void returnOnceItIsClosed() {
    check(
        beating(
            "  private boolean closed;",
            "  void close() { if (closed) { return; } closed = true; beats.shutdown(); }"));
  }

  @Test
  void fieldThatTheConstructorSets() {
    check(
        beating(
            "  private Socket socket;",
            "  A(Socket socket) { this(); this.socket = socket; }",
            "  void close() { if (socket == null) { return; } beats.shutdown(); }"));
  }

  @Test
  void fieldThatAFrameworkSets() {
    check(
        beating(
            "  @interface Inject {}",
            "  @Inject private Socket socket;",
            "  void close() throws Exception { socket.close(); beats.shutdown(); }"));
  }

  @Test
  void flagOfTheMethodThatGivesItWork() {
    check(
        "  private final ScheduledExecutorService beats = Executors.newScheduledThreadPool(1);",
        "  private boolean started;",
        "  void start() {",
        "    started = true;",
        "    beats.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS);",
        "  }",
        "  void close() { if (!started) { return; } beats.shutdown(); }");
  }

  @Test
  void flagOfAnotherMethod() {
    check(
        "  // BUG: Diagnostic contains: close() passes by what ends beats while connected is not set",
        "  private final ScheduledExecutorService beats = Executors.newScheduledThreadPool(1);",
        "  private boolean connected;",
        "  void start() { beats.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS); }",
        "  void onConnect() { connected = true; }",
        "  void close() {",
        "    if (!connected) { return; }",
        "    connected = false;",
        "    beats.shutdown();",
        "  }");
  }
}
