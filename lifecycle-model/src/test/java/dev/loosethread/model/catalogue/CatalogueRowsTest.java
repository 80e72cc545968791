package dev.loosethread.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every built-in row speaks of a type and a method that exist, as the real classes show. */
class CatalogueRowsTest {
  private static final int JDK = Runtime.version().feature();

  /** The rows whose second word is a method. */
  private static final Set<String> METHOD_ROWS = methodRows();

  /** Types that no test dependency has, and why. */
  private static final Map<String, String> UNRESOLVED =
      Map.of(
          "androidx.lifecycle.ViewModel", "Google's own repository has it, Maven Central has not",
          "org.bukkit.plugin.Plugin", "its project's repository has it, Maven Central has not",
          "lombok.Cleanup", "its jar is an annotation processor, which would run over the tests");

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
    return Stream.of(
            "jdk", "guava", "netty", "libraries", "spring", "jakarta", "tests", "frameworks")
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

  private static Set<String> methodRows() {
    Set<String> kinds = new HashSet<>(Set.of("create", "wait"));
    Stream.of(MethodKind.values()).map(MethodKind::word).forEach(kinds::add);
    Stream.of(ArgumentKind.values()).map(ArgumentKind::word).forEach(kinds::add);
    return kinds;
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
    } else if (UNRESOLVED.containsKey(row.words().get(1))) {
      assertThat(ClassFile.find(row.words().get(1)))
          .as(UNRESOLVED.get(row.words().get(1)))
          .isEmpty();
    } else if (row.kind().equals("end-method")) {
      assertThat(existing(row.words().get(1)).methods())
          .extracting(ClassFile.Method::name)
          .contains(row.words().get(2));
    } else if (!row.kind().equals("gate")) {
      assertWord(wordKind(row), row.words().get(1));
    }
  }

  @Test
  void onlyTypesOfRowsAreUnresolved() {
    assertThat(rows().map(row -> row.words().get(1))).containsAll(UNRESOLVED.keySet());
  }

  private static WordKind wordKind(TextRow row) {
    return Stream.of(WordKind.values())
        .filter(kind -> kind.word().equals(row.kind()))
        .findFirst()
        .orElseThrow();
  }

  /** Names and packages can be anybody's; only types are resolved. */
  private static void assertWord(WordKind kind, String word) {
    if (kind.form() == WordKind.Form.TYPE) {
      boolean isAnnotation = existing(word).isAnnotation();
      assertThat(isAnnotation).isEqualTo(kind.word().endsWith("-annotation"));
    } else {
      assertThat(word).isNotBlank();
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
    if (pattern.isOfAnyOwner()) {
      // The parser has seen to the rest.
      assertThat(pattern.since()).isZero();
      return;
    }
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
