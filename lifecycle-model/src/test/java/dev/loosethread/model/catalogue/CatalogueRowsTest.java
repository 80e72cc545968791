package dev.loosethread.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every built-in row speaks of a type and a method that exist, as the real classes show. */
class CatalogueRowsTest {
  private static final int JDK = Runtime.version().feature();

  private static final Set<String> METHOD_ROWS =
      Set.of("create", "unowned", "decorate", "release", "borrow");
  private static final Set<String> NAME_ROWS = Set.of("end-name", "start-name", "gate");

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
    return Stream.of("jdk", "guava", "netty", "libraries", "spring", "jakarta", "tests")
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
  void speaksOfWhatExists(TextRow row) {
    if (METHOD_ROWS.contains(row.kind())) {
      int index = row.words().size() > 2 && isNumber(row.words().get(2)) ? indexOf(row, 2) : -1;
      assertMethod(row.words().get(1), index);
    } else if (row.kind().equals("run")) {
      assertMethod(row.words().get(2), indexOf(row, 3));
    } else if (row.kind().equals("owner") || row.kind().equals("handle")) {
      ClassFile type = existing(row.words().get(1));
      row.words().stream().skip(3).forEach(release -> assertRelease(type, release));
    } else if (row.kind().equals("end-method")) {
      assertThat(existing(row.words().get(1)).methods())
          .extracting(ClassFile.Method::name)
          .contains(row.words().get(2));
    } else if (row.kind().endsWith("-annotation")) {
      assertThat(existing(row.words().get(1)).isAnnotation()).isTrue();
    } else if (!NAME_ROWS.contains(row.kind())) {
      assertThat(row.kind()).isEqualTo("managed-type");
      existing(row.words().get(1));
    }
  }

  private static ClassFile existing(String type) {
    Optional<ClassFile> found = ClassFile.find(type);
    assertThat(found).as(type).isPresent();
    return found.get();
  }

  private static boolean isNumber(String word) {
    return word.chars().allMatch(Character::isDigit);
  }

  private static int indexOf(TextRow row, int word) {
    return Integer.parseInt(row.words().get(word));
  }

  private static void assertRelease(ClassFile type, String release) {
    String call = release.replaceFirst("@.*", "");
    int since = release.equals(call) ? 0 : Integer.parseInt(release.substring(call.length() + 1));
    String name = call.replaceFirst("\\(.*", "");
    int arguments = call.equals(name) ? 0 : call.split(",").length;
    boolean exists =
        type.methods().stream()
            .anyMatch(m -> m.name().equals(name) && m.parameters().size() == arguments);
    assertThat(exists).as(release).isEqualTo(JDK >= since);
  }

  private static void assertMethod(String text, int index) {
    MethodPattern pattern = MethodPattern.parse(text);
    boolean exists =
        ClassFile.find(pattern.owner()).stream()
            .flatMap(type -> executables(type, pattern.name()))
            .map(ClassFile.Method::parameters)
            .filter(p -> pattern.parameters() == null || pattern.parameters().equals(p))
            .anyMatch(p -> index < p.size());
    assertThat(exists).as(text).isEqualTo(JDK >= pattern.since());
  }

  private static Stream<ClassFile.Method> executables(ClassFile type, String name) {
    return name.equals("<init>")
        ? type.constructors().stream()
        : type.methods().stream().filter(m -> m.name().equals(name));
  }
}
