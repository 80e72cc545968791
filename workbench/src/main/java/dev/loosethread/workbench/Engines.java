package dev.loosethread.workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The supported Error Prone releases and the JDKs of this machine. */
final class Engines {
  /** The JDKs of the support matrix; a machine may lack some. */
  static final List<Integer> SUPPORTED_JDKS = List.of(17, 21, 25);

  /** The first release of Error Prone that needs JDK 21. */
  private static final int FIRST_FOR_21 = 43;

  private final Map<String, List<Path>> classPaths = new LinkedHashMap<>();
  private final Map<Integer, Jdk> jdks = Jdk.installed();
  private final List<String> remarks = new ArrayList<>();

  /**
   * @param version of Error Prone
   * @param classPath its jars
   */
  record Engine(String version, List<Path> classPath, Jdk jdk) {
    @Override
    public String toString() {
      return "Error Prone " + version + " on " + jdk;
    }
  }

  Engines(MavenResolver maven) {
    for (String version : Build.supportedErrorProne()) {
      classPaths.put(
          version, maven.classPath(List.of("com.google.errorprone:error_prone_core:" + version)));
    }
    for (int feature : SUPPORTED_JDKS) {
      Jdk jdk = jdks.get(feature);
      remarks.add("JDK " + feature + ": " + (jdk == null ? "NOT FOUND, not tried" : jdk.home()));
    }
  }

  /** Returns remarks on which JDKs were found. */
  List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** Returns all combinations that this machine can run. */
  List<Engine> all() {
    List<Engine> engines = new ArrayList<>();
    classPaths.forEach(
        (version, classPath) -> {
          boolean needs21 = Integer.parseInt(version.split("\\.")[1]) >= FIRST_FOR_21;
          SUPPORTED_JDKS.stream()
              .filter(jdks::containsKey)
              .filter(feature -> feature >= 21 || !needs21)
              .forEach(feature -> engines.add(new Engine(version, classPath, jdks.get(feature))));
        });
    return engines;
  }
}
