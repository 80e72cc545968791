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
 * @param isVendored whether a package is a copy of somebody else's code
 */
public record ClassSet(
    String module,
    List<Path> jars,
    List<Path> classPath,
    Predicate<Path> isWanted,
    Predicate<String> isVendored) {
  public ClassSet {
    jars = List.copyOf(jars);
    classPath = List.copyOf(classPath);
  }

  /** All class files of the jars. */
  public ClassSet(String module, List<Path> jars, List<Path> classPath) {
    this(module, jars, classPath, file -> true, p -> false);
  }

  /** The same with more jars that they may refer to. */
  public ClassSet withLibraries(List<Path> more) {
    return new ClassSet(
        module,
        jars,
        Stream.concat(classPath.stream(), more.stream()).toList(),
        isWanted,
        isVendored);
  }

  public ClassSet only(Predicate<Path> wanted) {
    return new ClassSet(module, jars, classPath, wanted, isVendored);
  }

  /** The same with some packages that are copies of somebody else's code. */
  public ClassSet withVendored(Predicate<String> wanted) {
    return new ClassSet(module, jars, classPath, isWanted, wanted);
  }

  /** The part that a top-level class belongs to, by its binary name. */
  Part partOf(String type) {
    return isVendored.test(Row.packageOf(type)) ? Part.VENDORED : Part.PRODUCTION;
  }
}
