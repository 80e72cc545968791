package dev.loosethread.bench.corpus;

import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.Command;
import dev.loosethread.workbench.Failure;
import dev.loosethread.workbench.Jdk;
import dev.loosethread.workbench.Library;
import dev.loosethread.workbench.MavenResolver;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The findings of the detectors in a library's jar, from the command line of SpotBugs. */
final class SpotBugsFacts {
  private static final String DETECTOR = "ThreadLifecycleDetector";

  private final MavenResolver maven = new MavenResolver(Build.work());
  private final String heap;

  SpotBugsFacts(String heap) {
    this.heap = heap;
  }

  /**
   * Analyses the library.
   *
   * @param work a folder for this run
   */
  List<String> of(Library library, Path work) {
    try {
      Path report = Files.createDirectories(work).resolve("spotbugs.xml");
      Command.Result run = Command.run(work, command(library, report));
      if (run.exitCode() != 0 || !Files.exists(report)) {
        throw new Failure(
            "SpotBugs failed: " + run.output().lines().findFirst().orElse("without a word"));
      }
      return facts(report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(Library library, Path report) {
    List<Path> engine =
        maven.classPath(List.of("com.github.spotbugs:spotbugs:" + Build.version("spotbugs")));
    List<Path> jars = library.classPath();
    List<String> command = new ArrayList<>();
    command.add(Jdk.current().javac().resolveSibling("java").toString());
    command.addAll(List.of("-Xmx" + heap, "-Duser.language=en", "-Dfile.encoding=UTF-8"));
    command.addAll(List.of("-cp", joined(engine), "edu.umd.cs.findbugs.FindBugs2"));
    command.addAll(List.of("-low", "-pluginList", Build.detectors().toString()));
    command.addAll(List.of("-visitors", DETECTOR));
    if (jars.size() > 1) {
      command.addAll(List.of("-auxclasspath", joined(jars.subList(1, jars.size()))));
    }
    command.addAll(List.of("-sourcepath", library.sourceFolder().toString()));
    command.addAll(List.of("-xml:withMessages", "-output", report.toString()));
    command.add(jars.get(0).toString());
    return command;
  }

  private static String joined(Collection<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** Reads a report of SpotBugs, with messages. */
  static List<String> facts(Path report) throws IOException {
    try {
      Element root =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(report.toFile())
              .getDocumentElement();
      List<String> facts = new ArrayList<>();
      elements(root.getElementsByTagName("BugInstance")).forEach(bug -> facts.add(fact(bug)));
      elements(root.getElementsByTagName("Error"))
          .forEach(error -> facts.add(FactLine.of("failed", text(error, "ErrorMessage"))));
      return facts;
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String fact(Element bug) {
    // Lines that are nested deeper belong to the class and the method of the bug.
    Element line =
        elements(bug.getChildNodes()).stream()
            .filter(child -> child.getTagName().equals("SourceLine"))
            .findFirst()
            .orElseGet(() -> (Element) bug.getElementsByTagName("SourceLine").item(0));
    return FactLine.of(
        bug.getAttribute("type"),
        "%s %s:%s"
            .formatted(
                line.getAttribute("classname"),
                line.getAttribute("sourcefile"),
                line.getAttribute("start")),
        "priority " + bug.getAttribute("priority"),
        "rank " + bug.getAttribute("rank"),
        bug.getAttribute("category"),
        text(bug, "LongMessage"),
        elements(bug.getElementsByTagName("Message")).stream()
            .map(Element::getTextContent)
            .collect(Collectors.joining("; ")));
  }

  private static String text(Element element, String tag) {
    return element.getElementsByTagName(tag).item(0).getTextContent();
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .toList();
  }
}
