package dev.loosethread.bench.judges;

import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Failure;
import dev.loosethread.workbench.Jdk;
import dev.loosethread.workbench.MavenResolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All judges, by their names. */
public final class Judges {
  /** Loosethread's own engines. */
  public static final List<String> OWN = List.of("error-prone", "spotbugs", "audit");

  /** Those of others. */
  public static final List<String> PEERS =
      List.of("error-prone-own", "spotbugs-core", "pmd", "ecj", "checker");

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
          own(name, ErrorProneJudge.class, with(errorProne(), Build.plugin()), List.of(), JAVAC);
      case "spotbugs" ->
          own(name, SpotBugsJudge.class, spotBugs(), List.of(Build.detectors()), List.of());
      case "audit" -> own(name, AuditJudge.class, List.of(Build.audit()), List.of(), JAVAC);
      case "error-prone-own" -> own(name, ErrorProneOwnJudge.class, errorProne(), List.of(), JAVAC);
      case "spotbugs-core" ->
          own(name, SpotBugsCoreJudge.class, spotBugs(), List.of(fbContrib()), List.of());
      case "pmd" -> newest(name, PmdJudge.class, "net.sourceforge.pmd:pmd-java", List.of());
      case "ecj" -> newest(name, EcjJudge.class, "org.eclipse.jdt:ecj", List.of());
      case "checker" -> newest(name, CheckerJudge.class, "org.checkerframework:checker", JAVAC);
      default -> throw new Failure("no such judge: " + name);
    };
  }

  private static JudgeKind own(
      String name,
      Class<? extends Judge> judge,
      List<Path> classPath,
      List<Path> loaded,
      List<String> flags) {
    return new JudgeKind(name, judge.getName(), Jdk.current(), classPath, loaded, flags);
  }

  /**
   * On the newest JDK of this machine, for those that go by what is closeable: executors are since
   * Java 19.
   */
  private JudgeKind newest(
      String name, Class<? extends Judge> judge, String artifact, List<String> flags) {
    Map<Integer, Jdk> jdks = Jdk.installed();
    Jdk jdk = jdks.get(Collections.max(jdks.keySet()));
    return new JudgeKind(name, judge.getName(), jdk, jars(artifact, name), List.of(), flags);
  }

  private List<Path> errorProne() {
    return jars("com.google.errorprone:error_prone_core", "errorprone");
  }

  private List<Path> spotBugs() {
    return jars("com.github.spotbugs:spotbugs", "spotbugs");
  }

  private Path fbContrib() {
    String version = Build.version("fb-contrib");
    return maven.copy(new Coordinates("com.mebigfatguy.fb-contrib", "fb-contrib", version), "jar");
  }

  private List<Path> jars(String artifact, String version) {
    return maven.classPath(List.of(artifact + ":" + Build.version(version)));
  }

  private static List<Path> with(List<Path> paths, Path one) {
    List<Path> all = new ArrayList<>(paths);
    all.add(one);
    return all;
  }
}
