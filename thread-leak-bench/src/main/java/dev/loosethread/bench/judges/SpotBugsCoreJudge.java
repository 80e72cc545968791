package dev.loosethread.bench.judges;

import edu.umd.cs.findbugs.BugInstance;
import edu.umd.cs.findbugs.BugPattern;
import edu.umd.cs.findbugs.DetectorFactory;
import edu.umd.cs.findbugs.DetectorFactoryCollection;
import edu.umd.cs.findbugs.Plugin;
import edu.umd.cs.findbugs.PluginException;
import edu.umd.cs.findbugs.Priorities;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** SpotBugs' own detectors and those of fb-contrib. */
public final class SpotBugsCoreJudge implements Judge {
  private final Set<String> rules = RelevantRules.of("spotbugs");
  private final WarmSpotBugs spotBugs;

  /** Called by the worker. */
  public SpotBugsCoreJudge() throws PluginException {
    Plugin.loadCustomPlugin(JudgeWorker.loaded().get(0).toFile(), null);
    spotBugs = new WarmSpotBugs(DetectorFactoryCollection.instance(), this::isWanted);
  }

  private boolean isWanted(DetectorFactory detector) {
    return detector.isReportingDetector()
        ? detector.getReportedBugPatterns().stream()
            .map(BugPattern::getType)
            .anyMatch(rules::contains)
        : detector.isDefaultEnabled();
  }

  @Override
  public List<Finding> judge(Unit unit) throws Exception {
    List<Finding> findings = new ArrayList<>();
    for (BugInstance bug : spotBugs.bugs(unit)) {
      if (rules.contains(bug.getType())) {
        boolean isDefault =
            bug.getPriority() <= Priorities.NORMAL_PRIORITY
                && bug.getDetectorFactory().isDefaultEnabled();
        findings.add(new Finding(bug.getType(), WarmSpotBugs.line(unit, bug), isDefault));
      }
    }
    return findings;
  }
}
