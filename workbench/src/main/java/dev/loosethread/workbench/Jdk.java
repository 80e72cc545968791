package dev.loosethread.workbench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK on this machine.
 *
 * @param feature its feature version: 17, 21...
 */
public record Jdk(int feature, Path home) {
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(?:1\\.)?(\\d+)");

  /** Returns the JDK that runs this program. */
  public static Jdk current() {
    return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  /** Returns one JDK for each feature version in the usual places, preferably the current JDK. */
  public static Map<Integer, Jdk> installed() {
    Map<Integer, Jdk> found = new TreeMap<>();
    if (Files.exists(current().javac())) {
      found.put(current().feature(), current());
    }
    for (Path candidate : candidates()) {
      at(candidate).ifPresent(jdk -> found.putIfAbsent(jdk.feature(), jdk));
    }
    return found;
  }

  public Path javac() {
    return home.resolve("bin").resolve(File.separatorChar == '\\' ? "javac.exe" : "javac");
  }

  private static List<Path> candidates() {
    List<Path> candidates = new ArrayList<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              // Continuous integration services name their JDKs JAVA_HOME_17_X64 and the like.
              if (name.startsWith("JAVA_HOME") || name.startsWith("JDK")) {
                candidates.add(Path.of(value));
              }
            });
    Path user = Path.of(System.getProperty("user.home"));
    for (Path folder :
        List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/usr/java"),
            Path.of("/opt/java"),
            Path.of("/opt/jdks"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            Path.of("C:\\Program Files\\Java"),
            Path.of("C:\\Program Files\\Eclipse Adoptium"),
            user.resolve(".sdkman/candidates/java"),
            user.resolve(".jdks"),
            user.resolve(".gradle/jdks"))) {
      candidates.addAll(children(folder));
    }
    return candidates;
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Jdk> at(Path candidate) {
    return Arrays.stream(new Path[] {candidate, candidate.resolve("Contents/Home")})
        .map(Jdk::read)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Jdk> read(Path home) {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release) || !Files.exists(home.resolve("lib/jrt-fs.jar"))) {
      return Optional.empty();
    }
    try {
      Matcher version = VERSION.matcher(Files.readString(release, StandardCharsets.UTF_8));
      if (!version.find()) {
        return Optional.empty();
      }
      Jdk jdk = new Jdk(Integer.parseInt(version.group(1)), home.toRealPath());
      return Files.exists(jdk.javac()) ? Optional.of(jdk) : Optional.empty();
    } catch (IOException e) {
      // A folder that cannot be read is not a usable JDK.
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
