package dev.loosethread.spotbugs;

import dev.loosethread.bytecode.BytecodeSite;
import edu.umd.cs.findbugs.BugInstance;
import edu.umd.cs.findbugs.SourceLineAnnotation;
import edu.umd.cs.findbugs.ba.AnalysisContext;
import edu.umd.cs.findbugs.ba.XClass;
import edu.umd.cs.findbugs.ba.XField;
import edu.umd.cs.findbugs.ba.XMethod;
import edu.umd.cs.findbugs.classfile.CheckedAnalysisException;
import edu.umd.cs.findbugs.classfile.DescriptorFactory;
import edu.umd.cs.findbugs.classfile.Global;

/** Says where a bug is in SpotBugs' terms, by which filters and annotations suppress it. */
final class BugLocations {
  private BugLocations() {}

  static void add(BugInstance bug, BytecodeSite site) {
    if (!site.member().isEmpty()) {
      try {
        XClass type =
            Global.getAnalysisCache()
                .getClassAnalysis(
                    XClass.class,
                    DescriptorFactory.createClassDescriptorFromDottedClassName(site.type()));
        addMember(bug, site, type);
      } catch (CheckedAnalysisException e) {
        // Without its declaration the bug still has its class and line.
      }
    }
    if (site.line() > 0) {
      bug.add(
          new SourceLineAnnotation(
              site.type(),
              AnalysisContext.currentAnalysisContext().lookupSourceFile(site.type()),
              site.line(),
              site.line(),
              0,
              0));
    }
  }

  private static void addMember(BugInstance bug, BytecodeSite site, XClass type) {
    for (boolean isStatic : new boolean[] {false, true}) {
      if (site.isInMethod()) {
        XMethod method = type.findMethod(site.member(), site.descriptor(), isStatic);
        if (method != null) {
          bug.addMethod(method);
        }
      } else {
        XField field = type.findField(site.member(), site.descriptor(), isStatic);
        if (field != null) {
          bug.addField(field);
        }
      }
    }
  }
}
