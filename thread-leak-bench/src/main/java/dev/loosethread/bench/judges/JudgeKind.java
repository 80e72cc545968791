package dev.loosethread.bench.judges;

import dev.loosethread.workbench.Jdk;
import java.nio.file.Path;
import java.util.List;

/**
 * How the process of a judge is started.
 *
 * @param name of the judge
 * @param judgeClass binary name of a {@link Judge} that has a public constructor without parameters
 * @param jdk that runs it
 * @param classPath what it needs besides the bench and the workbench
 * @param flags of the virtual machine
 */
public record JudgeKind(
    String name, String judgeClass, Jdk jdk, List<Path> classPath, List<String> flags) {
  public JudgeKind {
    classPath = List.copyOf(classPath);
    flags = List.copyOf(flags);
  }
}
