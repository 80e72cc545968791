package dev.loosethread.audit.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Class files that are audited together.
 *
 * @param module how reports name them
 * @param jars the jars with the class files
 * @param classPath jars that they may refer to
 * @param isWanted which of the class files are listed, by their path in the jar with a slash in
 *     front; the others are only read for what they do to these
 */
public record ClassSet(
    String module, List<Path> jars, List<Path> classPath, Predicate<Path> isWanted) {
  public ClassSet {
    jars = List.copyOf(jars);
    classPath = List.copyOf(classPath);
  }

  /** All class files of the jars. */
  public ClassSet(String module, List<Path> jars, List<Path> classPath) {
    this(module, jars, classPath, file -> true);
  }

  /** The same with more jars that they may refer to. */
  public ClassSet withLibraries(List<Path> more) {
    return new ClassSet(
        module, jars, Stream.concat(classPath.stream(), more.stream()).toList(), isWanted);
  }

  public ClassSet only(Predicate<Path> wanted) {
    return new ClassSet(module, jars, classPath, wanted);
  }
}
