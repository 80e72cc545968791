package dev.loosethread.bench.judges;

import java.nio.file.Path;
import java.util.List;

/**
 * One file to judge: of a library as it is, or with one mutation.
 *
 * @param id unique in a run; without white space
 * @param source the file
 * @param classes a folder with the class files that it compiles to, below the folders of their
 *     package, and nothing else
 * @param level the Java version of its source
 * @param classPath the library's own published jar first, then what that needs
 */
public record Unit(String id, Path source, Path classes, int level, List<Path> classPath) {
  public Unit {
    classPath = List.copyOf(classPath);
  }
}
