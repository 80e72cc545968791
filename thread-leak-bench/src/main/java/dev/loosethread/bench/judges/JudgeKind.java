package dev.loosethread.bench.judges;

import dev.loosethread.workbench.Jdk;
import java.nio.file.Path;
import java.util.List;

/**
 * The command that starts the process of a judge.
 *
 * @param name of the judge
 * @param judgeClass binary name of a {@link Judge} that has a public constructor without parameters
 * @param jdk that runs it
 * @param classPath what it needs besides the bench and the workbench
 * @param loaded jars that it loads by itself, as plugins
 * @param flags of the virtual machine
 */
public record JudgeKind(
    String name,
    String judgeClass,
    Jdk jdk,
    List<Path> classPath,
    List<Path> loaded,
    List<String> flags) {
  public JudgeKind {
    classPath = List.copyOf(classPath);
    loaded = List.copyOf(loaded);
    flags = List.copyOf(flags);
  }
}
