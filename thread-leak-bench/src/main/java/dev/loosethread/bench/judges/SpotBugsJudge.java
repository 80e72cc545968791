package dev.loosethread.bench.judges;

import edu.umd.cs.findbugs.BugInstance;
import edu.umd.cs.findbugs.DetectorFactoryCollection;
import edu.umd.cs.findbugs.Plugin;
import edu.umd.cs.findbugs.PluginException;
import edu.umd.cs.findbugs.Priorities;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Loosethread's detector in SpotBugs, on the class files of the unit. */
public final class SpotBugsJudge implements Judge {
  private static final String PREFIX = "LT_";

  private final WarmSpotBugs spotBugs;

  /** Called by the worker. */
  public SpotBugsJudge() throws PluginException {
    Plugin plugin = Plugin.loadCustomPlugin(JudgeWorker.loaded().get(0).toFile(), null);
    // Without SpotBugs' own plugin: it wants all classes that a unit refers to looked at before.
    spotBugs = new WarmSpotBugs(new DetectorFactoryCollection(plugin), detector -> true);
  }

  @Override
  public List<Finding> judge(Unit unit) throws Exception {
    List<Finding> findings = new ArrayList<>();
    for (BugInstance bug : spotBugs.bugs(unit)) {
      if (bug.getType().startsWith(PREFIX)) {
        // The detector gives a low priority to what is in preview.
        boolean isDefault = bug.getPriority() < Priorities.LOW_PRIORITY;
        String pattern = patternName(bug.getType());
        findings.add(new Finding(pattern, WarmSpotBugs.line(unit, bug), isDefault));
      }
    }
    return findings;
  }

  /** UnguardedStart for LT_UNGUARDED_START. */
  private static String patternName(String type) {
    return Arrays.stream(type.substring(PREFIX.length()).split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
