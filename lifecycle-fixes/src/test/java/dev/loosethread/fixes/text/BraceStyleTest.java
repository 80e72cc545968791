package dev.loosethread.fixes.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where added code has its braces. */
class BraceStyleTest {
  private static final String METHOD =
      "void g() {\n  try {\n    g();\n  } finally {\n    h(() -> {\n    });\n  }\n}";

  private static String added(String text) {
    JavaSource file = JavaSource.of(text);
    SourceEdit edit = new SourceEdit(file.state());
    Layout layout = edit.source().layoutAt(0, file.type());
    return CodeTemplate.of(METHOD).code(edit).at(layout);
  }

  @Test
  void bracesStandOnTheSameLine_unlessTheFileSaysOtherwise() {
    assertThat(added("class A\n{\n  void f() {}\n}")).isEqualTo(METHOD);
    assertThat(
            added(
                "class A {\n  void f() {\n    if (true)\n    {\n    }\n    try {\n    } finally {\n    }\n  }\n}"))
        .isEqualTo(METHOD);
  }

  @Test
  void bracesStandOnTheNextLine_asInTheFile() {
    assertThat(added("class A\n{\n  void f()\n  {\n    f();\n  }\n}"))
        .isEqualTo(
            """
            void g()
            {
              try
              {
                g();
              }
              finally
              {
                h(() -> {
                });
              }
            }""");
  }

  @Test
  void bracesOfMethodsAndStatementsMayDiffer() {
    assertThat(added("class A {\n  void f()\n  {\n    if (true) {\n      f();\n    }\n  }\n}"))
        .isEqualTo(METHOD.replace("g() {", "g()\n{"));
  }

  @Test
  void clausesBeginALine_asInTheFile() {
    assertThat(
            added(
                "class A {\n  void f() {\n    if (true) {\n      f();\n    }\n    else {\n      f();\n    }\n  }\n}"))
        .isEqualTo(METHOD.replace("} finally", "}\n  finally"));
  }

  @Test
  void tryWithoutAClauseSaysNothing() {
    String text =
        """
        class A {
          void f() throws Exception {
            try (AutoCloseable a = null) {
              f();
            }
          }
        }
        """;
    assertThat(added(text)).isEqualTo(METHOD);
  }
}
