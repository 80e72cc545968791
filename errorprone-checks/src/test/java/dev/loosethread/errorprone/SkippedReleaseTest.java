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
  void callOnAnOwnerThatTheStartMakes() {
    check(
        beating(
            "  private ExecutorService pool;",
            "  void start() { pool = Executors.newFixedThreadPool(2); }",
            "  void close() { pool.shutdownNow(); beats.shutdown(); }"));
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

  private static final String PASSING =
      "  void close() { if (name == null) { return; } beats.shutdown(); }";

  @Test
  void fieldThatAFactoryMethodSets() {
    check(
        beating(
            "  private String name;",
            "  static A create(String name) { A a = new A(); a.init(name); return a; }",
            "  private void init(String name) { this.name = name; }",
            PASSING));
  }

  @Test
  void fieldThatABuilderSets() {
    check(
        beating(
            "  private String name;",
            "  static class Builder {",
            "    A build() { A a = new A(); a.name = \"a\"; return a; }",
            "  }",
            PASSING));
  }

  @Test
  void fieldThatTheStartOnlyPassesOn() {
    check(
        "  private final ScheduledExecutorService beats = Executors.newScheduledThreadPool(1);",
        "  private String name;",
        "  void configure(String name) { this.name = name; }",
        "  void start() {",
        "    System.out.println(Integer.parseInt(name));",
        "    beats.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS);",
        "  }",
        PASSING);
  }

  @Test
  void fieldThatATaskOfTheStartReads() {
    check(
        "  private final ScheduledExecutorService beats = Executors.newScheduledThreadPool(1);",
        "  private String name;",
        "  void configure(String name) { this.name = name; }",
        "  class Beat implements Runnable {",
        "    @Override public void run() {",
        "      try { name.length(); } catch (RuntimeException e) { }",
        "    }",
        "  }",
        "  void start() { beats.scheduleAtFixedRate(new Beat(), 1, 1, TimeUnit.SECONDS); }",
        PASSING);
  }

  @Test
  void flagOfTheMethodThatCallsTheStart() {
    check(
        "  private final ScheduledExecutorService beats = Executors.newScheduledThreadPool(1);",
        "  private boolean open;",
        "  void open() { open = true; start(); }",
        "  void start() { beats.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS); }",
        "  void close() { if (!open) { return; } beats.shutdown(); }");
  }

  @Test
  void fieldOfABaseClassThatItsSubclassesSet() {
    checkBeside("public abstract class A {", "class B extends A { B() { init(\"b\"); } }");
  }

  @Test
  void fieldThatAnotherClassSetsOnWhatItCreates() {
    checkBeside(
        "public class A {", "class B { A create() { A a = new A(); a.init(\"b\"); return a; } }");
  }

  @Test
  void fieldThatASubclassSets() {
    checkBeside("public class A {", "class B extends A { B() { super(); init(\"b\"); } }");
  }

  private void checkBeside(String declaration, String other) {
    CompilationTestHelper.newInstance(ScheduledExecutorNotShutDown.class, getClass())
        .setArgs("-XepOpt:Loosethread:Strict=true")
        .addSourceLines(
            "A.java",
            "import java.util.concurrent.*;",
            declaration,
            String.join("\n", BEATING),
            "  private String name;",
            "  void init(String name) { this.name = name; }",
            PASSING,
            "  void beat() { try { System.out.println(); } catch (RuntimeException e) { } }",
            "}")
        .addSourceLines("B.java", other)
        .doTest();
  }
}
