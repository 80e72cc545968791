package dev.loosethread.audit.engine;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * Java sources that see the same class path.
 *
 * @param module how reports name what they belong to
 * @param isTest whether they are test code
 * @param files the sources to audit
 * @param sourcePath roots of sources that they may refer to
 * @param classPath jars and folders of class files that they may refer to
 * @param level the Java release that they are written for; 0 for the running one
 * @param encoding of the files
 * @param isVendored whether a package is a copy of somebody else's code
 */
public record SourceSet(
    String module,
    boolean isTest,
    List<Path> files,
    List<Path> sourcePath,
    List<Path> classPath,
    int level,
    Charset encoding,
    Predicate<String> isVendored) {
  public SourceSet {
    files = List.copyOf(files);
    sourcePath = List.copyOf(sourcePath);
    classPath = List.copyOf(classPath);
  }

  /** Sources in UTF-8. */
  public SourceSet(
      String module,
      boolean isTest,
      List<Path> files,
      List<Path> sourcePath,
      List<Path> classPath,
      int level) {
    this(module, isTest, files, sourcePath, classPath, level, StandardCharsets.UTF_8, p -> false);
  }

  /** The same with other files. */
  public SourceSet withFiles(List<Path> wanted) {
    return new SourceSet(
        module, isTest, wanted, sourcePath, classPath, level, encoding, isVendored);
  }

  /** The same with another class path. */
  public SourceSet withClassPath(List<Path> wanted) {
    return new SourceSet(module, isTest, files, sourcePath, wanted, level, encoding, isVendored);
  }

  /** The same for another Java release. */
  public SourceSet withLevel(int wanted) {
    return new SourceSet(
        module, isTest, files, sourcePath, classPath, wanted, encoding, isVendored);
  }

  /** The same in another encoding. */
  public SourceSet withEncoding(Charset wanted) {
    return new SourceSet(module, isTest, files, sourcePath, classPath, level, wanted, isVendored);
  }

  /** The same with some packages that are copies of somebody else's code. */
  public SourceSet withVendored(Predicate<String> wanted) {
    return new SourceSet(module, isTest, files, sourcePath, classPath, level, encoding, wanted);
  }

  /** The part that a top-level class belongs to, by its binary name. */
  Part partOf(String type) {
    if (isTest) {
      return Part.TESTS;
    }
    return isVendored.test(Row.packageOf(type)) ? Part.VENDORED : Part.PRODUCTION;
  }
}
