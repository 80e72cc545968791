package dev.loosethread.workbench;

import dev.loosethread.bytecode.Application;
import dev.loosethread.bytecode.ClassFiles;
import dev.loosethread.bytecode.JarClassFiles;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.rules.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Reads class files of jars, or of the JDK itself, and prints what the rules find. */
public final class TryJar implements Application.Listener {
  private static final String USAGE =
      "usage: ./try-jar file.jar...|--jdk [--class-path file.jar...]";

  private final Map<String, Integer> counts = new TreeMap<>();
  private int classes;
  private int bodies;
  private int opaque;

  private TryJar() {}

  /**
   * @param arguments jars, then {@code --class-path} and the jars that they need; or {@code --jdk}
   *     for all modules of the JDK that runs this
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  static int run(List<String> arguments) {
    int separator = arguments.indexOf("--class-path");
    List<String> application = separator < 0 ? arguments : arguments.subList(0, separator);
    List<String> libraries =
        separator < 0 ? List.of() : arguments.subList(separator + 1, arguments.size());
    try {
      if (application.isEmpty()) {
        throw new Failure(USAGE);
      }
      ClassFiles files =
          application.equals(List.of("--jdk")) ? JdkClassFiles.all() : open(application, libraries);
      TryJar attempt = new TryJar();
      Application.analyseAll(files, attempt);
      attempt.summarise();
      return 0;
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      return 1;
    }
  }

  /** Fails with one line if a file is no jar. */
  private static ClassFiles open(List<String> application, List<String> libraries) {
    for (String jar : Stream.concat(application.stream(), libraries.stream()).toList()) {
      if (!Files.isRegularFile(Path.of(jar))) {
        throw new Failure("no such file: " + jar);
      }
      try (ZipFile file = new ZipFile(jar)) {
        file.size();
      } catch (IOException e) {
        throw new Failure("not a jar: " + jar);
      }
    }
    try {
      return JarClassFiles.open(
          application.stream().map(Path::of).toList(), libraries.stream().map(Path::of).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void read(ClassFacts facts) {
    classes++;
    bodies += facts.bodies().size();
    opaque += (int) facts.bodies().stream().filter(Body::isOpaque).count();
  }

  @Override
  public void found(ClassFacts facts, Finding finding) {
    String pattern = finding.pattern().patternName();
    System.out.printf(
        "  %s:%d: [%s] %s%n", facts.name(), finding.site().line(), pattern, finding.message());
    counts.merge(pattern, 1, Integer::sum);
  }

  @Override
  public void failed(String topLevelClass, Throwable reason) {
    throw new IllegalStateException("could not analyse " + topLevelClass, reason);
  }

  private void summarise() {
    System.out.printf(
        "  %d findings in %d top-level classes; of %d bodies of code %d could not be followed%n",
        counts.values().stream().mapToInt(Integer::intValue).sum(), classes, bodies, opaque);
    counts.forEach((name, count) -> System.out.printf("    %4d %s%n", count, name));
  }
}
