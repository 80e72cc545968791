package dev.loosethread.workbench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** The folders of this project, and the versions pinned in its pom. */
public final class Build {
  private static final Properties PROPERTIES = load();

  private Build() {}

  public static Path root() {
    return path("root");
  }

  /** Returns the path of a file of this project, relative to the working directory if possible. */
  public static String named(String file) {
    return isHere() ? file : root().resolve(file).toString();
  }

  /** Returns the path of a script, in a form that a shell can run. */
  public static String command(String script) {
    return isHere() ? "./" + script : named(script);
  }

  private static boolean isHere() {
    return root().equals(Path.of("").toAbsolutePath());
  }

  /** Returns the location of the classes of this program. */
  public static Path own() {
    return locationOf(Build.class);
  }

  /** Returns the location that a class was loaded from. */
  public static Path locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the jar of the checks. */
  public static Path plugin() {
    return path("plugin");
  }

  /** Returns the jar of the javac plugin. */
  public static Path javacPlugin() {
    return path("javac-plugin");
  }

  /** Returns the jar of the SpotBugs plugin. */
  public static Path detectors() {
    return path("detectors");
  }

  /** Returns the jar of the audit. */
  public static Path audit() {
    return path("audit");
  }

  /** Returns the supported versions of SpotBugs. */
  public static List<String> supportedSpotBugs() {
    return List.of(version("spotbugs.supported").split(","));
  }

  /** Returns the folder for downloads and results, which a clean build deletes. */
  public static Path work() {
    return path("work");
  }

  /** Returns the Maven that ran the build. */
  public static String maven() {
    String name = File.separatorChar == '\\' ? "mvn.cmd" : "mvn";
    return path("maven.home").resolve("bin").resolve(name).toString();
  }

  /** Returns the Maven wrapper of this project. */
  public static String mavenWrapper() {
    return root().resolve(File.separatorChar == '\\' ? "mvnw.cmd" : "mvnw").toString();
  }

  public static Path mavenRepository() {
    return path("maven.repository");
  }

  public static boolean offline() {
    return Boolean.parseBoolean(version("maven.offline"));
  }

  /** Returns the system property {@code loosethread.name}, or else the value pinned in the pom. */
  public static String version(String name) {
    String value = System.getProperty("loosethread." + name, PROPERTIES.getProperty(name, ""));
    if (value.isEmpty() || value.startsWith("${")) {
      throw new Failure("the build has not filled in " + name);
    }
    return value;
  }

  /** Returns the supported versions of Error Prone. */
  public static List<String> supportedErrorProne() {
    return List.of(version("errorprone.supported").split(","));
  }

  private static Path path(String name) {
    return Path.of(version(name));
  }

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
