package dev.loosethread.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every built-in row speaks of a type and a method that exist, as the real classes show. */
class CatalogueRowsTest {
  private static final int JDK = Runtime.version().feature();

  private static final Set<String> METHOD_ROWS =
      Set.of("create", "unowned", "decorate", "release", "borrow");
  private static final Set<String> NAME_ROWS = Set.of("end-name", "start-name");

  /** One row, named by its file for the report. */
  record TextRow(String file, List<String> words) {
    String kind() {
      return words.get(0);
    }

    @Override
    public String toString() {
      return file + ": " + String.join(" ", words);
    }
  }

  static Stream<TextRow> rows() {
    return Stream.of("jdk", "guava", "netty", "spring", "jakarta", "tests")
        .flatMap(CatalogueRowsTest::rowsOf);
  }

  private static Stream<TextRow> rowsOf(String library) {
    String file = library + ".catalogue";
    try (InputStream in =
        Catalogues.class.getResourceAsStream("/dev/loosethread/catalogue/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> new TextRow(file, List.of(line.split("\\s+"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void speaksOfWhatExists(TextRow row) throws ClassNotFoundException {
    if (METHOD_ROWS.contains(row.kind())) {
      int index = row.words().size() > 2 && isNumber(row.words().get(2)) ? indexOf(row, 2) : -1;
      assertMethod(row.words().get(1), index);
    } else if (row.kind().equals("run")) {
      assertMethod(row.words().get(2), indexOf(row, 3));
    } else if (row.kind().equals("owner") || row.kind().equals("handle")) {
      Class<?> type = load(row.words().get(1));
      row.words().stream().skip(3).forEach(release -> assertRelease(type, release));
    } else if (row.kind().equals("end-method")) {
      assertThat(methods(load(row.words().get(1))))
          .extracting(Executable::getName)
          .contains(row.words().get(2));
    } else if (row.kind().endsWith("-annotation")) {
      assertThat(load(row.words().get(1))).isAnnotation();
    } else if (!NAME_ROWS.contains(row.kind())) {
      assertThat(row.kind()).isEqualTo("managed-type");
      load(row.words().get(1));
    }
  }

  private static boolean isNumber(String word) {
    return word.chars().allMatch(Character::isDigit);
  }

  private static int indexOf(TextRow row, int word) {
    return Integer.parseInt(row.words().get(word));
  }

  private static void assertRelease(Class<?> type, String release) {
    String call = release.replaceFirst("@.*", "");
    int since = release.equals(call) ? 0 : Integer.parseInt(release.substring(call.length() + 1));
    String name = call.replaceFirst("\\(.*", "");
    int arguments = call.equals(name) ? 0 : call.split(",").length;
    boolean exists =
        methods(type).stream()
            .anyMatch(m -> m.getName().equals(name) && parameters(m).size() == arguments);
    assertThat(exists).as("%s of %s", release, type).isEqualTo(JDK >= since);
  }

  private static void assertMethod(String text, int index) throws ClassNotFoundException {
    MethodPattern pattern = MethodPattern.parse(text);
    boolean exists =
        exists(pattern.owner())
            && executables(pattern).stream()
                .map(CatalogueRowsTest::parameters)
                .filter(p -> pattern.parameters() == null || pattern.parameters().equals(p))
                .anyMatch(p -> index < p.size());
    assertThat(exists).as(text).isEqualTo(JDK >= pattern.since());
  }

  private static Set<? extends Executable> executables(MethodPattern pattern)
      throws ClassNotFoundException {
    Class<?> owner = load(pattern.owner());
    Set<Executable> named = new LinkedHashSet<>();
    if (pattern.name().equals("<init>")) {
      named.addAll(Arrays.asList(owner.getConstructors()));
    } else {
      methods(owner).stream().filter(m -> m.getName().equals(pattern.name())).forEach(named::add);
    }
    return named;
  }

  /** Declared and inherited ones, protected ones too: a framework's end method often is. */
  private static Set<Method> methods(Class<?> type) {
    Set<Method> methods = new LinkedHashSet<>();
    Deque<Class<?>> work = new ArrayDeque<>(List.of(type));
    while (!work.isEmpty()) {
      Class<?> next = work.pop();
      methods.addAll(Arrays.asList(next.getDeclaredMethods()));
      work.addAll(Arrays.asList(next.getInterfaces()));
      if (next.getSuperclass() != null) {
        work.add(next.getSuperclass());
      }
    }
    return methods;
  }

  private static List<String> parameters(Executable executable) {
    return Arrays.stream(executable.getParameterTypes()).map(CatalogueRowsTest::name).toList();
  }

  private static String name(Class<?> type) {
    return type.isArray() ? name(type.getComponentType()) + "[]" : type.getName();
  }

  private static boolean exists(String type) {
    try {
      load(type);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static Class<?> load(String type) throws ClassNotFoundException {
    return Class.forName(type, false, CatalogueRowsTest.class.getClassLoader());
  }
}
