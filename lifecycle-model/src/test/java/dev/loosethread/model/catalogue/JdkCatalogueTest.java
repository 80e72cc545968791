package dev.loosethread.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the JDK's catalogue names what the running JDK has. */
class JdkCatalogueTest {
  /** What came with JDK 19 and 21. */
  private static final Set<String> NEWER =
      Set.of(
          "java.util.concurrent.Executors#newThreadPerTaskExecutor",
          "java.util.concurrent.Executors#newVirtualThreadPerTaskExecutor",
          "java.lang.Thread#startVirtualThread",
          "java.lang.Thread$Builder#start",
          "java.lang.Thread$Builder#unstarted");

  static Stream<String> methods() throws Exception {
    return rows().stream().filter(r -> r.contains("#") && !r.contains(" *#"));
  }

  static Stream<String> owners() throws Exception {
    return rows().stream().filter(r -> r.startsWith("owner "));
  }

  private static List<String> rows() throws Exception {
    try (InputStream in =
        JdkCatalogueTest.class.getResourceAsStream("/dev/loosethread/catalogue/jdk.catalogue")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.isBlank() && !l.startsWith("#"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void methodExists(String row) throws Exception {
    String word =
        Arrays.stream(row.split("\\s+")).filter(w -> w.contains("#")).findFirst().orElseThrow();
    MethodPattern pattern = MethodPattern.parse(word);
    if (NEWER.contains(pattern.owner() + "#" + pattern.name())
        && Runtime.version().feature() < 21) {
      // The row must still be well-formed; the JDK that has it resolves it.
      assertThat(pattern.name()).isNotEmpty();
      return;
    }
    Class<?> owner = Class.forName(pattern.owner());
    List<Executable> candidates = new ArrayList<>();
    if (pattern.name().equals("<init>")) {
      candidates.addAll(List.of(owner.getDeclaredConstructors()));
    } else {
      Arrays.stream(owner.getMethods())
          .filter(m -> m.getName().equals(pattern.name()))
          .forEach(candidates::add);
    }
    assertThat(candidates).as(row).anyMatch(c -> hasParameters(c, pattern));
  }

  private static boolean hasParameters(Executable method, MethodPattern pattern) {
    return pattern.parameters() == null
        || Arrays.stream(method.getParameterTypes())
            .map(Class::getTypeName)
            .toList()
            .equals(pattern.parameters());
  }

  @ParameterizedTest
  @MethodSource("owners")
  void releaseMethodsExist(String row) throws Exception {
    String[] words = row.split("\\s+");
    Class<?> owner = Class.forName(words[1]);
    for (int i = 3; i < words.length; i++) {
      String[] name = words[i].split("@");
      if (name.length > 1 && Runtime.version().feature() < Integer.parseInt(name[1])) {
        continue;
      }
      Method release = owner.getMethod(name[0]);
      assertThat(release.getParameterCount()).isZero();
    }
  }
}
