package dev.loosethread.audit.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * Class files that are audited together.
 *
 * @param module how reports name them
 * @param jars the jars with the class files
 * @param classPath jars that they may refer to
 */
public record ClassSet(String module, List<Path> jars, List<Path> classPath) {
  public ClassSet {
    jars = List.copyOf(jars);
    classPath = List.copyOf(classPath);
  }
}
