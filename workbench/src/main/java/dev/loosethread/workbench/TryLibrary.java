package dev.loosethread.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Supplier;

/** Compiles published libraries with the checks and shows the findings. */
public final class TryLibrary {
  private static final String USAGE = "usage: ./try-library group:artifact:version...";

  private final Progress progress;
  private final MavenResolver maven;
  private final Path folder;
  private final String errorProne;
  private List<Path> engine;

  private TryLibrary(Progress progress, Path folder, String errorProne) {
    this.progress = progress;
    this.folder = folder;
    this.errorProne = errorProne;
    this.maven = new MavenResolver(folder, progress::downloaded);
  }

  /**
   * @param arguments coordinates, each group:artifact:version
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  /** Returns the exit code: 2 if the arguments are wrong, 1 if a library failed. */
  static int run(List<String> arguments) {
    List<Coordinates> libraries;
    try {
      if (arguments.isEmpty()) {
        throw new Failure(USAGE);
      }
      libraries = arguments.stream().map(Coordinates::parse).toList();
    } catch (Failure e) {
      System.err.println("error: " + e.getMessage());
      return 2;
    }
    Progress progress = Progress.ofProcess();
    TryLibrary attempt = new TryLibrary(progress, Build.work(), Build.version("errorprone"));
    int exitCode = 0;
    for (Coordinates library : libraries) {
      try {
        attempt.check(library);
      } catch (Failure e) {
        progress.stage("error: " + e.getMessage());
        exitCode = 1;
      } catch (MavenResolver.Unresolved e) {
        progress.stage("error: " + e.reason());
        exitCode = 1;
      }
    }
    return exitCode;
  }

  private void check(Coordinates coordinates) {
    progress.stage("resolving " + coordinates + " and its dependencies");
    Library library = alone(() -> Library.resolve(maven, folder, coordinates));
    if (engine == null) {
      progress.stage("resolving Error Prone " + errorProne);
      engine =
          alone(
              () ->
                  maven.classPath(List.of("com.google.errorprone:error_prone_core:" + errorProne)));
    }
    Plugin plugin = Plugin.built();
    Jdk jdk = Jdk.current();
    progress.stage(
        "compiling %d files with Error Prone %s and %d checks on %s"
            .formatted(library.sources().size(), errorProne, plugin.checks().size(), jdk));
    Path home = folder.resolve(coordinates.toString().replace(':', '_'));
    // A separate folder, since another run may compile the same library.
    Path work = home.resolve("work-" + ProcessHandle.current().pid());
    try {
      new LibraryCheck(library, plugin, progress).run(jdk, engine, work);
    } finally {
      Folders.delete(work);
    }
  }

  /** Runs an action while no other run does, since they write the same files. */
  private <T> T alone(Supplier<T> task) {
    try {
      Files.createDirectories(folder);
      try (FileChannel file =
          FileChannel.open(
              folder.resolve("try-library.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        if (file.tryLock() == null) {
          progress.stage("waiting for another run, which is resolving artifacts");
          file.lock();
        }
        // Closing the file unlocks it.
        return task.get();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
