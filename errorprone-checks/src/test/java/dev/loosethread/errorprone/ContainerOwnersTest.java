package dev.loosethread.errorprone;

import com.google.errorprone.CompilationTestHelper;
import com.google.errorprone.bugpatterns.BugChecker;
import org.junit.jupiter.api.Test;

/** Owners that a class keeps in a collection, map, array or reference. */
class ContainerOwnersTest {
  private void check(Class<? extends BugChecker> checker, String... members) {
    CompilationTestHelper.newInstance(checker, getClass())
        .setArgs("-XepOpt:Loosethread:Strict=true")
        .addSourceLines(
            "A.java",
            "import java.util.*;",
            "import java.util.concurrent.*;",
            "import java.util.concurrent.atomic.*;",
            "public class A {",
            String.join("\n", members),
            "}")
        .doTest();
  }

  @Test
  void listThatTheEndMethodDoesNotTouch() {
    check(
        ScheduledExecutorNotShutDown.class,
        "  // BUG: Diagnostic contains: all keeps what add() creates, but close() ends none of it",
        "  private final List<ScheduledExecutorService> all = new ArrayList<>();",
        "  void add() { all.add(Executors.newScheduledThreadPool(1)); }",
        "  void close() { }");
  }

  @Test
  void mapThatTheEndMethodOnlyClears() {
    check(
        ExecutorNotShutDown.class,
        "  // BUG: Diagnostic contains: pools keeps what pool() creates",
        "  private final Map<String, ExecutorService> pools = new ConcurrentHashMap<>();",
        "  public ExecutorService pool(String key) {",
        "    return pools.computeIfAbsent(key, k -> Executors.newFixedThreadPool(2));",
        "  }",
        "  public void close() { pools.clear(); }");
  }

  @Test
  void mapWhoseValuesTheEndMethodIteratesOver() {
    check(
        ExecutorNotShutDown.class,
        "  private final Map<String, ExecutorService> pools = new ConcurrentHashMap<>();",
        "  public ExecutorService pool(String key) {",
        "    return pools.computeIfAbsent(key, k -> Executors.newFixedThreadPool(2));",
        "  }",
        "  public void close() {",
        "    pools.values().forEach(ExecutorService::shutdown);",
        "    pools.clear();",
        "  }");
  }

  @Test
  void listOverWhichTheEndMethodIterates() {
    check(
        ExecutorNotShutDown.class,
        "  private final List<ExecutorService> all = new ArrayList<>();",
        "  void add() { all.add(Executors.newFixedThreadPool(1)); }",
        "  void close() { all.forEach(ExecutorService::shutdown); }");
  }

  @Test
  void mapThatLendsItsPoolsOutOfAClassThatForgetsNothing() {
    check(
        ExecutorNotShutDown.class,
        "  private final Map<String, ExecutorService> pools = new ConcurrentHashMap<>();",
        "  public ExecutorService pool(String key) {",
        "    return pools.computeIfAbsent(key, k -> Executors.newFixedThreadPool(2));",
        "  }",
        "  public void close() {}");
  }

  @Test
  void mapWhoseRemovedPoolIsShutDown() {
    check(
        ExecutorNotShutDown.class,
        "  private final Map<String, ExecutorService> pools = new ConcurrentHashMap<>();",
        "  void open(String key) { pools.put(key, Executors.newFixedThreadPool(2)); }",
        "  void close(String key) { pools.remove(key).shutdown(); }");
  }

  @Test
  void singleThreadExecutorsOfAClearedMapEndByThemselves() {
    check(
        ExecutorNotShutDown.class,
        "  private final Map<String, ExecutorService> pools = new ConcurrentHashMap<>();",
        "  void go(String key) {",
        "    pools.computeIfAbsent(key, k -> Executors.newSingleThreadExecutor()).execute(() -> {});",
        "  }",
        "  public void close() { pools.clear(); }");
  }

  @Test
  void referenceThatTheEndMethodSetsToNull() {
    check(
        ExecutorNotShutDown.class,
        "  // BUG: Diagnostic contains: pool keeps what start() creates",
        "  private final AtomicReference<ExecutorService> pool = new AtomicReference<>();",
        "  void start() { pool.set(Executors.newFixedThreadPool(2)); pool.get().execute(() -> {}); }",
        "  void stop() { pool.set(null); }");
  }

  @Test
  void referenceWhoseValueTheEndMethodTakesOut() {
    check(
        ExecutorNotShutDown.class,
        "  private final AtomicReference<ExecutorService> pool = new AtomicReference<>();",
        "  void start() { pool.set(Executors.newFixedThreadPool(2)); }",
        "  void stop() {",
        "    ExecutorService old = pool.getAndSet(null);",
        "    if (old != null) { old.shutdownNow(); }",
        "  }");
  }

