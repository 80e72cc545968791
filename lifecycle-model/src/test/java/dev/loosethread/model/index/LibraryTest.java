package dev.loosethread.model.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.testing.LoadedTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the library answers from the built-in rows, and what users' rows add to that. */
class LibraryTest {
  private final Library builtIn = new Library(Catalogues.builtIn(), new LoadedTypes());

  @TempDir Path folder;

  private Library with(String rows) throws IOException {
    Path file = Files.writeString(folder.resolve("own.catalogue"), rows);
    return new Library(Catalogues.builtInAnd(List.of(file)), new LoadedTypes());
  }

  private static MethodKey method(String owner, String name, String... parameters) {
    return MethodKey.of(owner, name, parameters);
  }

  @Test
  void waitIsKnownInSubtypesAndMayHaveABound() throws IOException {
    MethodKey take = method("java.util.concurrent.LinkedBlockingQueue", "take");
    MethodKey join = method("com.acme.Job", "join");

    assertThat(builtIn.waits(take)).isTrue();
    assertThat(builtIn.waitBound(take)).isEmpty();
    assertThat(builtIn.waitBound(method("java.util.concurrent.CountDownLatch", "await")))
        .contains("10, ${java.util.concurrent.TimeUnit}.SECONDS");
    assertThat(builtIn.waits(join)).isFalse();
    assertThat(with("wait com.acme.Job#join(*) 1,true").waitBound(join)).contains("1, true");
  }

  @Test
  void sourceIsKnownByItsNameOrByItsType() throws IOException {
    Library own = with("source com.acme.Mailbox#next(*)\n");

    assertThat(builtIn.isSource(method("com.acme.Mailbox", "take"))).isTrue();
    assertThat(builtIn.isSource(method("com.acme.Mailbox", "next"))).isFalse();
    assertThat(own.isSource(method("com.acme.Mailbox", "next"))).isTrue();
    assertThat(own.isSource(method("java.util.Iterator", "next"))).isFalse();
  }

  @Test
  void acceptOfAConsumerIsNoSource() {
    assertThat(builtIn.isSource(method("com.acme.Door", "accept"))).isTrue();
    assertThat(builtIn.isSource(method("com.acme.Door", "accept", "java.lang.Object"))).isFalse();
  }

  @Test
  void methodsOfAnyTypeAreKnownByTheirNames() throws IOException {
    Library own =
        with(
            "signal *#finished(*)\ntransition *#advance(*)\nlock *#enter(*)\nnull-check *#some(*)");

    assertThat(builtIn.isSignal(method("com.acme.A", "countDown"))).isTrue();
    assertThat(builtIn.isSignal(method("com.acme.A", "finished"))).isFalse();
    assertThat(own.isSignal(method("com.acme.A", "finished"))).isTrue();
    assertThat(builtIn.isTransition(method("com.acme.A", "tryLock"))).isTrue();
    assertThat(builtIn.isTransition(method("com.acme.A", "advance"))).isFalse();
    assertThat(own.isTransition(method("com.acme.A", "advance"))).isTrue();
    assertThat(builtIn.isLock(method("com.acme.A", "lock"))).isTrue();
    assertThat(builtIn.isLock(method("com.acme.A", "enter"))).isFalse();
    assertThat(own.isLock(method("com.acme.A", "enter"))).isTrue();
    assertThat(builtIn.isNullCheck(method("com.acme.A", "checkNotNull"))).isTrue();
    assertThat(builtIn.isNullCheck(method("com.acme.A", "requireNonNull"))).isFalse();
    assertThat(builtIn.isNullCheck(method("java.util.Objects", "requireNonNull"))).isTrue();
    assertThat(own.isNullCheck(method("com.acme.A", "some"))).isTrue();
  }

  @Test
  void awaitIsKnownByTypeOrByName() throws IOException {
    MethodKey idle = method("com.acme.Pool", "becomeIdle");

    assertThat(builtIn.isAwait(method("java.lang.Thread", "join"))).isTrue();
    assertThat(builtIn.isAwait(method("java.util.concurrent.ForkJoinTask", "join"))).isFalse();
    assertThat(builtIn.isAwait(method("com.acme.Pool", "awaitTermination"))).isTrue();
    assertThat(builtIn.isAwait(idle)).isFalse();
    assertThat(with("await com.acme.Pool#becomeIdle(*)").isAwait(idle)).isTrue();
  }

  @Test
  void endTestIsKnownByName() throws IOException {
    MethodKey over = method("com.acme.Pool", "isOver");

    assertThat(builtIn.isEndTest(method("com.acme.Pool", "isShutdown"))).isTrue();
    assertThat(builtIn.isEndTest(method("com.acme.Pool", "isEmpty"))).isFalse();
    assertThat(builtIn.isEndTest(over)).isFalse();
    assertThat(with("end-test com.acme.Pool#isOver()").isEndTest(over)).isTrue();
  }

  @Test
  void wordsOfUsersAddToThoseInNames() throws IOException {
    Library own = with("change-prefix flip\nclose-name seal\nwait-word settle\nweak-start dial\n");

    assertThat(builtIn.isChangeName("setRunning")).isTrue();
    assertThat(builtIn.isChangeName("close")).isTrue();
    assertThat(builtIn.isChangeName("flipState")).isFalse();
    assertThat(own.isChangeName("flipState")).isTrue();
    assertThat(builtIn.isCloseName("disconnect")).isTrue();
    assertThat(builtIn.isCloseName("seal")).isFalse();
    assertThat(own.isCloseName("seal")).isTrue();
    assertThat(builtIn.promisesToWait("shutdownGracefully")).isTrue();
    assertThat(builtIn.promisesToWait("stopAndAwait")).isTrue();
    assertThat(builtIn.promisesToWait("settle")).isFalse();
    assertThat(own.promisesToWait("letSettle")).isTrue();
    assertThat(builtIn.isWeakStartName("connect")).isTrue();
    assertThat(builtIn.isWeakStartName("dial")).isFalse();
    assertThat(own.isWeakStartName("dial")).isTrue();
  }

