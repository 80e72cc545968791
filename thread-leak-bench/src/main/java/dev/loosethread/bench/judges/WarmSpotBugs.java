package dev.loosethread.bench.judges;

import edu.umd.cs.findbugs.AbstractBugReporter;
import edu.umd.cs.findbugs.BugCollectionBugReporter;
import edu.umd.cs.findbugs.BugInstance;
import edu.umd.cs.findbugs.BugRanker;
import edu.umd.cs.findbugs.DetectorFactory;
import edu.umd.cs.findbugs.DetectorFactoryCollection;
import edu.umd.cs.findbugs.FieldAnnotation;
import edu.umd.cs.findbugs.FindBugs2;
import edu.umd.cs.findbugs.Priorities;
import edu.umd.cs.findbugs.Project;
import edu.umd.cs.findbugs.SourceLineAnnotation;
import edu.umd.cs.findbugs.config.UserPreferences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Predicate;

/** SpotBugs in this process. */
final class WarmSpotBugs {
  private final DetectorFactoryCollection detectors;
  private final UserPreferences preferences = UserPreferences.createDefaultUserPreferences();

  /**
   * @param detectors of the plugins that are loaded at all
   * @param wanted those to run
   */
  WarmSpotBugs(DetectorFactoryCollection detectors, Predicate<DetectorFactory> wanted) {
    this.detectors = detectors;
    preferences.setEffort(UserPreferences.EFFORT_MAX);
    preferences.enableAllDetectors(false);
    for (Iterator<DetectorFactory> i = detectors.factoryIterator(); i.hasNext(); ) {
      DetectorFactory detector = i.next();
      preferences.enableDetector(detector, wanted.test(detector));
    }
  }

  /** All bugs of all priorities in the classes of a unit. */
  Collection<BugInstance> bugs(Unit unit) throws IOException, InterruptedException {
    try (Project project = new Project()) {
      // What is analysed comes first, so that the library's jar does not give older classes.
      project.addFile(unit.classes().toString());
      for (Path path : unit.classPath()) {
        project.addAuxClasspathEntry(path.toString());
      }
      BugCollectionBugReporter reporter = new BugCollectionBugReporter(project);
      reporter.setPriorityThreshold(Priorities.LOW_PRIORITY);
      reporter.setRankThreshold(BugRanker.VISIBLE_RANK_MAX);
      try (FindBugs2 engine = new FindBugs2()) {
        engine.setDetectorFactoryCollection(detectors);
        engine.setProject(project);
        engine.setBugReporter(reporter);
        engine.setUserPreferences(preferences);
        engine.execute();
      }
      for (AbstractBugReporter.Error error : reporter.getQueuedErrors()) {
        throw new IllegalStateException(error.getMessage(), error.getCause());
      }
      return reporter.getBugCollection().getCollection();
    }
  }

  /** The line of a bug, or of the field that it is about; 0 if it has neither. */
  static int line(Unit unit, BugInstance bug) throws IOException {
    SourceLineAnnotation line = bug.getPrimarySourceLineAnnotation();
    FieldAnnotation field = bug.getPrimaryField();
    if (line != null && line.getStartLine() > 0) {
      return line.getStartLine();
    }
    if (field == null) {
      return 0;
    }
    String type = field.getClassName();
    String simpleName = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    return FieldLines.line(unit.source(), simpleName, field.getFieldName());
  }
}
