package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.CompilationView;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.InheritedMethod;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** ExecutorNotShutDown over facts made by hand. */
class ExecutorNotShutDownRuleTest {
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";
  private static final String NEW_POOL = "java.util.concurrent.Executors#newFixedThreadPool(int)";
  private final ClassBuilder type = new ClassBuilder("a.A");

  private List<Finding> findings() {
    return type.findings(new ExecutorNotShutDownRule());
  }

  private static Value newPool(CodeBuilder code) {
    return code.callStatic(NEW_POOL, EXECUTOR, new Value.Constant(1));
  }

  private Value.Field pool() {
    Value.Field pool = type.field("pool", EXECUTOR);
    type.initializer(c -> c.assign(pool, newPool(c)));
    return pool;
  }

  private static void shutDown(CodeBuilder code, Value pool) {
    code.call(pool, EXECUTOR + "#shutdown()", "void");
  }

  @Test
  void poolThatTheEndMethodForgetsIsReportedAtTheField() {
    pool();
    int close = type.method("close", c -> {});

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.EXECUTOR_NOT_SHUT_DOWN);
              assertThat(f.site()).hasToString("field pool");
              assertThat(f.message())
                  .isEqualTo(
                      "pool is created by its initializer but close() never shuts it down; shut it"
                          + " down in close()");
              Remedy.ReleaseField release = (Remedy.ReleaseField) f.remedy();
              assertThat(release.place().method()).hasValue(close);
              assertThat(release.mayBeNull()).isFalse();
              assertThat(release.conditional()).isFalse();
            });
  }

  @Test
  void messageNamesTheSiblingThatTheEndMethodRemembers() {
    pool();
    Value.Field other = type.field("other", EXECUTOR);
    type.initializer(c -> c.assign(other, newPool(c)));
    type.method("close", c -> shutDown(c, other));

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("close() releases other but not pool"));
  }

  @Test
  void poolWithoutAnyEndMethodAsksForAutoCloseable() {
    pool();

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.message())
                  .endsWith(
                      "; make A implement AutoCloseable and shut it down in close(), which its"
                          + " creator must call");
              assertThat(((Remedy.ReleaseField) f.remedy()).place().method()).isEmpty();
              assertThat(((Remedy.ReleaseField) f.remedy()).place().inherited()).isEmpty();
            });
  }

  @Test
  void inheritedEndMethodIsToBeOverridden() {
    pool();
    type.inheriting(new InheritedMethod("stop", false, false));

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.message())
                  .endsWith("; override stop() to shut it down and call super.stop()");
              assertThat(((Remedy.ReleaseField) f.remedy()).place().inherited()).isEqualTo("stop");
            });
  }

  @Test
  void inheritedEndMethodWithoutCodeIsToBeImplemented() {
    pool();
    type.inheriting(new InheritedMethod("close", true, true));

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).endsWith("shuts it down; shut it down in close()"));
  }

  @Test
  void hookOfAFrameworkGoesBeforeWhatIsOnlyNamedLikeAnEnd() {
    pool();
    type.implementing("jakarta.servlet.ServletContextListener")
        .inheriting(new InheritedMethod("close", true, true))
        .inheriting(new InheritedMethod("contextDestroyed", false, true));

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).endsWith("; shut it down in contextDestroyed()"));
  }

  @Test
  void classWithASupertypeThatCannotBeSeenMayBeCloseableAlready() {
    pool();
    type.implementing("a.library.Unseen");

    assertThat(findings())
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.message())
                    .endsWith("; shut it down when the object is no longer used"));
  }

  @Test
  void releaseInTheEndMethodCounts() {
    Value.Field pool = pool();
    type.method("close", c -> shutDown(c, pool));

    assertThat(findings()).isEmpty();
  }

  @Test
  void releaseThroughAnAliasCounts() {
    Value.Field pool = pool();
    Value.Local alias = type.local("alias", EXECUTOR);
    type.method(
        "close",
        c -> {
          c.assign(alias, pool);
          shutDown(c, alias);
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void releaseInAMethodThatTheEndMethodCallsCounts() {
    Value.Field pool = pool();
    int release = type.method("release", List.of(), c -> shutDown(c, pool), Modifier.PRIVATE);
    type.method("close", c -> c.callOwn(release));

    assertThat(findings()).isEmpty();
  }

  @Test
  void releaseThroughAKnownHelperCounts() {
    Value.Field pool = pool();
    type.method(
        "close",
        c ->
            c.callStatic(
                "com.google.common.util.concurrent.MoreExecutors"
                    + "#shutdownAndAwaitTermination(java.util.concurrent.ExecutorService,long)",
                "boolean",
                pool,
                new Value.Constant(1L)));

    assertThat(findings()).isEmpty();
  }

  @Test
  void poolThatIsReturnedEscapes() {
    Value.Field pool = pool();
    type.method("pool", c -> c.returns(pool));
    type.method("close", c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void poolThatUnseenCodeGetsEscapes() {
    Value.Field pool = pool();
    type.method("lend", c -> c.callStatic("b.B#use(" + EXECUTOR + ")", "void", pool));
    type.method("close", c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void poolThatIsOnlyBorrowedDoesNotEscape() {
    Value.Field pool = pool();
    type.method(
        "run",
        c ->
            c.callStatic(
                "java.util.concurrent.CompletableFuture"
                    + "#runAsync(java.lang.Runnable,java.util.concurrent.Executor)",
                "java.util.concurrent.CompletableFuture",
                c.lambda(l -> {}),
                pool));
    type.method("close", c -> {});

    assertThat(findings()).hasSize(1);
  }

  @Test
  void poolThatIsHandedInIsNotOwned() {
    Value.Field pool = type.field("pool", EXECUTOR);
    Value.Local given = type.local("given", EXECUTOR);
    type.constructor(List.of(given), c -> c.assign(pool, given), Modifier.PUBLIC);
    type.method("close", c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void poolThatMayBeHandedInIsOwnedOnCondition() {
    Value.Field pool = type.field("pool", EXECUTOR);
    Value.Local given = type.local("given", EXECUTOR);
    type.constructor(
        List.of(given),
        c ->
            c.when(
                new dev.loosethread.model.facts.Event.Test.Compare(given, "!=", Value.NULL),
                () -> c.assign(pool, given),
                () -> c.assign(pool, newPool(c))),
        Modifier.PUBLIC);
    type.method("close", c -> {});

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.message()).contains("when none is passed in");
              assertThat(((Remedy.ReleaseField) f.remedy()).conditional()).isTrue();
            });
  }

  @Test
  void injectedPoolIsNotOwned() {
    Value.Field pool =
        type.field("pool", EXECUTOR, Set.of("jakarta.inject.Inject"), Modifier.PRIVATE);
    type.initializer(c -> c.assign(pool, newPool(c)));
    type.method("close", c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void commonPoolIsNotOwned() {
    Value.Field pool = type.field("pool", EXECUTOR);
    type.initializer(
        c ->
            c.assign(
                pool,
                c.callStatic(
                    "java.util.concurrent.ForkJoinPool#commonPool()",
                    "java.util.concurrent.ForkJoinPool")));
    type.method("close", c -> {});

    assertThat(findings()).isEmpty();
  }

  @Test
  void staticPoolIsSilentUnlessAStaticEndMethodForgetsIt() {
    Value.Field pool =
        type.field("pool", EXECUTOR, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
    type.staticInitializer(c -> c.assign(pool, newPool(c)));
    assertThat(findings()).isEmpty();

    type.method("shutdown", List.of(), c -> {}, Modifier.PUBLIC, Modifier.STATIC);
    assertThat(findings()).hasSize(1);
  }

  @Test
  void fieldThatAnybodyCanReachIsSilentWithoutAnEndMethod() {
    Value.Field pool = type.extended().field("pool", EXECUTOR, Modifier.PUBLIC);
    type.initializer(c -> c.assign(pool, newPool(c)));

    assertThat(findings()).isEmpty();
  }

  @Test
  void protectedFieldIsReportedUnlessItsClassIsMadeToBeExtended() {
    ClassBuilder base = new ClassBuilder("a.B").extended().modifiers(Modifier.ABSTRACT);
    for (ClassBuilder each : List.of(type.extended(), base)) {
      Value.Field pool = each.field("pool", EXECUTOR, Modifier.PROTECTED);
      each.initializer(c -> c.assign(pool, newPool(c)));
    }

    assertThat(findings()).hasSize(1);
    assertThat(base.findings(new ExecutorNotShutDownRule())).isEmpty();
  }

  @Test
  void singletonProgramAndEnumNeedNoEndMethod() {
    ClassBuilder singleton = new ClassBuilder("a.S");
    Value.Field instance = singleton.field("instance", "a.S", Modifier.PRIVATE, Modifier.STATIC);
    singleton.staticInitializer(c -> c.assign(instance, c.create("a.S#<init>()")));
    singleton.constructor(List.of(), c -> {}, Modifier.PRIVATE);
    ClassBuilder program = new ClassBuilder("a.P");
    program.method(
        "main",
        List.of(program.local("arguments", "java.lang.String[]")),
        c -> {},
        Modifier.PUBLIC,
        Modifier.STATIC);
    ClassBuilder constants = new ClassBuilder("a.E").kind(TypeFacts.Kind.ENUM);

    for (ClassBuilder each : List.of(singleton, program, constants)) {
      Value.Field pool = each.field("pool", EXECUTOR);
      each.initializer(c -> c.assign(pool, newPool(c)));
      assertThat(each.findings(new ExecutorNotShutDownRule())).as(each.name).isEmpty();
    }
  }

  @Test
  void releaseByAnotherClassOfThePackageCounts() {
    Value.Field pool = type.field("pool", EXECUTOR, Modifier.FINAL);
    type.initializer(c -> c.assign(pool, newPool(c)));
    type.method("close", c -> {});
    ClassBuilder other = new ClassBuilder("a.B");
    Value.Local a = other.local("a", "a.A");
    other.method("end", c -> shutDown(c, new Value.Field(pool.key(), a, EXECUTOR, false)));
    ClassFacts seen = other.facts();
    type.compilation(
        new CompilationView() {
          @Override
          public List<ClassFacts> accessesTo(FieldKey field) {
            return List.of(seen);
          }

          @Override
          public List<ClassFacts> superclassesOf(String name) {
            return List.of();
          }
        });

    assertThat(findings()).isEmpty();
  }

  @Test
  void getterLendsWhatTheClassShowsToBeItsOwn() {
    Value.Field lent = pool();
    type.method("getPool", c -> c.returns(lent));
    type.method("close", c -> {});
    assertThat(findings()).isEmpty();

    Value.Field other = type.field("other", EXECUTOR);
    type.initializer(c -> c.assign(other, newPool(c)));
    type.method("stop", c -> shutDown(c, other));
    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(f.message()).contains("stop() releases other but not pool"));
  }

  private void handTo(ClassBuilder other, int constructor) {
    Value.Field pool = pool();
    type.method("close", c -> {});
    type.compilation(ClassBuilder.seeing(other.facts()));
    type.method("use", c -> c.create(other.key(constructor).toString(), pool));
  }

  @Test
  void classThatKeepsAndEndsWhatItIsGivenTakesItOver() {
    ClassBuilder keeper = new ClassBuilder("b.Keeper");
    Value.Field kept = keeper.field("kept", EXECUTOR);
    Value.Local given = keeper.local("given", EXECUTOR);
    int constructor = keeper.constructor(List.of(given), c -> c.assign(kept, given));
    keeper.method("done", c -> shutDown(c, kept));
    handTo(keeper, constructor);

    assertThat(findings()).isEmpty();
  }

  @Test
  void classThatOnlyUsesWhatItIsGivenDoesNot() {
    ClassBuilder user = new ClassBuilder("b.User");
    Value.Field kept = user.field("kept", EXECUTOR);
    Value.Local given = user.local("given", EXECUTOR);
    int constructor = user.constructor(List.of(given), c -> c.assign(kept, given));
    handTo(user, constructor);

    assertThat(findings()).hasSize(1);
  }

  @Test
  void classThatHandsItOnMay() {
    ClassBuilder user = new ClassBuilder("b.User");
    Value.Local given = user.local("given", EXECUTOR);
    int constructor =
        user.constructor(
            List.of(given), c -> c.callStatic("c.C#keep(" + EXECUTOR + ")", "void", given));
    handTo(user, constructor);

    assertThat(findings()).isEmpty();
  }

  @Test
  void codeThatIsNotUnderstoodMayReleaseAnything() {
    pool();
    type.method("close", c -> {});
    type.opaqueMethod("odd");

    assertThat(findings()).isEmpty();
  }

  @Test
  void poolMadeAnewMayBeNullAtTheEnd() {
    Value.Field pool = type.field("pool", EXECUTOR, Modifier.PRIVATE);
    type.method("connect", c -> c.assign(pool, newPool(c)));
    type.method("close", c -> {});

    assertThat(findings())
        .singleElement()
        .satisfies(f -> assertThat(((Remedy.ReleaseField) f.remedy()).mayBeNull()).isTrue());
  }

  @Test
  void whatAConstructorStoresAndGivesToItsSuperclassIsEndedThere() {
    Value.Field kept = type.field("pool", EXECUTOR);
    Value.Field delegate = type.field("delegate", EXECUTOR);
    Value.Local given = type.local("given", EXECUTOR);
    Value.Local passed = type.local("passed", EXECUTOR);
    int base = type.constructor(List.of(passed), c -> c.assign(delegate, passed));
    int constructor =
        type.constructor(
            List.of(given),
            c -> {
              c.callOwn(base, given);
              c.assign(kept, given);
            });
    type.method(
        "make", List.of(), c -> c.returns(c.callOwn(constructor, newPool(c))), Modifier.STATIC);
    type.method("shutdown", c -> shutDown(c, delegate));

    assertThat(findings()).isEmpty();
  }
}
