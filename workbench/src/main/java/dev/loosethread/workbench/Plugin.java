package dev.loosethread.workbench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The plugin jar that users get. */
public record Plugin(Path jar) {
  private static final String SERVICE =
      "META-INF/services/com.google.errorprone.bugpatterns.BugChecker";

  public Plugin {
    if (!Files.exists(jar)) {
      throw new Failure("there is no " + jar + " yet; build it with ./mvnw package");
    }
  }

  /** Returns the jar of this build. */
  public static Plugin built() {
    return new Plugin(Build.plugin());
  }

  /** Returns the sorted names of its checks. */
  public List<String> checks() {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry(SERVICE);
      if (entry == null) {
        throw new Failure(jar + " registers no checks");
      }
      try (InputStream in = zip.getInputStream(entry);
          BufferedReader reader =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        return reader
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .sorted()
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Flags of Error Prone that switch its own checks off and ours on, those in preview too.
   *
   * @param severity of ours: {@code WARN}, {@code ERROR} or {@code DEFAULT}
   */
  public List<String> flags(String severity) {
    List<String> flags = new ArrayList<>(List.of("-XepDisableAllChecks"));
    checks().forEach(name -> flags.add("-Xep:" + name + ":" + severity));
    return flags;
  }
}
