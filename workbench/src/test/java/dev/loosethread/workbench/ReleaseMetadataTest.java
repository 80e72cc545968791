package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The requirements of a public repository on published poms and jars. */
class ReleaseMetadataTest {
  private static final Path ROOT = Build.root();

  /** A module of the build, which inherits from the parent what its pom omits. */
  private record Module(String folder, Element pom) {
    boolean isPublished() {
      return !"true".equals(text(pom, "properties", "maven.deploy.skip"));
    }

    Path jar() {
      return ROOT.resolve(folder)
          .resolve("target")
          .resolve(text(pom, "artifactId") + "-" + text(pom, "parent", "version") + ".jar");
    }
  }

  @Test
  void theParentSaysAllThatIsAskedOfAPublishedPom() throws Exception {
    Element parent = pom(ROOT);

    for (String each :
        List.of(
            "name",
            "description",
            "url",
            "inceptionYear",
            "organization/name",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "developers/developer/organization",
            "scm/connection",
            "scm/developerConnection",
            "scm/url",
            "issueManagement/system",
            "issueManagement/url")) {
      assertThat(text(parent, each.split("/"))).as(each).isNotBlank();
    }
    // The address of a module is that of the project, without a folder.
    assertThat(parent.getAttribute("child.project.url.inherit.append.path")).isEqualTo("false");
    assertThat(text(parent, "properties", "loosethread.url")).startsWith("https://");
    assertThat(text(parent, "properties", "loosethread.pages.url")).isEmpty();
  }

  /** The reports of the audit contain the links themselves. */
  @Test
  void whatShipsKnowsTheAddressFromTheParentOnly() throws Exception {
    String address = text(pom(ROOT), "properties", "loosethread.url").replaceFirst("https://", "");
    List<Path> files = new ArrayList<>();
    for (Module module : modules()) {
      if (module.isPublished()) {
        try (Stream<Path> all = Files.walk(ROOT.resolve(module.folder()))) {
          all.filter(f -> Files.isRegularFile(f))
              .filter(f -> !f.startsWith(ROOT.resolve(module.folder()).resolve("target")))
              .forEach(files::add);
        }
      }
    }

    assertThat(files).hasSizeGreaterThan(200);
    for (Path file : files) {
      assertThat(
              new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(address))
          .as(file.toString())
          .isFalse();
    }
  }

  @Test
  void everyModuleHasANameAndADescriptionOfItsOwn() throws Exception {
    List<Module> modules = modules();

    assertThat(modules).hasSizeGreaterThan(9);
    for (Module module : modules) {
      assertThat(text(module.pom(), "name")).as(module.folder()).startsWith("Loosethread ");
      assertThat(text(module.pom(), "description")).as(module.folder()).endsWith(".");
      assertThat(text(module.pom(), "artifactId"))
          .as(module.folder())
          .isEqualTo("loosethread-" + module.folder());
      // Without a parent, the pom would have to repeat everything.
      assertThat(text(module.pom(), "parent", "artifactId")).isEqualTo("loosethread-parent");
      assertThat(text(module.pom(), "url") + text(module.pom(), "scm", "url")).isEmpty();
    }
    assertThat(modules.stream().filter(m -> !m.isPublished()).map(Module::folder))
        .containsExactlyInAnyOrder("test-fixtures", "thread-leak-bench", "workbench");
  }

  @TestFactory
  Stream<DynamicTest> everyPublishedJarHasTheLicenseAndTheNotice() throws Exception {
    byte[] license = Files.readAllBytes(ROOT.resolve("LICENSE"));
    String notice = Files.readString(ROOT.resolve("NOTICE")).strip();
    return modules().stream()
        .filter(Module::isPublished)
        .map(
            module ->
                DynamicTest.dynamicTest(
                    module.folder(),
                    () -> {
                      try (ZipFile jar = new ZipFile(module.jar().toFile())) {
                        assertThat(read(jar, "META-INF/LICENSE")).isEqualTo(license);
                        assertThat(new String(read(jar, "META-INF/NOTICE"), StandardCharsets.UTF_8))
                            .contains(notice);
                        assertThat(licenseEntries(jar)).containsExactly("META-INF/LICENSE");
                      }
                    }));
  }

