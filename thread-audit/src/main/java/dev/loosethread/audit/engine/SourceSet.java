package dev.loosethread.audit.engine;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

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
 */
public record SourceSet(
    String module,
    boolean isTest,
    List<Path> files,
    List<Path> sourcePath,
    List<Path> classPath,
    int level,
    Charset encoding) {
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
    this(module, isTest, files, sourcePath, classPath, level, StandardCharsets.UTF_8);
  }

  /** The same with other files. */
  public SourceSet withFiles(List<Path> wanted) {
    return new SourceSet(module, isTest, wanted, sourcePath, classPath, level, encoding);
  }

  /** The same with another class path. */
  public SourceSet withClassPath(List<Path> wanted) {
    return new SourceSet(module, isTest, files, sourcePath, wanted, level, encoding);
  }

  /** The same for another Java release. */
  public SourceSet withLevel(int wanted) {
    return new SourceSet(module, isTest, files, sourcePath, classPath, wanted, encoding);
  }

  /** The same in another encoding. */
  public SourceSet withEncoding(Charset wanted) {
    return new SourceSet(module, isTest, files, sourcePath, classPath, level, wanted);
  }
}
