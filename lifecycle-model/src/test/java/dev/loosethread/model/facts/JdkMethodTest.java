package dev.loosethread.model.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loosethread.model.testing.LoadedTypes;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The constants name methods that the JDK has, and tell them from others. */
class JdkMethodTest {
  @ParameterizedTest
  @EnumSource
  void exists(JdkMethod method) throws Exception {
    assumeTrue(
        Runtime.version().feature() >= 21
            || (method != JdkMethod.THREAD_START_VIRTUAL_THREAD
                && method != JdkMethod.THREAD_BUILDER_UNSTARTED));

    Class<?> owner = Class.forName(method.owner());
    assertThat(Stream.of(owner.getMethods(), owner.getDeclaredMethods()).flatMap(Stream::of))
        .extracting(Method::getName)
        .contains(method.methodName());
  }

  @Test
  void anOverridingMethodIsNotTheMethodItselfButItsNamesake() {
    MethodKey ofSubtype = MethodKey.of("java.util.concurrent.FutureTask", "get");

    assertThat(JdkMethod.FUTURE_GET.is(ofSubtype)).isFalse();
    assertThat(JdkMethod.FUTURE_GET.is(ofSubtype, new LoadedTypes())).isTrue();
    assertThat(JdkMethod.FUTURE_GET.isNamesake(ofSubtype)).isTrue();
  }

  @Test
  void aNamesakeOfAnotherTypeIsAnotherMethod() {
    MethodKey ofMap = MethodKey.of("java.util.Map", "get", "java.lang.Object");

    assertThat(JdkMethod.FUTURE_GET.is(ofMap, new LoadedTypes())).isFalse();
    assertThat(JdkMethod.FUTURE_GET.isNamesake(ofMap)).isTrue();
    assertThat(JdkMethod.THREAD_JOIN.isNamesake(ofMap)).isFalse();
  }
}
