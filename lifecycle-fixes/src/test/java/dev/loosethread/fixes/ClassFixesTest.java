package dev.loosethread.fixes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.errorprone.fixes.SuggestedFix;
import dev.loosethread.fixes.text.JavaSource;
import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.rules.RuleBook;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How findings that share a fix get it. */
class ClassFixesTest {
  private final JavaSource file =
      JavaSource.of(
          """
          import java.util.Timer;
          import java.util.concurrent.*;
          class A {
            private final Timer first = new Timer();
            private final Timer second = new Timer();
            public void close() {
              System.out.println();
            }
          }
          """);
  private final ClassFacts facts = file.facts();
  private final List<Finding> timers = findings(facts, Pattern.TIMER_NOT_CANCELLED);

  private static List<Finding> findings(ClassFacts facts, Pattern pattern) {
    return RuleBook.findings(ClassIndex.of(facts, Catalogues.builtIn()), Set.of(pattern));
  }

  @Test
  void firstFindingCarriesTheFixOfAll() {
    ClassFixes fixes = new ClassFixes(facts, timers);
    SuggestedFix first = fixes.fix(timers.get(0), file.state());
    assertThat(file.after(first))
        .contains("  public void close() {\n    first.cancel();\n    second.cancel();\n");
    assertThat(fixes.isMendedByAnother(timers.get(0))).isFalse();
    assertThat(fixes.fix(timers.get(1), file.state()).isEmpty()).isTrue();
    assertThat(fixes.isMendedByAnother(timers.get(1))).isTrue();
  }

  @Test
  void anyFindingMayBeTheFirst() {
    ClassFixes fixes = new ClassFixes(facts, timers);
    assertThat(file.after(fixes.fix(timers.get(1), file.state()))).contains("first.cancel();");
    assertThat(fixes.fix(timers.get(0), file.state()).isEmpty()).isTrue();
    assertThat(fixes.isMendedByAnother(timers.get(0))).isTrue();
    assertThat(fixes.isMendedByAnother(timers.get(1))).isFalse();
  }

  @Test
  void findingThatIsAskedForAgainKeepsItsFix() {
    ClassFixes fixes = new ClassFixes(facts, timers);
    SuggestedFix first = fixes.fix(timers.get(0), file.state());
    fixes.fix(timers.get(1), file.state());
    assertThat(fixes.fix(timers.get(0), file.state())).isSameAs(first);
  }

  @Test
  void nobodyKnowsWhetherAFindingIsMended_beforeItsFixIsAskedFor() {
    ClassFixes fixes = new ClassFixes(facts, timers);
    fixes.fix(timers.get(0), file.state());
    assertThatIllegalStateException()
        .isThrownBy(() -> fixes.isMendedByAnother(timers.get(1)))
        .withMessageStartingWith("ask for the fix first");
  }

  @Test
  void findingThatDoesNotCountIsNeitherFixedNorMended() {
    ClassFixes fixes = new ClassFixes(facts, timers.subList(1, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fixes.fix(timers.get(0), file.state()))
        .withMessageStartingWith("not among the findings");
    assertThat(file.after(fixes.fix(timers.get(1), file.state())))
        .contains("second.cancel();")
        .doesNotContain("first.cancel();");
  }

  @Test
  void localVariablesOfOneBlockShareAFix() {
    JavaSource locals =
        JavaSource.of(
            """
            import java.util.concurrent.*;
            class A {
              void f(Runnable r) {
                ExecutorService one = Executors.newFixedThreadPool(1);
                ExecutorService two = Executors.newFixedThreadPool(1);
                one.execute(r);
                two.execute(r);
              }
            }
            """);
    List<Finding> pools = findings(locals.facts(), Pattern.LOCAL_EXECUTOR_NOT_SHUT_DOWN);
    ClassFixes fixes = new ClassFixes(locals.facts(), pools);
    assertThat(pools).hasSize(2);
    assertThat(locals.after(fixes.fix(pools.get(0), locals.state())))
        .contains("one.shutdown();", "two.shutdown();");
    assertThat(fixes.fix(pools.get(1), locals.state()).isEmpty()).isTrue();
    assertThat(fixes.isMendedByAnother(pools.get(1))).isTrue();
  }

  @Test
  void messageSaysWhyThereIsNoFix_butNotWhereAnotherOneMends() {
    JavaSource unfixable =
        JavaSource.of(
            """
            import java.util.concurrent.*;
            class A {
              void f(Runnable r) {
                ExecutorService one = r == null ? null : Executors.newFixedThreadPool(1);
              }
            }
            """);
    List<Finding> pools = findings(unfixable.facts(), Pattern.LOCAL_EXECUTOR_NOT_SHUT_DOWN);
    ClassFixes none = new ClassFixes(unfixable.facts(), pools);
    assertThat(none.fix(pools.get(0), unfixable.state()).isEmpty()).isTrue();
    assertThat(none.message(pools.get(0)))
        .startsWith(pools.get(0).message())
        .endsWith("(no fix: no declaration creates it that code follows)");

    ClassFixes shared = new ClassFixes(facts, timers);
    timers.forEach(timer -> shared.fix(timer, file.state()));
    assertThat(timers).allSatisfy(t -> assertThat(shared.message(t)).isEqualTo(t.message()));
  }
}