  @Test
  void serviceIsKnownForItsDeclaringTypeOnly() throws IOException {
    MethodKey own = method("com.acme.Engine", "boot");

    assertThat(builtIn.isService(method("java.lang.Runtime", "exec"))).isTrue();
    assertThat(builtIn.isService(method("java.util.concurrent.ForkJoinPool", "submit"))).isFalse();
    assertThat(builtIn.isService(own)).isFalse();
    assertThat(with("service com.acme.Engine#boot(*)").isService(own)).isTrue();
  }

  @Test
  void onlyTheAuditReadsSourcesForTheSakeOfAService() throws IOException {
    Path file =
        Files.writeString(folder.resolve("own.catalogue"), "service com.acme.Engine#boot(*)");
    Catalogue catalogue = Catalogues.builtInAnd(List.of(file));

    assertThat(catalogue.mayLaunch("new Engine().boot()")).isTrue();
    assertThat(catalogue.mayConcern("new Engine().boot()")).isFalse();
  }

  @Test
  void subtypesOfAParallelTypeAreParallel() throws IOException {
    assertThat(builtIn.isParallel("java.util.ArrayList")).isTrue();
    assertThat(builtIn.isParallel("com.acme.Rows")).isFalse();
    assertThat(with("parallel-type com.acme.Rows").isParallel("com.acme.Rows")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "shutdown, true",
    "closeQuietly, true",
    "force_stop, true",
    "stopwatch, false",
    "hangUp, false"
  })
  void releaseWordIsAWholeWordOfTheName(String name, boolean promises) {
    assertThat(builtIn.promisesRelease(name)).isEqualTo(promises);
  }

  @Test
  void usersAddReleaseWordsAndTheNamesOfChecks() throws IOException {
    Library own = with("release-word hang\ncheck-prefix expect");

    assertThat(own.promisesRelease("hangUp")).isTrue();
    assertThat(builtIn.isCheckName("checkState")).isTrue();
    assertThat(builtIn.isCheckName("expectIdle")).isFalse();
    assertThat(own.isCheckName("expectIdle")).isTrue();
  }

  @Test
  void logIsAMethodOfALoggerWithALogsName() throws IOException {
    Library own = with("log-type Journal\nlog-name note");

    assertThat(builtIn.isLogging(method("com.acme.OwnLogger", "info"))).isTrue();
    assertThat(builtIn.isLogging(method("com.acme.Outer$Log", "warn"))).isTrue();
    assertThat(builtIn.isLogging(method("com.acme.OwnLogger", "note"))).isFalse();
    assertThat(builtIn.isLogging(method("com.acme.Journal", "info"))).isFalse();
    assertThat(own.isLogging(method("com.acme.Journal", "note"))).isTrue();
  }

  @Test
  void listenerIsKnownByTheEndOfItsName() throws IOException {
    assertThat(builtIn.isListener("com.acme.StateListener")).isTrue();
    assertThat(builtIn.isListener("com.acme.Hook")).isFalse();
    assertThat(with("listener-type Hook").isListener("com.acme.Hook")).isTrue();
  }

  @Test
  void callbacksAreTypesOrPackages() throws IOException {
    Library own = with("callback-type com.acme.Hook\ncallback-package com.acme.hooks");

    assertThat(builtIn.isCallback("java.lang.Runnable")).isTrue();
    assertThat(builtIn.isCallback("java.util.function.Supplier")).isTrue();
    assertThat(builtIn.isCallback("com.acme.Hook")).isFalse();
    assertThat(own.isCallback("com.acme.Hook")).isTrue();
    assertThat(own.isCallback("com.acme.hooks.First")).isTrue();
  }

  @Test
  void harmlessPackageStandsForItsSubpackagesButNotForLongerNames() throws IOException {
    Library own = with("harmless-package com.acme.base");

    assertThat(builtIn.isHarmless("org.slf4j.event.Level")).isTrue();
    assertThat(builtIn.isHarmless("javax.sql.DataSource")).isFalse();
    assertThat(own.isHarmless("com.acme.base.Strings")).isTrue();
    assertThat(own.isHarmless("com.acme.basement.Door")).isFalse();
  }

  @Test
  void mistakeIsTheExceptionButNotASubtype() throws IOException {
    assertThat(builtIn.isMistake("java.lang.IllegalArgumentException")).isTrue();
    assertThat(builtIn.isMistake("java.lang.NumberFormatException")).isFalse();
    assertThat(with("mistake-type com.acme.Misuse").isMistake("com.acme.Misuse")).isTrue();
  }

  @Test
  void endsAreKnownByPrefixesAndRankedInTheOrderOfTheRows() throws IOException {
    Library own = with("end-prefix finish\npreferred-end hangUp\nend-hook onFinish");

    assertThat(builtIn.hasEndPrefix("stopServer")).isTrue();
    assertThat(builtIn.hasEndPrefix("stop")).isFalse();
    assertThat(builtIn.hasEndPrefix("stopped")).isFalse();
    assertThat(own.hasEndPrefix("finishUp")).isTrue();
    assertThat(own.preferredEnds()).startsWith("close", "shutdown", "stop").endsWith("hangUp");
    assertThat(own.endHooks()).startsWith("doClose").endsWith("onFinish");
  }
}
