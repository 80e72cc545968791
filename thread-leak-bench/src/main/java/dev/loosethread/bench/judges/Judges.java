package dev.loosethread.bench.judges;

import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.Failure;
import dev.loosethread.workbench.MavenResolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All judges, by their names. */
public final class Judges {
  /** Loosethread's own engines. */
  public static final List<String> OWN = List.of("error-prone", "spotbugs", "audit");

  /** Error Prone and others like it call javac's internal parts. */
  private static final List<String> JAVAC =
      Stream.of(
              "api",
              "code",
              "comp",
              "file",
              "main",
              "model",
              "parser",
              "processing",
              "tree",
              "util")
          .map(name -> "=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED")
          .flatMap(of -> Stream.of("--add-exports" + of, "--add-opens" + of))
          .toList();

  private final MavenResolver maven;

  public Judges(MavenResolver maven) {
    this.maven = maven;
  }

  /**
   * The judge of a name.
   *
   * @throws Failure if there is none
   */
  public JudgeKind named(String name) {
    return switch (name) {
      case "error-prone" ->
          kind(name, ErrorProneJudge.class, with(errorProne(), Build.plugin()), JAVAC);
      case "spotbugs" -> kind(name, SpotBugsJudge.class, spotBugs(), List.of());
      case "audit" -> kind(name, AuditJudge.class, List.of(Build.audit()), JAVAC);
      default -> throw new Failure("no such judge: " + name);
    };
  }

  /** Whether the judge reads class files, which do not say on which line a field stands. */
  public static boolean readsClassFiles(String name) {
    return name.startsWith("spotbugs");
  }

  private static JudgeKind kind(
      String name, Class<? extends Judge> judge, List<Path> classPath, List<String> flags) {
    return new JudgeKind(name, judge.getName(), classPath, flags);
  }

  private List<Path> errorProne() {
    return maven.classPath(
        List.of("com.google.errorprone:error_prone_core:" + Build.version("errorprone")));
  }

  private List<Path> spotBugs() {
    return maven.classPath(List.of("com.github.spotbugs:spotbugs:" + Build.version("spotbugs")));
  }

  private static List<Path> with(List<Path> paths, Path one) {
    List<Path> all = new ArrayList<>(paths);
    all.add(one);
    return all;
  }
}
