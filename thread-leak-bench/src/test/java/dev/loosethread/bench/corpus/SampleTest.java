package dev.loosethread.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.bench.corpus.CheckedLibrary.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTest {
  private static final String PUMP =
      """
      class Pump {
        Pump() {
          begin();
        }
        void begin() {
          new Thread(this::work).start();
        }
        void work() {}
      }
      """;

  @TempDir Path folder;

  private final CheckedLibrary library =
      new CheckedLibrary(
          "a:b:1",
          List.of("Pump.java", "User.java"),
          List.of(),
          11,
          List.of(
              new Found("Pump.java", 6, "UnguardedStart", "two calls start two threads"),
              new Found("Pump.java", 3, "ConstructorLeaksThread", "it starts a thread"),
              new Found("Pump.java", 8, "ShutdownWithoutAwait", "in preview")),
          List.of());

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("Pump.java"), PUMP);
    Files.writeString(folder.resolve("User.java"), "class User {\n  Pump pump = new Pump();\n}\n");
  }

  private List<String> drawn(int number, long seed) {
    return new Sample(List.of(library), number, seed).lines(name -> folder);
  }

  @Test
  void aPersonSeesTheSourceAndWhoCallsTheMethod() {
    assertThat(drawn(9, 1))
        .contains("## 2 of 2 findings that are on by default")
        .contains("a:b:1, Pump.java:6", "> two calls start two threads")
        .contains(">    6      new Thread(this::work).start();", "     9  }")
        .contains("Lines with a call of something named `begin`: 1", "- Pump.java:3: `begin();`")
        .contains("- User.java:2: `Pump pump = new Pump();`")
        .doesNotContain("> in preview");
  }

  @Test
  void theSeedDecides() {
    assertThat(drawn(1, 5))
        .isEqualTo(drawn(1, 5))
        .contains("## 1 of 2 findings that are on by default");
  }

  @Test
  void theInnermostMethodCounts() {
    String source =
        """
        class A {
          int field;
          void outer() {
            new Object() {
              void inner() {
                field++;
              }
            };
          }
        }
        """;

    assertThat(EnclosingMethod.at(source, 6).map(EnclosingMethod::name)).contains("inner");
    assertThat(EnclosingMethod.at(source, 4).map(EnclosingMethod::name)).contains("outer");
    assertThat(EnclosingMethod.at(source, 2)).isEmpty();
  }
}
