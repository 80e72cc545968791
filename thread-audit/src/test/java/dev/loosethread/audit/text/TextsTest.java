package dev.loosethread.audit.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that nobody can see through, in each kind of output. */
class TextsTest {
  /** Class files may name things with half a character. */
  private static final String HALF = "a\ud800b";

  @Test
  void whatCanNotBeSeenIsEscaped() {
    assertThat(VisibleText.of("a\u001b[0m\n\t\u2028\u200f\udb40\udc41"))
        .isEqualTo("a\\u001b[0m\\n\\t\\u2028\\u200f\\udb40\\udc41");
    assertThat(VisibleText.of(HALF)).isEqualTo("a\\ud800b");
    assertThat(VisibleText.of("caf\u00e9 \ud83d\ude00")).isEqualTo("caf\u00e9 \ud83d\ude00");
    assertThat(VisibleText.ofCode("\tint i;\u000c")).isEqualTo("\tint i;\\u000c");
  }

  @Test
  void jsonKeepsItsMeaningAndLosesHalfCharacters() {
    assertThat(JsonText.of("{\n\"a\u202e\u007f\": \"" + HALF + "\u00e9\"}"))
        .isEqualTo("{\n\"a\\u202e\\u007f\": \"a\\ufffdb\u00e9\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "a b/C.java, a%20b/C.java",
    "/a/#?.java, file:///a/%23%3F.java",
    "a:b!/C$1.class, a%3Ab!/C$1.class",
    "C:/a/B.java, file:///C:/a/B.java",
    "cafe\u0301%20.java, cafe%CC%81%2520.java",
  })
  void aNameBecomesAReference(String name, String uri) {
    assertThat(UriReference.of(name)).isEqualTo(uri);
  }

  @Test
  void aNameInAPatchIsQuotedWhereItNeedsIt() {
    assertThat(PatchName.of("a/B.java")).isEqualTo("a/B.java");
    assertThat(PatchName.of("a/B C.java")).isEqualTo("a/B C.java\t");
    assertThat(PatchName.of("a/\"\\\n\u202e\u00e9.java"))
        .isEqualTo("\"a/\\\"\\\\\\012\\342\\200\\256\u00e9.java\"");
  }
}
