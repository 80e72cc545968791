package dev.loosethread.fixes.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.fixes.SuggestedFix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a fix adds imports to a file. */
class ImportsTest {
  private static final String BOOLEAN = "java.util.concurrent.atomic.AtomicBoolean";
  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";
  private static final String UNIT = "java.util.concurrent.TimeUnit";

  private static SuggestedFix fix(JavaSource file, String... types) {
    SourceEdit edit = new SourceEdit(file.state());
    for (String type : types) {
      edit.nameOf(type);
    }
    return edit.build();
  }

  private static String with(String text, String... types) {
    JavaSource file = JavaSource.of(text);
    return file.after(fix(file, types));
  }

  @Test
  void lineGoesWhereTheOrderOfItsGroupSays_andNoOtherMoves() {
    assertThat(
            with(
                """
                package a;

                import org.w3c.dom.Node;
                import org.xml.sax.Parser;

                import java.util.List;
                import java.util.concurrent.Future;
                import java.util.concurrent.atomic.AtomicLong;

                import static java.lang.Math.abs;

                class A {}
                """,
                UNIT,
                BOOLEAN))
        .isEqualTo(
            """
            package a;

            import org.w3c.dom.Node;
            import org.xml.sax.Parser;

            import java.util.List;
            import java.util.concurrent.Future;
            import java.util.concurrent.TimeUnit;
            import java.util.concurrent.atomic.AtomicBoolean;
            import java.util.concurrent.atomic.AtomicLong;

            import static java.lang.Math.abs;

            class A {}
            """);
  }

  @Test
  void lineMayBeTheFirstOrTheLastOfItsGroup() {
    assertThat(with("import java.util.concurrent.Future;\nclass A {}", EXECUTOR, UNIT))
        .isEqualTo(
            """
            import java.util.concurrent.ExecutorService;
            import java.util.concurrent.Future;
            import java.util.concurrent.TimeUnit;
            class A {}""");
    assertThat(with("import java.util.List;\n\nclass A {}", BOOLEAN, UNIT, EXECUTOR))
        .isEqualTo(
            """
            import java.util.List;
            import java.util.concurrent.ExecutorService;
            import java.util.concurrent.TimeUnit;
            import java.util.concurrent.atomic.AtomicBoolean;

            class A {}""");
    assertThat(with("import java.util.zip.ZipFile;\nclass A {}", BOOLEAN, UNIT, EXECUTOR))
        .isEqualTo(
            """
            import java.util.concurrent.ExecutorService;
            import java.util.concurrent.TimeUnit;
            import java.util.concurrent.atomic.AtomicBoolean;
            import java.util.zip.ZipFile;
            class A {}""");
  }

  @Test
  void upperCaseCountsAsTheFileCountsIt() {
    assertThat(
            with(
                """
                import java.util.concurrent.atomic.AtomicLong;
                import java.util.concurrent.Future;
                import java.util.List;
                class A {}
                """,
                UNIT))
        .startsWith(
            """
            import java.util.concurrent.atomic.AtomicLong;
            import java.util.concurrent.Future;
            import java.util.concurrent.TimeUnit;
            import java.util.List;
            """);
  }

  @Test
  void lineJoinsItsPackage_whereNothingIsSorted() {
    assertThat(
            with(
                """
                import org.w3c.dom.Node;
                import java.util.concurrent.Future; // results
                import java.util.List;
                import com.sun.net.httpserver.HttpServer;
                class A {}
                """,
                UNIT))
        .startsWith(
            """
            import org.w3c.dom.Node;
            import java.util.concurrent.Future; // results
            import java.util.concurrent.TimeUnit;
            import java.util.List;
            """);
  }

  @Test
  void packagesOfTheJdkComeFirst_whereTheFileHasNone() {
    assertThat(
            with("import org.w3c.dom.Node;\nimport org.w3c.dom.Text;\nclass A {}", BOOLEAN, UNIT))
        .isEqualTo(
            """
            import java.util.concurrent.TimeUnit;
            import java.util.concurrent.atomic.AtomicBoolean;

            import org.w3c.dom.Node;
            import org.w3c.dom.Text;
            class A {}""");
    assertThat(
            with("import org.w3c.dom.Node;\n\nimport javax.swing.JFrame;\n\nclass A {}", BOOLEAN))
        .isEqualTo(
            """
            import org.w3c.dom.Node;

            import java.util.concurrent.atomic.AtomicBoolean;

            import javax.swing.JFrame;

            class A {}""");
  }

  @Test
  void packagesOfTheJdkJoinASortedBlockOfAll() {
    assertThat(
            with(
                "import com.sun.net.httpserver.HttpServer;\nimport org.w3c.dom.Node;\nclass A {}",
                BOOLEAN))
        .isEqualTo(
            """
            import com.sun.net.httpserver.HttpServer;
            import java.util.concurrent.atomic.AtomicBoolean;
            import org.w3c.dom.Node;
            class A {}""");
  }

