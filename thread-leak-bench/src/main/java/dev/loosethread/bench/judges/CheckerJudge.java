package dev.loosethread.bench.judges;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** The Resource Leak Checker of the Checker Framework. */
public final class CheckerJudge implements Judge {
  /** The release of javac from which on processors must be asked for. */
  private static final int ASKS = 21;

  private static final String CHECKER =
      "org.checkerframework.checker.resourceleak.ResourceLeakChecker";

  private final WarmJavac javac = new WarmJavac();
  private final Set<String> rules = RelevantRules.of("checker");
  private final List<String> arguments = new ArrayList<>();
  private final List<Path> qualifiers;

  /** Called by the worker. */
  public CheckerJudge() {
    if (Runtime.version().feature() >= ASKS) {
      arguments.add("-proc:full");
    }
    arguments.addAll(List.of("-processor", CHECKER, "-Awarns", "-AnoWarnMemoryConstraints"));
    qualifiers =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(path -> path.getFileName().toString().startsWith("checker-qual"))
            .toList();
  }

  @Override
  public List<Finding> judge(Unit unit) throws Exception {
    // Its own annotations go before those of whatever version the library needs.
    List<Path> classPath = new ArrayList<>(qualifiers);
    classPath.addAll(unit.classPath());
    Unit compiled = new Unit(unit.id(), unit.source(), unit.classes(), unit.level(), classPath);
    List<Finding> findings = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> each : javac.compile(compiled, arguments)) {
      String rule = WarmJavac.rule(each);
      if (rules.contains(rule)) {
        findings.add(new Finding(rule, WarmJavac.line(each), true));
      }
    }
    return findings;
  }

  @Override
  public void close() {
    javac.close();
  }
}