  @Test
  void arrayThatTheEndMethodOverwrites() {
    check(
        ExecutorNotShutDown.class,
        "  // BUG: Diagnostic contains: lanes keeps what the constructor creates",
        "  private final ExecutorService[] lanes = new ExecutorService[4];",
        "  A() { for (int i = 0; i < 4; i++) lanes[i] = Executors.newFixedThreadPool(1); }",
        "  void go(int i) { lanes[i].execute(() -> {}); }",
        "  void close() { Arrays.fill(lanes, null); }");
  }

  @Test
  void arrayWhoseElementsTheEndMethodShutsDown() {
    check(
        ExecutorNotShutDown.class,
        "  private final ExecutorService[] lanes = new ExecutorService[4];",
        "  A() { for (int i = 0; i < 4; i++) lanes[i] = Executors.newFixedThreadPool(1); }",
        "  void close() { for (ExecutorService lane : lanes) lane.shutdown(); }");
  }

  @Test
  void threadsInAListThatTheEndMethodClears() {
    check(
        ThreadNotStopped.class,
        "  // BUG: Diagnostic contains: workers keeps what start() creates",
        "  private final List<Thread> workers = new ArrayList<>();",
        "  void start() {",
        "    Thread worker = new Thread(() -> {",
        "      try { while (true) { Thread.sleep(1); } } catch (InterruptedException e) { }",
        "    });",
        "    workers.add(worker);",
        "    worker.start();",
        "  }",
        "  void stop() { workers.clear(); }");
  }

  @Test
  void threadsThatEndByThemselvesInAList() {
    check(
        ThreadNotStopped.class,
        "  private final List<Thread> workers = new ArrayList<>();",
        "  void start() {",
        "    Thread worker = new Thread(() -> System.out.println());",
        "    workers.add(worker);",
        "    worker.start();",
        "  }",
        "  void stop() { workers.clear(); }");
  }

  @Test
  void containerThatOtherCodeGets() {
    check(
        ExecutorNotShutDown.class,
        "  private final List<ExecutorService> all = new ArrayList<>();",
        "  void add() { all.add(Executors.newFixedThreadPool(1)); }",
        "  List<ExecutorService> all() { return all; }",
        "  void close() { all.clear(); }");
  }

  @Test
  void arrayWhoseCopyTheEndMethodIteratesOver() {
    check(
        ExecutorNotShutDown.class,
        "  private ExecutorService[] pools = new ExecutorService[1];",
        "  void start() { pools[0] = Executors.newFixedThreadPool(2); }",
        "  public void close() {",
        "    ExecutorService[] old = pools.clone();",
        "    pools = null;",
        "    for (ExecutorService pool : old) { pool.shutdown(); }",
        "  }");
  }

  @Test
  void mapOfAClassOfItsOwnWhichEndsWhatItDrops() {
    check(
        ExecutorNotShutDown.class,
        "  private final Map<String, ExecutorService> pools = new HashMap<>() {",
        "    @Override public void clear() {",
        "      values().forEach(ExecutorService::shutdown);",
        "      super.clear();",
        "    }",
        "  };",
        "  public void add(String key) { pools.put(key, Executors.newFixedThreadPool(2)); }",
        "  public void close() { pools.clear(); }");
  }

  @Test
  void mapOfAClassOfItsOwnBehindOneOfTheJdk() {
    check(
        ExecutorNotShutDown.class,
        "  static class Pools extends HashMap<String, ExecutorService> {",
        "    @Override public void clear() {",
        "      values().forEach(ExecutorService::shutdown);",
        "      super.clear();",
        "    }",
        "  }",
        "  private final Map<String, ExecutorService> pools =",
        "      Collections.synchronizedMap(new Pools());",
        "  public void add(String key) { pools.put(key, Executors.newFixedThreadPool(2)); }",
        "  public void close() { pools.clear(); }");
  }

  @Test
  void mapOfTheJdkBehindAnotherThatTheEndMethodOnlyClears() {
    check(
        ExecutorNotShutDown.class,
        "  // BUG: Diagnostic contains: pools keeps what",
        "  private final Map<String, ExecutorService> pools =",
        "      Collections.synchronizedMap(new HashMap<>());",
        "  public void add(String key) { pools.put(key, Executors.newFixedThreadPool(2)); }",
        "  public void close() { pools.clear(); }");
  }
}
