package dev.loosethread.workbench;

import dev.loosethread.application.ApplicationAnalysis;
import dev.loosethread.bytecode.ClassFiles;
import dev.loosethread.bytecode.JarClassFiles;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Analyzes the class files of jars or of the JDK, and shows the findings at once. */
public final class TryJar implements ApplicationAnalysis.Listener {
  private static final String USAGE =
      "usage: ./try-jar file.jar... [--class-path file.jar...], or ./try-jar --jdk";
  private static final String JDK = "--jdk";
  private static final String CLASS_PATH = "--class-path";

  private final Progress progress;
  private final List<FindingsTable.Row> rows = new ArrayList<>();
  private int families;
  private int classes;
  private int bodies;
  private int opaque;
  private boolean isWhole = true;

  private TryJar(Progress progress) {
    this.progress = progress;
  }

  /**
   * @param arguments jars, then {@code --class-path} and the jars that they need; or {@code --jdk}
   *     for all modules of the current JDK
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  /** Returns the exit code: 2 if there is nothing to analyze, 1 if something cannot be read. */
  static int run(List<String> arguments) {
    int separator = arguments.indexOf(CLASS_PATH);
    List<String> application = separator < 0 ? arguments : arguments.subList(0, separator);
    List<String> libraries =
        separator < 0 ? List.of() : arguments.subList(separator + 1, arguments.size());
    if (application.isEmpty()) {
      System.err.println("error: " + USAGE);
      return 2;
    }
    TryJar attempt = new TryJar(Progress.ofProcess());
    if (arguments.equals(List.of(JDK))) {
      attempt.read(JdkClassFiles.all(), "");
    } else {
      List<Path> readable = attempt.readable(application, true);
      List<Path> path = attempt.readable(libraries, false);
      if (readable.isEmpty()) {
        return 2;
      }
      attempt.read(readable, path);
    }
    return attempt.isWhole ? 0 : 1;
  }

  /** Returns the arguments that are jars; reports each other one in a line. */
  private List<Path> readable(List<String> jars, boolean needsClasses) {
    List<Path> readable = new ArrayList<>();
    for (String jar : jars) {
      Path file = Path.of(jar);
      Optional<String> problem = JarCheck.problem(file, needsClasses);
      if (problem.isEmpty()) {
        readable.add(file);
      } else {
        progress.stage("error: " + problem.get());
        isWhole = false;
      }
    }
    return readable;
  }

  private void read(List<Path> application, List<Path> libraries) {
    try (JarClassFiles files = JarClassFiles.open(application, libraries)) {
      read(files, application.stream().map(Path::toString).collect(Collectors.joining(" ")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(ClassFiles files, String targets) {
    families = (int) files.application().stream().filter(name -> name.indexOf('$') < 0).count();
    progress.stage("reading %d top-level classes".formatted(families));
    ApplicationAnalysis.analyseAll(files, this);
    summarise(targets);
  }

  @Override
  public void read(ClassFacts facts) {
    classes++;
    // In some languages, a top-level class may have a dollar in its name.
    progress.at("checking", classes, Math.max(classes, families), facts.name());
    bodies += facts.bodies().size();
    opaque += (int) facts.bodies().stream().filter(Body::isOpaque).count();
  }

  @Override
  public void found(ClassFacts facts, Finding finding) {
    String pattern = finding.pattern().patternName();
    // Only an analysis of the source knows whether there is a fix.
    FindingsTable.Row row = new FindingsTable.Row(facts.name(), finding.site().line(), pattern, "");
    progress.result("  %s: [%s] %s".formatted(row.place(), pattern, finding.message()));
    rows.add(row);
  }

  @Override
  public void failed(String topLevelClass, Throwable reason) {
    progress.stage("error: cannot analyze " + topLevelClass + ": " + reason);
    isWhole = false;
  }

  private void summarise(String targets) {
    FindingsTable table = new FindingsTable(rows);
    progress.result("");
    progress.result(
        "%d findings in %d top-level classes; of %d bodies of code %d could not be followed"
            .formatted(rows.size(), classes, bodies, opaque));
    table.lines().forEach(progress::result);
    Map<String, String> next = new LinkedHashMap<>();
    if (!targets.isEmpty()) {
      next.put(
          "all thread starts",
          Build.command("loosethread") + " audit " + targets + " --html report.html");
    }
    next.put("the checks in your own build", Build.named("README.md") + ", \"SpotBugs\"");
    table.next(next).forEach(progress::result);
  }
}