  @Test
  void jarsThatContainOthersHaveTheirLicenses() throws Exception {
    assertThat(otherLicenses("spotbugs-detectors")).containsExactly("asm.txt");
    assertThat(otherLicenses("thread-audit"))
        .containsExactly(
            "asm.txt",
            "checker-qual.txt",
            "commonmark.txt",
            "java-sarif.txt",
            "mima.txt",
            "slf4j.txt");
    try (ZipFile jar = new ZipFile(module("thread-audit").jar().toFile())) {
      String notice = new String(read(jar, "META-INF/NOTICE"), StandardCharsets.UTF_8);
      assertThat(notice).contains("Jackson JSON processor").contains("Apache Maven Resolver");
      assertThat(notice).contains("Copyright 2026 The Loosethread authors");
      // Its license requires more than a notice, and nothing here uses it.
      assertThat(names(jar)).noneMatch(n -> n.startsWith("org/checkerframework/dataflow/cfg/"));
    }
  }

  /** Every third-party package in the jar of the audit belongs to a library in the notice. */
  @Test
  void theNoticeNamesWhatTheAuditsJarContains() throws Exception {
    Set<String> roots = new TreeSet<>();
    try (ZipFile jar = new ZipFile(module("thread-audit").jar().toFile())) {
      for (String name : names(jar)) {
        if (name.endsWith(".class") && !name.startsWith("META-INF/")) {
          roots.add(name.substring(0, name.lastIndexOf('/')).replace('/', '.'));
        }
      }
    }
    roots.removeIf(r -> r.startsWith("dev.loosethread."));

    assertThat(roots)
        .allMatch(r -> KNOWN.stream().anyMatch(k -> r.equals(k) || r.startsWith(k + ".")));
  }

  /** The packages of the libraries, in the order of the notice. */
  private static final List<String> KNOWN =
      List.of(
          "org.objectweb.asm",
          "org.apache.http",
          "org.apache.commons",
          "freemarker",
          "org.apache.maven",
          "org.eclipse.aether",
          "com.google.auto",
          "com.github.benmanes",
          "org.commonmark",
          "org.checkerframework",
          "com.google.errorprone",
          "com.google.gson",
          "com.google.common",
          "com.google.thirdparty",
          "com.google.j2objc",
          "javax.annotation",
          "org.jspecify",
          "com.fasterxml.jackson",
          "com.github.difflib",
          "com.contrastsecurity.sarif",
          "javax.inject",
          "eu.maveniverse.maven",
          "picocli",
          "org.codehaus.plexus",
          "org.sonatype.plexus",
          "org.slf4j");

  @Test
  void theDocsJarHasEveryPage() throws Exception {
    List<String> pages = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"), 2)) {
      files
          .filter(f -> f.toString().endsWith(".md") && !f.toString().contains("target"))
          .forEach(
              f -> pages.add(ROOT.resolve("docs").relativize(f).toString().replace('\\', '/')));
    }

    assertThat(pages).hasSizeGreaterThan(24);
    try (ZipFile jar = new ZipFile(module("docs").jar().toFile())) {
      assertThat(names(jar)).containsAll(pages);
    }
  }

  private static Set<String> otherLicenses(String folder) throws Exception {
    try (ZipFile jar = new ZipFile(module(folder).jar().toFile())) {
      return names(jar).stream()
          .filter(n -> n.startsWith("META-INF/licenses/") && !n.endsWith("/"))
          .map(n -> n.substring("META-INF/licenses/".length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static List<String> licenseEntries(ZipFile jar) {
    return names(jar).stream().filter(n -> n.startsWith("META-INF/LICENSE")).toList();
  }

  private static List<String> names(ZipFile jar) {
    return jar.stream().map(ZipEntry::getName).toList();
  }

  private static byte[] read(ZipFile jar, String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    assertThat(entry).as(name).isNotNull();
    return jar.getInputStream(entry).readAllBytes();
  }

  private static Module module(String folder) throws Exception {
    return new Module(folder, pom(ROOT.resolve(folder)));
  }

  private static List<Module> modules() throws Exception {
    List<Module> modules = new ArrayList<>();
    Element all = child(pom(ROOT), "modules");
    for (Node n = all.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element module) {
        modules.add(module(module.getTextContent().strip()));
      }
    }
    return modules;
  }

  private static Element pom(Path folder) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(folder.resolve("pom.xml").toFile())
        .getDocumentElement();
  }

  /** Returns the text at this path of elements; empty if it does not exist. */
  private static String text(Element from, String... path) {
    Element element = from;
    for (String name : path) {
      element = child(element, name);
      if (element == null) {
        return "";
      }
    }
    return element.getTextContent().strip();
  }

  private static Element child(Element parent, String name) {
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element element && element.getTagName().equals(name)) {
        return element;
      }
    }
    return null;
  }
}
