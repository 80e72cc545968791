package dev.loosethread.audit.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which packages are copies of somebody else's code. */
class VendoredCodeTest {
  @TempDir Path folder;

  private Path jar(String name, Map<String, String> entries) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return jar;
  }

  private static String pom(String group, String artifact) {
    return "groupId=" + group + "\nartifactId=" + artifact + "\nversion=1\n";
  }

  private static final Map<String, String> BUNDLE =
      Map.of(
          "app/own/A.class",
          "",
          "lib/other/B.class",
          "",
          "META-INF/maven/app.own/tool/pom.properties",
          pom("app.own", "tool"),
          "META-INF/maven/lib.other/lib/pom.properties",
          pom("lib.other", "lib"));

  @Test
  void aNameThatSaysSo() {
    VendoredCode code = VendoredCode.byName();

    assertThat(code.test("app.internal.shaded.tool")).isTrue();
    assertThat(code.test("app.shadedglass")).isFalse();
    assertThat(code.test("")).isFalse();
  }

  @Test
  void aWholeNameWithinAnother() {
    VendoredCode code = VendoredCode.byName();

    assertThat(code.test("app.own.internal.org.other.tool")).isTrue();
    assertThat(code.test("org.other.tool")).isFalse();
    assertThat(code.test("uk.com.app")).isFalse();
    assertThat(code.test("app.own.org")).isFalse();
  }

  @Test
  void anArtifactOfAnotherGroupInTheJar() throws IOException {
    VendoredCode code = VendoredCode.of("app.own", List.of(jar("tool-1.jar", BUNDLE)));

    assertThat(code.test("lib.other.inner")).isTrue();
    assertThat(code.test("app.own.inner")).isFalse();
    assertThat(code.test("lib.others")).isFalse();
  }

  @Test
  void aJarTellsItsOwnArtifactByItsName() throws IOException {
    VendoredCode code = VendoredCode.of(jar("tool-1.jar", BUNDLE));

    assertThat(code.test("lib.other")).isTrue();
    assertThat(code.test("app.own")).isFalse();
    assertThat(VendoredCode.of(jar("x.jar", BUNDLE)).test("lib.other")).isFalse();
  }

  @Test
  void groupsTellNothingIfTheOwnOneNamesNoPackage() throws IOException {
    VendoredCode code = VendoredCode.of("some.brand", List.of(jar("tool-1.jar", BUNDLE)));

    assertThat(code.test("lib.other")).isFalse();
  }
}