  @Test
  void fileWithoutImportsGetsThemBelowItsPackage() {
    assertThat(with("/* License. */\npackage a;\n\n/** Doc. */\nclass A {}", BOOLEAN, UNIT))
        .isEqualTo(
            """
            /* License. */
            package a;

            import java.util.concurrent.TimeUnit;
            import java.util.concurrent.atomic.AtomicBoolean;

            /** Doc. */
            class A {}""");
    assertThat(with("package a; // home\nclass A {}", BOOLEAN))
        .isEqualTo(
            """
            package a; // home

            import java.util.concurrent.atomic.AtomicBoolean;

            class A {}""");
    assertThat(with("package a; class A {}", BOOLEAN))
        .isEqualTo(
            "package a;\n\nimport java.util.concurrent.atomic.AtomicBoolean;\n\n class A {}");
  }

  @Test
  void fileWithoutAPackageGetsThemBelowItsHeader() {
    String line = "import java.util.concurrent.atomic.AtomicBoolean;\n\n";
    assertThat(with("class A {}", BOOLEAN)).isEqualTo(line + "class A {}");
    assertThat(with("/* License. */\n\n/** Doc. */\nclass A {}", BOOLEAN))
        .isEqualTo("/* License. */\n\n" + line + "/** Doc. */\nclass A {}");
    assertThat(with("// License.\nclass A {}", BOOLEAN))
        .isEqualTo("// License.\n\n" + line + "class A {}");
  }

  @Test
  void staticImportsStayApart() {
    assertThat(with("import static java.lang.Math.abs;\n\nclass A {}", BOOLEAN))
        .isEqualTo(
            """
            import static java.lang.Math.abs;

            import java.util.concurrent.atomic.AtomicBoolean;

            class A {}""");
  }

  @Test
  void importsOnOneLineAreKeptThere() {
    assertThat(with("import java.util.List; import java.util.Map; class A {}", BOOLEAN))
        .isEqualTo(
            "import java.util.List; import java.util.Map;\n"
                + "import java.util.concurrent.atomic.AtomicBoolean; class A {}");
    assertThat(with("import java.util.zip.CRC32; import java.util.zip.ZipFile;\nclass A {}", UNIT))
        .startsWith(
            "import java.util.concurrent.TimeUnit;\n"
                + "import java.util.zip.CRC32; import java.util.zip.ZipFile;\n");
  }

  @Test
  void carriageReturnsStay() {
    assertThat(with("import java.util.List;\r\n\r\nclass A {}\r\n", BOOLEAN, EXECUTOR, UNIT))
        .isEqualTo(
            "import java.util.List;\r\nimport java.util.concurrent.ExecutorService;\r\n"
                + "import java.util.concurrent.TimeUnit;\r\n"
                + "import java.util.concurrent.atomic.AtomicBoolean;\r\n\r\nclass A {}\r\n");
    assertThat(with("package a;\r\n\r\nclass A {}\r\n", BOOLEAN))
        .isEqualTo(
            "package a;\r\n\r\nimport java.util.concurrent.atomic.AtomicBoolean;\r\n\r\n"
                + "class A {}\r\n");
  }

  @Test
  void nothingIsImported_whereTheNameIsKnownOrTaken() {
    String star = "import java.util.concurrent.*;\nclass A {}";
    assertThat(with(star, UNIT, EXECUTOR)).isEqualTo(star);
    JavaSource file = JavaSource.of("class A {\n  static class TimeUnit {}\n}");
    SourceEdit edit = new SourceEdit(file.state());
    assertThat(edit.nameOf("java.lang.Thread")).isEqualTo("Thread");
    assertThat(edit.nameOf(UNIT)).isEqualTo(UNIT);
    assertThat(edit.build().isEmpty()).isTrue();
  }

  @Test
  void fixesThatNeedTheSameImportsAddThemOnce() {
    List<String> files = new ArrayList<>();
    for (String imports : List.of("java.util.List", "java.util.zip.ZipFile")) {
      JavaSource file = JavaSource.of("import " + imports + ";\n\nclass A {}");
      files.add(
          file.after(fix(file, BOOLEAN), fix(file, UNIT), fix(file, EXECUTOR, UNIT, BOOLEAN)));
    }
    String added =
        """
        import java.util.concurrent.ExecutorService;
        import java.util.concurrent.TimeUnit;
        import java.util.concurrent.atomic.AtomicBoolean;
        """;
    assertThat(files)
        .containsExactly(
            "import java.util.List;\n" + added + "\nclass A {}",
            added + "import java.util.zip.ZipFile;\n\nclass A {}");
  }
}
