package dev.loosethread.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.testing.ClassBuilder;
import dev.loosethread.model.testing.CodeBuilder;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** SubclassSkipsSuperClose over facts made by hand. */
class SubclassSkipsSuperCloseRuleTest {
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";
  private static final String FIXED = "java.util.concurrent.Executors#newFixedThreadPool(int)";

  private final ClassBuilder base = new ClassBuilder("a.Base");
  private final ClassBuilder sub = new ClassBuilder("a.Sub").extending("a.Base");
  private final Value.Field pool = base.field("pool", EXECUTOR);

  private List<Finding> findings() {
    return sub.compilation(ClassBuilder.seeing(base.facts()))
        .findings(new SubclassSkipsSuperCloseRule());
  }

  private void make(CodeBuilder code) {
    code.assign(pool, code.callStatic(FIXED, EXECUTOR, new Value.Constant(2)));
  }

  private void shutdown(CodeBuilder code) {
    code.call(pool, EXECUTOR + "#shutdown()", "void");
  }

  private void log(CodeBuilder code) {
    code.callStatic("a.Log#write()", "void");
  }

  @Test
  void overrideThatLeavesTheSuperclassRunningIsReported() {
    base.initializer(this::make);
    base.method("close", this::shutdown);
    int close = sub.method("close", this::log);

    assertThat(findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pattern()).isEqualTo(Pattern.SUBCLASS_SKIPS_SUPER_CLOSE);
              assertThat(f.message()).contains("close()", "Base", "pool", "super.close()");
              assertThat(f.remedy()).isEqualTo(new Remedy.CallSuper(close, false));
            });
  }

  @Test
  void releaseInAPrivateHelperOfTheSuperclassIsStillItsOwn() {
    base.initializer(this::make);
    int helper = base.method("release", List.of(), this::shutdown, Modifier.PRIVATE);
    base.method("stop", c -> c.callOwn(helper));
    sub.method("stop", this::log);

    assertThat(findings()).hasSize(1);
  }

  @Test
  void callOfTheSuperclassIsEnoughWhereverItStands() {
    base.initializer(this::make);
    base.method("close", this::shutdown);
    sub.method("close", this::log);
    sub.method("stop", c -> c.callSuper("a.Base#close()"));

    assertThat(findings()).isEmpty();
  }

  @Test
  void anotherMethodThatReleasesIsEnough() {
    base.initializer(this::make);
    base.method("close", this::shutdown);
    base.method("stop", this::shutdown);
    sub.method("close", this::log);

    assertThat(findings()).isEmpty();
  }

  @Test
  void releaseOfTheInheritedFieldIsEnough() {
    Value.Field shared = base.field("shared", EXECUTOR, Modifier.PROTECTED);
    base.initializer(c -> c.assign(shared, c.callStatic(FIXED, EXECUTOR, new Value.Constant(2))));
    base.method("close", c -> c.call(shared, EXECUTOR + "#shutdown()", "void"));
    sub.method("close", c -> c.call(shared, EXECUTOR + "#shutdownNow()", "java.util.List"));

    assertThat(findings()).isEmpty();
  }

  @Test
  void superclassThatWasHandedItsExecutorIsNot() {
    Value.Local given = base.local("given", EXECUTOR);
    base.constructor(List.of(given), c -> c.assign(pool, given));
    base.method("close", this::shutdown);
    sub.method("close", this::log);

    assertThat(findings()).isEmpty();
  }

  @Test
  void startThatIsReplacedTooMakesNoThreads() {
    base.method("start", this::make);
    base.method("stop", this::shutdown);
    sub.method("start", this::log);
    sub.method("stop", this::log);

    assertThat(findings()).isEmpty();
  }

  @Test
  void overrideThatIsEmptyOrAlwaysThrowsIsMeant() {
    base.initializer(this::make);
    base.method("close", this::shutdown);
    base.method("stop", c -> {});
    sub.method("close", c -> c.throwing("java.lang.UnsupportedOperationException"));
    assertThat(findings()).isEmpty();

    ClassBuilder empty = new ClassBuilder("a.Empty").extending("a.Base");
    empty.method("close", c -> {});
    assertThat(
            empty
                .compilation(ClassBuilder.seeing(base.facts()))
                .findings(new SubclassSkipsSuperCloseRule()))
        .isEmpty();
  }

  @Test
  void superclassThatNobodySeesIsNotJudged() {
    sub.method("close", this::log);

    assertThat(sub.findings(new SubclassSkipsSuperCloseRule())).isEmpty();
  }
}
