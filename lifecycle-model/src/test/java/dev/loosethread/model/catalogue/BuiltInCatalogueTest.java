package dev.loosethread.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.facts.TypeHierarchy;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.testing.LoadedTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the built-in catalogue answers, and what a user's file adds to it. */
class BuiltInCatalogueTest {
  private static final Site NOWHERE = () -> 0;

  private final Catalogue builtIn = Catalogues.builtIn();
  private final TypeHierarchy hierarchy = new LoadedTypes();

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("user.catalogue"), text);
  }

  private static Event.Call newInstance(Class<?> type, Value... arguments) {
    return call(
        MethodKey.of(type.getName(), MethodKey.CONSTRUCTOR), type.getName(), type, arguments);
  }

  private static Event.Call call(MethodKey method, Class<?> result) {
    return call(method, "", result);
  }

  private static Event.Call call(
      MethodKey method, String created, Class<?> result, Value... arguments) {
    Event.Call.Builder call =
        Event.Call.builder(1, method, NOWHERE)
            .arguments(List.of(arguments))
            .staticMethod(true)
            .resultType(result.getName());
    return (created.isEmpty() ? call : call.creates(created)).build();
  }

  /** A pool of the user's own. */
  static class NamedPool extends java.util.concurrent.ScheduledThreadPoolExecutor {
    NamedPool() {
      super(1);
    }
  }

  /** Runs what it is given on the caller's thread. */
  abstract static class CallerRuns extends java.util.concurrent.AbstractExecutorService {}

  @Test
  void aPoolAndItsSubclassesAreCreatedByNew() {
    assertThat(builtIn.creates(newInstance(NamedPool.class), hierarchy))
        .contains(OwnerKind.SCHEDULED_EXECUTOR);
    assertThat(builtIn.creates(newInstance(java.util.concurrent.ForkJoinPool.class), hierarchy))
        .contains(OwnerKind.EXECUTOR);
    assertThat(builtIn.creates(newInstance(java.util.Timer.class), hierarchy))
        .contains(OwnerKind.TIMER);
  }

  @Test
  void anotherImplementationOfTheInterfaceIsHeldButNotCreatedByNew() {
    assertThat(builtIn.ownerKind(CallerRuns.class.getName(), hierarchy))
        .contains(OwnerKind.EXECUTOR);
    assertThat(builtIn.creates(newInstance(CallerRuns.class), hierarchy)).isEmpty();
  }

  @Test
  void aPoolWithoutCoreThreadsEndsByItself() {
    Class<?> pool = java.util.concurrent.ThreadPoolExecutor.class;
    assertThat(builtIn.creates(newInstance(pool, new Value.Constant(0)), hierarchy)).isEmpty();
    assertThat(builtIn.creates(newInstance(pool, new Value.Constant(1)), hierarchy))
        .contains(OwnerKind.EXECUTOR);
  }

  @ParameterizedTest
  @CsvSource({
    "newFixedThreadPool, EXECUTOR",
    "newCachedThreadPool, EXECUTOR",
    "newSingleThreadExecutor, EXECUTOR",
    "newWorkStealingPool, EXECUTOR",
    "newScheduledThreadPool, SCHEDULED_EXECUTOR",
    "newSingleThreadScheduledExecutor, SCHEDULED_EXECUTOR",
    "newVirtualThreadPerTaskExecutor,",
    "unconfigurableExecutorService,"
  })
  void theFactoriesCreateWhatTheirNamesSay(String factory, OwnerKind kind) {
    MethodKey method = MethodKey.of("java.util.concurrent.Executors", factory);
    assertThat(builtIn.creates(call(method, Object.class), hierarchy).orElse(null)).isEqualTo(kind);
  }

  @Test
  void aPurgedTimerOrAnAwaitedPoolIsNotReleased() {
    assertThat(releases("java.util.Timer", "purge")).isFalse();
    assertThat(releases("java.util.concurrent.ExecutorService", "isShutdown")).isFalse();
    assertThat(
            builtIn.releasesReceiver(
                MethodKey.of(
                    "java.util.concurrent.ExecutorService",
                    "awaitTermination",
                    "long",
                    "java.util.concurrent.TimeUnit"),
                hierarchy))
        .isFalse();
    assertThat(releases("java.util.Timer", "cancel")).isTrue();
    assertThat(releases("java.util.concurrent.ThreadPoolExecutor", "shutdownNow")).isTrue();
    assertThat(releases("java.lang.AutoCloseable", "close")).isTrue();
  }

  private boolean releases(String owner, String name) {
    return builtIn.releasesReceiver(MethodKey.of(owner, name), hierarchy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "private final ForkJoinPool pool = new ForkJoinPool(4);",
        "CompletableFuture.runAsync(() -> { while (true) { poll(); } });",
        "Executors.newFixedThreadPool(1)",
        "new Timer()",
        "public void run () { while (true) { } }",
        "public Object call() { }",
        "Cleaner.create().register(this, () -> { while (true) { } });",
        "import io.grpc.Server; class A { Server s; }",
        "import io.netty.channel.nio.NioEventLoopGroup;"
      })
  void aTextThatARuleMayReportOnPassesTheGate(String text) {
    assertThat(builtIn.mayConcern(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class Invoice { int total; void rerun() {} }",
        "callback(); prune();",
        "class Server { Connection connection; Scheduler scheduler; }",
        "throw new RuntimeException(new StringBuilder().toString());"
      })
  void anOrdinaryTextDoesNot(String text) {
    assertThat(builtIn.mayConcern(text)).isFalse();
  }

  @Test
  void gateOfAUsersFileStandsForTheNamesOfItsTypes() throws IOException {
    Path file =
        file(
            """
            gate com.example.pool
            owner com.example.pool.Handle executor halt
            """);

    Catalogue catalogue = Catalogues.builtInAnd(List.of(file));

    assertThat(catalogue.mayConcern("class A { Handle h; }")).isFalse();
    assertThat(catalogue.mayConcern("import com.example.pool.*; class A { Handle h; }")).isTrue();
  }

  @Test
  void aUsersFileAddsOwnersFactoriesAndEndMethods() throws IOException {
    Path file =
        file(
            """
            # Ours.
            owner  com.example.WorkerPool executor halt
            create com.example.Pools#newPool(*) timer
            end-name hangUp
            """);
    Catalogue catalogue = Catalogues.builtInAnd(List.of(file));
    assertThat(catalogue.ownerKind("com.example.WorkerPool", hierarchy))
        .contains(OwnerKind.EXECUTOR);
    assertThat(
            catalogue.releasesReceiver(MethodKey.of("com.example.WorkerPool", "halt"), hierarchy))
        .isTrue();
    assertThat(
            catalogue.creates(
                call(MethodKey.of("com.example.Pools", "newPool", "int"), Object.class), hierarchy))
        .contains(OwnerKind.TIMER);
    assertThat(
            catalogue.isEndMethod(MethodKey.of("com.example.Line", "hangUp"), Set.of(), hierarchy))
        .isTrue();
    assertThat(catalogue.mayConcern("Pools.newPool(3)")).isTrue();
    assertThat(catalogue.userTypes())
        .containsExactly(
            new CatalogueLine(file.toString(), 2, "com.example.WorkerPool"),
            new CatalogueLine(file.toString(), 3, "com.example.Pools"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "owner com.example.Pool executor clo-se",
        "create com.example.Pool#make executor",
        "create com.example.Pool#make(int,) executor",
        "create com.example.Pool#make(*)@new executor",
        "create com.example.Pool#make(*) executor too",
        "end-name",
        "end-name a.b",
        "end-method com.example.Pool",
      })
  void aRowThatMakesNoSenseIsOneLineWithFileLineAndKey(String row) throws IOException {
    Path file = file("# a comment\n\n" + row + "\n");
    String key = row.split(" ")[0];
    assertThatThrownBy(() -> Catalogues.builtInAnd(List.of(file)))
        .isInstanceOf(CatalogueException.class)
        .hasMessageStartingWith("catalogue " + file + ":3: " + key + ": ")
        .hasMessageNotContainingAny("\n", "Exception");
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> Catalogues.builtInAnd(List.of(folder)))
        .isInstanceOf(CatalogueException.class)
        .hasMessageStartingWith("catalogue " + folder + ": ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstRow() throws IOException {
    Catalogue catalogue = Catalogues.builtInAnd(List.of(file("\uFEFFend-name hangUp\n")));
    assertThat(
            catalogue.isEndMethod(MethodKey.of("com.example.Line", "hangUp"), Set.of(), hierarchy))
        .isTrue();
  }
}
