package dev.loosethread.spotbugs;

import dev.loosethread.bytecode.BytecodeFrontEnd;
import dev.loosethread.bytecode.BytecodeSite;
import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.rules.Finding;
import dev.loosethread.model.rules.RuleBook;
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
  private final Catalogue catalogue = Catalogues.builtIn();
  private final Set<String> application = new LinkedHashSet<>();

  /** Called by SpotBugs. */
  public ThreadLifecycleDetector(BugReporter reporter) {
    this.reporter = reporter;
  }

  /** The type of bug that stands for a pattern, such as {@code LT_UNGUARDED_START}. */
  private static String typeOf(Finding finding) {
    return "LT_" + finding.pattern().name();
  }

  @Override
  public void visitClassContext(ClassContext context) {
    application.add(context.getJavaClass().getClassName());
  }

  @Override
  public void report() {
    BytecodeFrontEnd frontEnd = new BytecodeFrontEnd(new CachedClassFiles(application));
    Set<String> reported = new LinkedHashSet<>();
    for (String type : application) {
      String topLevel = frontEnd.topLevelOf(type);
      if (reported.add(topLevel)) {
        try {
          report(frontEnd, topLevel);
        } catch (RuntimeException | StackOverflowError e) {
          reporter.logError("Loosethread could not analyse " + topLevel, e);
        }
      }
    }
  }

  private void report(BytecodeFrontEnd frontEnd, String topLevel) {
    if (!catalogue.mayConcern(frontEnd.words(topLevel))) {
      return;
    }
    frontEnd
        .read(topLevel)
        .ifPresent(
            facts ->
                RuleBook.findings(facts, catalogue).stream()
                    .map(this::bug)
                    .distinct()
                    .forEach(reporter::reportBug));
  }

  private BugInstance bug(Finding finding) {
    BytecodeSite site = (BytecodeSite) finding.site();
    int priority =
        finding.pattern().isPreview() ? Priorities.LOW_PRIORITY : Priorities.NORMAL_PRIORITY;
    BugInstance bug = new BugInstance(this, typeOf(finding), priority);
    bug.addClass(site.type());
    bug.addString(finding.message());
    Places.add(bug, site);
    return bug;
  }
}
