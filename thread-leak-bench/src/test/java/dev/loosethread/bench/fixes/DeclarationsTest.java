package dev.loosethread.bench.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationsTest {
  private static final String SOURCE =
      """
      package p;

      class Outer {
        private final Pool pool =
            new Pool(2);
        Thread one, other;

        Outer() {
          start();
        }

        class Inner {
          void run(int times, String name) {
            new Thread() {
              public void run() {
                work();
              }
            }.start();
          }
        }
      }
      """;

  @ParameterizedTest
  @CsvSource({
    "3, 1, Outer",
    "4, 22, Outer.pool",
    "5, 7, Outer.pool",
    "6, 3, Outer.one",
    "6, 15, Outer.other",
    "9, 5, Outer.<init>()",
    "14, 7, 'Outer.Inner.run(int,String)'",
    "16, 11, 'Outer.Inner.run(int,String).<anonymous>.run()'",
    "13, 0, 'Outer.Inner.run(int,String)'",
    "1, 1, ''",
    "99, 1, ''"
  })
  void aPlaceIsInItsInnermostDeclaration(int line, int column, String path) {
    assertThat(Declarations.of(SOURCE).at(line, column)).isEqualTo(path);
  }

  @Test
  void linesThatMoveChangeNothing() {
    Declarations moved = Declarations.of(SOURCE.replace("package p;", "package p;\n\nimport q.R;"));

    assertThat(moved.at(16 + 2, 11)).isEqualTo(Declarations.of(SOURCE).at(16, 11));
  }
}
