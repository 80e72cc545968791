package dev.loosethread.model.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.testing.ClassBuilder;
import java.util.List;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** Which methods end an object's life, and which of them a fix prefers. */
class EndMethodsTest {
  private final ClassBuilder type = new ClassBuilder("a.A");

  private void method(String name, int parameters, Modifier... modifiers) {
    List<Value.Local> locals =
        IntStream.range(0, parameters).mapToObj(i -> type.local("p" + i, "int")).toList();
    type.method(name, locals, c -> {}, modifiers);
  }

  /** The names of the end methods, the best first. */
  private List<String> ends(boolean isStatic) {
    return ClassIndex.of(type.facts(), Catalogues.builtIn())
        .get(EndMethods.KEY)
        .of("a.A", isStatic)
        .stream()
        .map(body -> body.key().name())
        .toList();
  }

  @Test
  void closeIsBetterThanWhatIsOnlyNamedLikeAnEnd() {
    method("stopWork", 0);
    method("close", 0);

    assertThat(ends(false)).containsExactly("close", "stopWork");
  }

  @Test
  void endThatTakesNothingIsBetterThanOneThatDoes() {
    method("close", 1);
    method("shutdownWork", 0);

    assertThat(ends(false)).containsExactly("shutdownWork", "close");
  }

  @Test
  void publicEndIsBetterThanAPrivateOne() {
    method("close", 0, Modifier.PRIVATE);
    method("stopWork", 0, Modifier.PUBLIC);

    assertThat(ends(false)).containsExactly("stopWork", "close");
  }

  @Test
  void amongEqualsTheFirstIsTheBest() {
    method("stopSecond", 0);
    method("stopAll", 0);

    assertThat(ends(false)).containsExactly("stopSecond", "stopAll");
  }

  @Test
  void staticEndsAreThoseOfTheClass() {
    method("close", 0);
    method("stopAll", 0, Modifier.STATIC);

    assertThat(ends(true)).containsExactly("stopAll");
    assertThat(ends(false)).containsExactly("close");
  }

  @Test
  void bothMayBeAskedOfOneIndex() {
    method("close", 0);
    method("stopAll", 0, Modifier.STATIC);
    EndMethods ends = ClassIndex.of(type.facts(), Catalogues.builtIn()).get(EndMethods.KEY);

    assertThat(ends.of("a.A", false)).hasSize(1);
    assertThat(ends.of("a.A", true).get(0).key().name()).isEqualTo("stopAll");
  }

  @Test
  void endMayTakeATimeoutButNotMore() {
    method("stop", 2);
    method("shutdown", 3);

    assertThat(ends(false)).containsExactly("stop");
  }

  @Test
  void nameThatGoesOnIsAnEndOnlyWithoutParametersAndResult() {
    method("stopWork", 1);
    type.methodReturning("boolean", "stopTrying", c -> {});
    method("stopAll", 0);

    assertThat(ends(false)).containsExactly("stopAll");
  }

  @Test
  void nameThatOnlyBeginsWithTheSameLettersIsNone() {
    method("closest", 0);
    method("stopped", 0);

    assertThat(ends(false)).isEmpty();
  }
}
