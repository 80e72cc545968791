package dev.loosethread.audit;

import dev.loosethread.audit.engine.ClassSet;
import dev.loosethread.audit.engine.SourceSet;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The build settings of the user, which override those of the targets. */
final class GivenBuild {
  private static final int OLDEST = 8;

  private final int release;
  private final List<Path> classPath = new ArrayList<>();

  /**
   * @param release 0 if none is given
   * @param classPath files, several in one as the platform separates them
   * @throws BadInput if the running JDK does not know the release, or if a file is not there
   */
  GivenBuild(int release, List<String> classPath) {
    int newest = Runtime.version().feature();
    if (release != 0 && (release < OLDEST || release > newest)) {
      throw new BadInput(
          "--release " + release + ": this JDK reads the releases " + OLDEST + " to " + newest);
    }
    this.release = release;
    for (String files : classPath) {
      for (String file : files.split(File.pathSeparator)) {
        this.classPath.add(existing(file));
      }
    }
  }

  private static Path existing(String file) {
    try {
      Path path = Path.of(file);
      if (Files.exists(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      // No file has such a name.
    }
    throw new BadInput("--class-path " + file + ": no such file or folder");
  }

  SourceSet of(SourceSet set) {
    List<Path> all = new ArrayList<>(set.classPath());
    all.addAll(classPath);
    SourceSet with = set.withClassPath(all);
    return release == 0 ? with : with.withLevel(release);
  }

  ClassSet of(ClassSet set) {
    return set.withLibraries(classPath.stream().filter(Files::isRegularFile).toList());
  }
}
