package dev.loosethread.workbench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The pom of a library, reduced to what its compile class path needs: parent, properties, managed
 * versions and dependencies. Optional and provided dependencies stay, because the sources need
 * them; test dependencies are removed unless the tests are to be compiled.
 */
final class LibraryPom {
  /** Annotations that libraries compile against but often omit from their published pom. */
  private static final List<String> ANNOTATIONS =
      List.of(
          "com.google.code.findbugs:jsr305:3.0.2",
          "com.github.spotbugs:spotbugs-annotations:4.9.8",
          "org.checkerframework:checker-qual:3.49.5",
          "com.google.errorprone:error_prone_annotations:2.42.0",
          "com.google.j2objc:j2objc-annotations:3.1",
          "org.jspecify:jspecify:1.0.0",
          "org.jetbrains:annotations:26.0.2",
          "org.codehaus.mojo:animal-sniffer-annotations:1.24",
          "org.osgi:org.osgi.annotation.versioning:1.1.2",
          "org.osgi:org.osgi.annotation.bundle:2.0.0",
          "org.apiguardian:apiguardian-api:1.1.2",
          "javax.annotation:javax.annotation-api:1.3.2",
          "net.jcip:jcip-annotations:1.0");

  private static final Set<String> IRRELEVANT =
      Set.of(
          "build",
          "profiles",
          "packaging",
          "modules",
          "distributionManagement",
          "reporting",
          "pluginRepositories",
          "repositories");

  private static final Pattern LOST =
      Pattern.compile(
          "([\\w.-]+):([\\w.-]+):(?:jar|pom|test-jar|bundle|zip)(?::[\\w.-]+)*?:[\\w.-]+");
  private static final Pattern WITHOUT_VERSION =
      Pattern.compile("dependencies\\.dependency\\.version' for ([\\w.-]+):([\\w.-]+):");

  private final Document document;
  private final boolean isForTests;

  private LibraryPom(Document document, boolean isForTests) {
    this.document = document;
    this.isForTests = isForTests;
  }

  /** Reads a pom; returns an empty result if the file is not a readable pom. */
  static Optional<LibraryPom> read(Path file) {
    return read(file, false);
  }

  /**
   * Reads a pom.
   *
   * @param isForTests whether test dependencies are wanted too
   */
  static Optional<LibraryPom> read(Path file, boolean isForTests) {
    try {
      // The factory of the JDK: others on the class path format the pom differently.
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document =
          factory.newDocumentBuilder().parse(new ByteArrayInputStream(Files.readAllBytes(file)));
      LibraryPom pom = new LibraryPom(document, isForTests);
      pom.cutDown();
      return Optional.of(pom);
    } catch (ParserConfigurationException | SAXException | IOException e) {
      return Optional.empty();
    }
  }

  private Element project() {
    return document.getDocumentElement();
  }

  private void cutDown() {
    for (Element element : children(project())) {
      if (IRRELEVANT.contains(element.getTagName())) {
        project().removeChild(element);
      }
    }
    // With the name of the library, Maven would find this pom instead of the library.
    child(project(), "artifactId")
        .ifPresent(own -> own.setTextContent("class-path-of-" + own.getTextContent().strip()));
    child(project(), "parent")
        .ifPresent(
            parent -> {
              child(parent, "relativePath").ifPresent(parent::removeChild);
              parent.appendChild(document.createElement("relativePath"));
            });
    Element dependencies =
        child(project(), "dependencies").orElseGet(() -> append(project(), "dependencies", ""));
    Set<String> named = new HashSet<>();
    for (Element dependency : children(dependencies)) {
      named.add(key(dependency));
      widen(dependencies, dependency);
    }
    for (String annotation : ANNOTATIONS) {
      Coordinates coordinates = Coordinates.parse(annotation);
      if (named.add(coordinates.group() + ":" + coordinates.artifact())) {
        Element dependency = append(dependencies, "dependency", "");
        append(dependency, "groupId", coordinates.group());
        append(dependency, "artifactId", coordinates.artifact());
        append(dependency, "version", coordinates.version());
        excludeAll(dependency);
      }
    }
  }

  private void widen(Element dependencies, Element dependency) {
    String scope = text(dependency, "scope");
    boolean isForTest = scope.equals("test");
    if ((isForTest && !isForTests) || Set.of("system", "import").contains(scope)) {
      dependencies.removeChild(dependency);
      return;
    }
    boolean optional = text(dependency, "optional").equals("true");
    if ((optional || scope.equals("provided")) && !isForTests) {
      // Without their dependencies: those of twenty optional integrations would be a huge download.
      // Tests run them.
      excludeAll(dependency);
    }
    child(dependency, "optional").ifPresent(dependency::removeChild);
    child(dependency, "scope").ifPresent(element -> element.setTextContent("compile"));
  }

  private void excludeAll(Element dependency) {
    child(dependency, "exclusions").ifPresent(dependency::removeChild);
    exclude(dependency, "*", "*");
  }

  private void exclude(Element dependency, String group, String artifact) {
    Element exclusions =
        child(dependency, "exclusions").orElseGet(() -> append(dependency, "exclusions", ""));
    Element exclusion = append(exclusions, "exclusion", "");
    append(exclusion, "groupId", group);
    append(exclusion, "artifactId", artifact);
  }

  /**
   * Removes the dependencies that Maven reports as missing.
   *
   * @return true if the pom changed
   */
  boolean dropLost(String mavenOutput) {
    Set<String> lost = new HashSet<>();
    mavenOutput
        .lines()
        .filter(
            line ->
                line.contains("Could not find")
                    || line.contains("Could not transfer")
                    || line.contains("was not found")
                    || line.contains("Failed to read artifact descriptor"))
        .forEach(line -> addAll(lost, LOST.matcher(line)));
    addAll(lost, WITHOUT_VERSION.matcher(mavenOutput));
    boolean changed = false;
    Element dependencies = child(project(), "dependencies").orElseThrow();
    for (Element dependency : children(dependencies)) {
      if (lost.contains(key(dependency))) {
        dependencies.removeChild(dependency);
        changed = true;
        continue;
      }
      for (String name : lost) {
        String[] groupAndArtifact = name.split(":");
        if (!excludes(dependency, groupAndArtifact[1])) {
          exclude(dependency, groupAndArtifact[0], groupAndArtifact[1]);
          changed = true;
        }
      }
    }
    return changed;
  }

  private static void addAll(Set<String> lost, Matcher matcher) {
    while (matcher.find()) {
      lost.add(matcher.group(1) + ":" + matcher.group(2));
    }
  }

  private static boolean excludes(Element dependency, String artifact) {
    return child(dependency, "exclusions").stream()
        .flatMap(exclusions -> children(exclusions).stream())
        .map(exclusion -> text(exclusion, "artifactId"))
        .anyMatch(name -> name.equals("*") || name.equals(artifact));
  }

  private static String key(Element dependency) {
    return text(dependency, "groupId") + ":" + text(dependency, "artifactId");
  }

  private Element append(Element parent, String name, String text) {
    Element element = document.createElement(name);
    element.setTextContent(text);
    parent.appendChild(element);
    return element;
  }

  private static String text(Element parent, String name) {
    return child(parent, name).map(Element::getTextContent).map(String::strip).orElse("");
  }

  private static Optional<Element> child(Element parent, String name) {
    return children(parent).stream().filter(e -> e.getTagName().equals(name)).findFirst();
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  @Override
  public String toString() {
    try {
      StringWriter text = new StringWriter();
      TransformerFactory.newDefaultInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException(e);
    }
  }
}
