package dev.loosethread.spotbugs;

import dev.loosethread.model.facts.TypeHierarchy;
import edu.umd.cs.findbugs.ba.XClass;
import edu.umd.cs.findbugs.classfile.CheckedAnalysisException;
import edu.umd.cs.findbugs.classfile.ClassDescriptor;
import edu.umd.cs.findbugs.classfile.DescriptorFactory;
import edu.umd.cs.findbugs.classfile.Global;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Answers from the class files that SpotBugs has on its class path. */
final class ClassFileHierarchy implements TypeHierarchy {

  @Override
  public Set<String> supertypes(String type) {
    Set<String> supertypes = new LinkedHashSet<>();
    collect(type, supertypes);
    return supertypes;
  }

  private static void collect(String type, Set<String> into) {
    if (!into.add(type)) {
      return;
    }
    find(type)
        .ifPresent(
            found -> {
              if (found.getSuperclassDescriptor() != null) {
                collect(found.getSuperclassDescriptor().getDottedClassName(), into);
              }
              for (ClassDescriptor parent : found.getInterfaceDescriptorList()) {
                collect(parent.getDottedClassName(), into);
              }
            });
  }

  @Override
  public boolean isResolved(String type) {
    return find(type).isPresent();
  }

  @Override
  public boolean hasMethod(String type, String methodName) {
    return supertypes(type).stream()
        .flatMap(name -> find(name).stream())
        .flatMap(found -> found.getXMethods().stream())
        .anyMatch(
            method ->
                method.getName().equals(methodName)
                    && method.getNumParams() == 0
                    && !method.isPrivate());
  }

  private static Optional<XClass> find(String type) {
    try {
      return Optional.of(
          Global.getAnalysisCache()
              .getClassAnalysis(
                  XClass.class, DescriptorFactory.createClassDescriptorFromDottedClassName(type)));
    } catch (CheckedAnalysisException e) {
      // A class that is not on the path: nothing is known of it.
      return Optional.empty();
    }
  }
}
