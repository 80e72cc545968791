package dev.loosethread.bench.judges;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The warnings of Eclipse's compiler, with its analysis of who owns a resource. */
public final class EcjJudge implements Judge {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "problem.unclosedCloseable", "warning",
          "problem.potentiallyUnclosedCloseable", "warning",
          "annotation.resourceanalysis", "enabled",
          "problem.insufficientResourceAnalysis", "warning",
          "problem.incompatibleOwningContract", "warning");

  /** The problems that ECJ reports by default. */
  private static final Set<String> DEFAULT = Set.of("UnclosedCloseable", "UnclosedCloseableAtExit");

  private final Set<String> rules = RelevantRules.of("ecj");
  private final DocumentBuilder parser;
  private final Path settings;
  private final Path log;

  /** Called by the worker. */
  public EcjJudge() throws Exception {
    parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    // The log names a document type on the web.
    parser.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
    Path folder = Files.createTempDirectory("ecj");
    settings = folder.resolve("settings.prefs");
    log = folder.resolve("log.xml");
  }

  @Override
  public List<Finding> judge(Unit unit) throws Exception {
    write(unit.level());
    Files.deleteIfExists(log);
    BatchCompiler.compile(
        new String[] {
          "-properties",
          settings.toString(),
          "-proc:none",
          "-d",
          "none",
          "-proceedOnError",
          "-encoding",
          "UTF-8",
          "-log",
          log.toString(),
          "-cp",
          unit.classPath().stream()
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator)),
          unit.source().toString()
        },
        new PrintWriter(Writer.nullWriter()),
        new PrintWriter(Writer.nullWriter()),
        null);
    List<Finding> findings = new ArrayList<>();
    NodeList all = parser.parse(log.toFile()).getElementsByTagName("problem");
    for (int i = 0; i < all.getLength(); i++) {
      Element problem = (Element) all.item(i);
      String rule = problem.getAttribute("id");
      int line = Integer.parseInt(problem.getAttribute("line"));
      if (problem.getAttribute("severity").equals("ERROR")) {
        Element message = (Element) problem.getElementsByTagName("message").item(0);
        throw new IllegalStateException("line " + line + ": " + message.getAttribute("value"));
      }
      if (rules.contains(rule)) {
        findings.add(new Finding(rule, line, DEFAULT.contains(rule)));
      }
    }
    return findings;
  }

  private void write(int level) throws IOException {
    Map<String, String> all = new TreeMap<>(SETTINGS);
    for (String name : List.of("source", "compliance", "codegen.targetPlatform")) {
      all.put(name, level > 8 ? Integer.toString(level) : "1.8");
    }
    Files.write(
        settings,
        all.entrySet().stream()
            .map(e -> "org.eclipse.jdt.core.compiler." + e.getKey() + "=" + e.getValue())
            .toList());
  }

  @Override
  public void close() {
    settings.toFile().delete();
    log.toFile().delete();
    settings.getParent().toFile().delete();
  }
}
