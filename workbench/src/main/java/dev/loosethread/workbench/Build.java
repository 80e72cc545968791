package dev.loosethread.workbench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** What the build of this project knows: its folders, and the versions pinned in its pom. */
public final class Build {
  private static final Properties PROPERTIES = load();

  private Build() {}

  public static Path root() {
    return path("root");
  }

  /** A file of this project, as whoever is where this program runs can name it. */
  public static String named(String file) {
    return isHere() ? file : root().resolve(file).toString();
  }

  /** The same for a script, to be run. */
  public static String command(String script) {
    return isHere() ? "./" + script : named(script);
  }

  private static boolean isHere() {
    return root().equals(Path.of("").toAbsolutePath());
  }

  /** Where this program's own classes are. */
  public static Path own() {
    return locationOf(Build.class);
  }

  /** Where a class that is on the class path was loaded from. */
  public static Path locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The jar that the build has made. */
  public static Path plugin() {
    return path("plugin");
  }

  /** The plugin of javac that the build has made. */
  public static Path javacPlugin() {
    return path("javac-plugin");
  }

  /** The SpotBugs plugin that the build has made. */
  public static Path detectors() {
    return path("detectors");
  }

  /** The audit that the build has made. */
  public static Path audit() {
    return path("audit");
  }

  /** The SpotBugs versions that it is run with. */
  public static List<String> supportedSpotBugs() {
    return List.of(version("spotbugs.supported").split(","));
  }

  /** A folder for downloads and results, removed with every clean build. */
  public static Path work() {
    return path("work");
  }

  /** The Maven that ran the build. */
  public static String maven() {
    String name = File.separatorChar == '\\' ? "mvn.cmd" : "mvn";
    return path("maven.home").resolve("bin").resolve(name).toString();
  }

  /** The script that runs the Maven that this project asks for. */
  public static String mavenWrapper() {
    return root().resolve(File.separatorChar == '\\' ? "mvnw.cmd" : "mvnw").toString();
  }

  public static Path mavenRepository() {
    return path("maven.repository");
  }

  public static boolean offline() {
    return Boolean.parseBoolean(version("maven.offline"));
  }

  /** What the pom pins for this name, unless the system property {@code loosethread.name} says. */
  public static String version(String name) {
    String value = System.getProperty("loosethread." + name, PROPERTIES.getProperty(name, ""));
    if (value.isEmpty() || value.startsWith("${")) {
      throw new Failure("the build has not filled in " + name);
    }
    return value;
  }

  /** The Error Prone versions that the plugin is run with. */
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
