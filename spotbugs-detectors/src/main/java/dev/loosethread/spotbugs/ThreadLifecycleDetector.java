package dev.loosethread.spotbugs;

import dev.loosethread.application.ApplicationAnalysis;
import dev.loosethread.bytecode.BytecodeSite;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import edu.umd.cs.findbugs.BugInstance;
import edu.umd.cs.findbugs.BugReporter;
import edu.umd.cs.findbugs.Detector;
import edu.umd.cs.findbugs.Priorities;
import edu.umd.cs.findbugs.ba.ClassContext;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Reports what the rules find in the classes under analysis.
 *
 * <p>Decides nothing until all classes were seen: who ends a thread may be any of them.
 */
public final class ThreadLifecycleDetector implements Detector {
  private final BugReporter reporter;
  private final Set<String> application = new LinkedHashSet<>();

  /** Called by SpotBugs. */
  public ThreadLifecycleDetector(BugReporter reporter) {
    this.reporter = reporter;
  }

  @Override
  public void visitClassContext(ClassContext context) {
    application.add(context.getJavaClass().getClassName());
  }

  @Override
  public void report() {
    Sources sources = new Sources();
    ApplicationAnalysis.analyse(
        new CachedClassFiles(application),
        new ApplicationAnalysis.Listener() {
          @Override
          public void found(ClassFacts facts, Finding finding) {
            BytecodeSite site = (BytecodeSite) finding.site();
            if (!sources.suppress(finding.pattern(), finding.pattern().spotBugsType(), site)) {
              reporter.reportBug(bug(finding));
            }
          }

          @Override
          public void failed(String topLevelClass, Throwable reason) {
            reporter.logError("Loosethread could not analyse " + topLevelClass, reason);
          }
        });
  }

  private BugInstance bug(Finding finding) {
    BytecodeSite site = (BytecodeSite) finding.site();
    int priority =
        finding.pattern().isPreview() ? Priorities.LOW_PRIORITY : Priorities.NORMAL_PRIORITY;
    BugInstance bug = new BugInstance(this, finding.pattern().spotBugsType(), priority);
    bug.addClass(site.type());
    bug.addString(finding.message());
    BugLocations.add(bug, site);
    return bug;
  }
}
