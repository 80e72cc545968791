package dev.loosethread.model.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

class BodyTest {
  private static final Site NOWHERE =
      new Site() {
        @Override
        public int line() {
          return 0;
        }
      };

  private static Body.Builder method(String name, String... parameters) {
    return Body.builder(0, Body.Kind.METHOD, MethodKey.of("a.A", name, parameters), NOWHERE);
  }

  @Test
  void theLauncherCallsAMainMethodWithOrWithoutArguments() {
    Set<Modifier> modifiers = Set.of(Modifier.PUBLIC, Modifier.STATIC);

    assertThat(method("main", "java.lang.String[]").modifiers(modifiers).build().isMainMethod())
        .isTrue();
    assertThat(method("main").modifiers(modifiers).build().isMainMethod()).isTrue();
  }

  @Test
  void aMainMethodMayBeOneOfAnInstance() {
    assertThat(method("main").build().isMainMethod()).isTrue();
    assertThat(method("main", "java.lang.String[]").build().isMainMethod()).isTrue();
  }

  @Test
  void whatTheLauncherDoesNotCallIsNoMainMethod() {
    assertThat(method("main", "int").build().isMainMethod()).isFalse();
    assertThat(method("main").returnType("int").build().isMainMethod()).isFalse();
    assertThat(method("main").modifiers(Set.of(Modifier.PRIVATE)).build().isMainMethod()).isFalse();
    assertThat(method("run").build().isMainMethod()).isFalse();
  }
}
