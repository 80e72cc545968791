package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only files that certainly do not compile may be left out. */
class KnownNamesTest {
  @TempDir Path folder;

  private boolean isLeftOut(String text, List<Path> classPath) throws IOException {
    Path own = Files.createDirectories(folder.resolve("own/sub"));
    Path source = Files.writeString(own.resolve("Own.java"), text);
    Library library =
        new Library(Coordinates.parse("a:b:1"), folder, List.of(source), classPath, 17);
    return KnownNames.of(library).importsUnknown(source);
  }

  private Path jar() throws IOException {
    Path jar = folder.resolve("lib.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("lib/deep/Known.class"));
      out.putNextEntry(new ZipEntry("META-INF/versions/11/newer/Versioned.class"));
    }
    return jar;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import java.util.List;",
        "import java.util.Map.Entry;",
        "import static java.util.Map.Entry.comparingByKey;",
        "import static java.util.Map.*;",
        "import sun.misc.Unsafe;",
        "import lib.deep.Known;",
        "import lib.deep.Known.Inner.Most;",
        "import lib.deep.Unheard;",
        "import lib.deep.Known.*;",
        "import static lib.deep.Known.Inner.member;",
        "import lib.deep.*;",
        "import lib.*;",
        "import newer.Versioned;",
        "import own.sub.Other;",
        "import static own.sub.Own.*;",
        "// import nowhere.Type;",
        "/* import nowhere.Type;\nimport nowhere.*; */",
        "class A { String s = \"\"\"\nimport nowhere.Type;\n\"\"\"; }",
        "@Code(\"\"\"\nimport nowhere.Type;\n\"\"\") class A {}"
      })
  void whatMayCompileIsTried(String text) throws IOException {
    assertThat(isLeftOut("package own.sub;\n" + text + "\n", List.of(jar()))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import nowhere.Type;",
        "  import nowhere.Type ;",
        "/* licence */ import nowhere.Type;",
        "import java.util.List; // the usual\nimport nowhere.deep.Type.Inner;",
        "import lib.Type;",
        "import nowhere.*;",
        "import static lib.Type.*;",
        "import static nowhere.Type.member;",
        "import static nowhere.Type.*;"
      })
  void whatImportsFromNowhereIsLeftOut(String text) throws IOException {
    assertThat(isLeftOut("package own.sub;\n" + text + "\n", List.of(jar()))).isTrue();
  }

  @Test
  void aClassPathThatIsNotAllJarsLeavesItToTheCompiler() throws IOException {
    Path text = Files.writeString(folder.resolve("lib.pom"), "<project/>");

    assertThat(isLeftOut("import nowhere.Type;", List.of(jar(), text))).isFalse();
  }
}
