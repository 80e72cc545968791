package dev.loosethread.spotbugs;

import dev.loosethread.bytecode.ClassFiles;
import edu.umd.cs.findbugs.classfile.CheckedAnalysisException;
import edu.umd.cs.findbugs.classfile.DescriptorFactory;
import edu.umd.cs.findbugs.classfile.Global;
import edu.umd.cs.findbugs.classfile.analysis.ClassData;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The class files that SpotBugs has found, those of libraries and the JDK included. */
final class CachedClassFiles implements ClassFiles {
  private final Set<String> application;

  CachedClassFiles(Set<String> application) {
    this.application = application;
  }

  @Override
  public Optional<byte[]> find(String name) {
    try {
      return Optional.of(
          Global.getAnalysisCache()
              .getClassAnalysis(
                  ClassData.class, DescriptorFactory.createClassDescriptorFromDottedClassName(name))
              .getData());
    } catch (CheckedAnalysisException e) {
      // Not on the class path: nothing is known of it.
      return Optional.empty();
    }
  }

  @Override
  public Collection<String> application() {
    return application;
  }
}
