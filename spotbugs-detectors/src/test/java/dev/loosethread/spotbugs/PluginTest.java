package dev.loosethread.spotbugs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.finding.Pattern;
import edu.umd.cs.findbugs.BugCollectionBugReporter;
import edu.umd.cs.findbugs.BugInstance;
import edu.umd.cs.findbugs.BugPattern;
import edu.umd.cs.findbugs.BugRanker;
import edu.umd.cs.findbugs.DetectorFactory;
import edu.umd.cs.findbugs.DetectorFactoryCollection;
import edu.umd.cs.findbugs.FindBugs2;
import edu.umd.cs.findbugs.Plugin;
import edu.umd.cs.findbugs.Priorities;
import edu.umd.cs.findbugs.Project;
import edu.umd.cs.findbugs.config.UserPreferences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The plugin jar, loaded the way SpotBugs loads it. */
class PluginTest {
  private static Plugin plugin;

  @BeforeAll
  static void load() throws Exception {
    plugin =
        Plugin.loadCustomPlugin(Path.of(System.getProperty("loosethread.plugin")).toFile(), null);
  }

  @Test
  void reportsTimersThatNothingCancels() throws Exception {
    assertThat(bugs("LeakyReaper"))
        .containsExactly(
            "LT_TIMER_NOT_CANCELLED inInitialiser",
            "LT_TIMER_NOT_CANCELLED restarted",
            "LT_TIMER_NOT_CANCELLED throughLocal",
            "LT_UNGUARDED_START start");
  }

  @Test
  void isSilentWhereTheTimerIsCancelled() throws Exception {
    assertThat(bugs("CancelledReaper")).isEmpty();
    assertThat(bugs("CancelledThroughLocal")).containsExactly("LT_UNGUARDED_START start");
    assertThat(bugs("CancelledInNested")).isEmpty();
  }

  @Test
  void isSilentWhereSomebodyElseMayCancelIt() throws Exception {
    assertThat(bugs("HandedOnTimer")).isEmpty();
  }

  @Test
  void ownerGivenToAnotherClassIsFollowedThere() throws Exception {
    assertThat(bugs("PoolGivenToACloser|PoolCloser")).isEmpty();
    assertThat(bugs("PoolGivenToAForgetter|PoolForgetter"))
        .containsExactly("LT_EXECUTOR_NOT_SHUT_DOWN pool");
  }

  @Test
  void subclassMayEndWhatItsSuperclassHas() throws Exception {
    assertThat(bugs("PoolEndedBySubclass|PoolEnder")).isEmpty();
    assertThat(bugs("PoolEndedBySubclass")).containsExactly("LT_EXECUTOR_NOT_SHUT_DOWN pool");
  }

  @Test
  void ownerOfThreadsFromBirthOnHasToBeEndedByItsUser() throws Exception {
    assertThat(bugs("Poller|PollerCloser")).isEmpty();
    assertThat(bugs("Poller|PollerForgetter"))
        .containsExactly(
            "LT_THREAD_OWNER_NOT_CLOSED pollOnce", "LT_THREAD_OWNER_NOT_CLOSED poller");
  }

  @Test
  void ownerThatAnotherClassMakesHasToBeEndedByTheCaller() throws Exception {
    assertThat(bugs("Pools|PoolsCloser")).isEmpty();
    assertThat(bugs("Pools|PoolsForgetter"))
        .containsExactly(
            "LT_EXECUTOR_NOT_SHUT_DOWN fresh", "LT_LOCAL_EXECUTOR_NOT_SHUT_DOWN workOnce");
  }

  @Test
  void endMethodThatNobodyCallsIsReported() throws Exception {
    assertThat(bugs("Heartbeat|HeartbeatStarter"))
        .containsExactly("LT_END_METHOD_NEVER_CALLED stop");
    assertThat(bugs("Heartbeat|HeartbeatStopper")).isEmpty();
    assertThat(bugs("Heartbeat")).isEmpty();
  }

  @Test
  void endMethodThatALibrarysUsersMayCallIsNot() throws Exception {
    assertThat(bugs("Beacon|BeaconStarter")).isEmpty();
    assertThat(bugs("Beacon|BeaconStarter|BeaconProgram"))
        .containsExactly("LT_END_METHOD_NEVER_CALLED stop");
  }

  @Test
  void whoStartsAnOwnerHasToEndIt() throws Exception {
    assertThat(bugs("Ticker|TickerStopper|TickerForgetter"))
        .containsExactly("LT_THREAD_OWNER_NOT_CLOSED ticker");
    assertThat(bugs("Ticker|TickerStopper")).isEmpty();
  }

  @Test
  void sourceSuppressesWhatItNames() throws Exception {
    assertThat(bugs("SuppressedInSource"))
        .containsExactly("LT_TIMER_NOT_CANCELLED byAnother", "LT_TIMER_NOT_CANCELLED reported");
  }

  @Test
  void annotationSuppressesOneField() throws Exception {
    assertThat(bugs("SuppressedReaper")).containsExactly("LT_TIMER_NOT_CANCELLED forgotten");
  }

  @Test
  void everyPatternIsReportedAndRanked() throws Exception {
    List<String> types = Stream.of(Pattern.values()).map(Pattern::spotBugsType).toList();

    assertThat(plugin.getDetectorFactories().iterator().next().getReportedBugPatterns())
        .extracting(BugPattern::getType)
        .containsExactlyInAnyOrderElementsOf(types);
    assertThat(plugin.getBugPatterns()).allSatisfy(p -> assertThat(p.getCWEid()).isPositive());
    assertThat(Files.readAllLines(Path.of("src/main/resources/bugrank.txt")))
        .extracting(line -> line.replaceFirst(".* ", ""))
        .containsExactlyInAnyOrderElementsOf(types);
  }

  @Test
  void detailsNameThePatternsPageAndLinkNowhere() {
    assertThat(plugin.getBugPatterns())
        .allSatisfy(
            p -> {
              String page =
                  p.getDetailHTML()
                      .replaceFirst("(?s).*the page <code>(\\w+)\\.md</code> in the jar.*", "$1");
              assertThat(Path.of("../docs/bugpattern/" + page + ".md")).exists();
              assertThat(page)
                  .isEqualTo(Pattern.valueOf(p.getType().substring("LT_".length())).patternName());
              assertThat(p.getUri()).isEmpty();
            });
  }

  @Test
  void detailsBeginAsThePageDoes() throws Exception {
    for (BugPattern bug : plugin.getBugPatterns()) {
      String name = Pattern.valueOf(bug.getType().substring("LT_".length())).patternName();
      String page = Files.readString(Path.of("../docs/bugpattern/" + name + ".md"));
      String problem =
          page.replaceFirst("(?s).*## The problem\\s+", "")
              .replaceFirst("(?s)\\n\\n.*", "")
              .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
              .replaceAll("[`*]", "")
              .replace('\n', ' ');
      String details =
          bug.getDetailHTML()
              .replaceAll("<[^>]*>", "")
              .replace("&lt;", "<")
              .replace("&gt;", ">")
              .replace("&amp;", "&");

      assertThat(details).contains(problem);
    }
  }

  @Test
  void everyReportedTypeHasAPatternAndEveryPatternItsTexts() throws Exception {
    Set<String> reported = new TreeSet<>();
    for (DetectorFactory factory : plugin.getDetectorFactories()) {
      assertThat(factory.getDetailHTML()).isNotBlank();
      factory.getReportedBugPatterns().forEach(pattern -> reported.add(pattern.getType()));
    }
    Document messages =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("src/main/resources/messages.xml").toFile());
    Set<String> explained = new TreeSet<>();
    NodeList patterns = messages.getElementsByTagName("BugPattern");
    for (int i = 0; i < patterns.getLength(); i++) {
      Element pattern = (Element) patterns.item(i);
      explained.add(pattern.getAttribute("type"));
      for (String part : List.of("ShortDescription", "LongDescription", "Details")) {
        assertThat(pattern.getElementsByTagName(part).item(0).getTextContent()).isNotBlank();
      }
    }
    assertThat(reported).isNotEmpty().isEqualTo(explained);
    assertThat(plugin.getBugCodes()).anyMatch(code -> code.getAbbrev().equals("LT"));
  }

  @Test
  void isOneJarWithAllThatItNeeds() throws IOException {
    try (ZipFile jar = new ZipFile(System.getProperty("loosethread.plugin"))) {
      assertThat(jar.stream().map(ZipEntry::getName))
          .contains(
              "findbugs.xml",
              "messages.xml",
              "dev/loosethread/model/catalogue/Catalogues.class",
              "dev/loosethread/bytecode/BytecodeFrontEnd.class",
              "dev/loosethread/asm/ClassReader.class",
              "dev/loosethread/catalogue/jdk.catalogue");
    }
  }

  private static List<String> bugs(String sample) throws IOException, InterruptedException {
    Project project = new Project();
    Path classes = Path.of("target/test-classes/dev/loosethread/spotbugs/sample");
    try (Stream<Path> files = Files.list(classes)) {
      files
          .filter(file -> file.getFileName().toString().matches("(" + sample + ")(\\$.*)?\\.class"))
          .forEach(file -> project.addFile(file.toString()));
    }
    assertThat(project.getFileCount()).isPositive();
    project.addSourceDirs(List.of("src/test/java"));
    BugCollectionBugReporter reporter = new BugCollectionBugReporter(project);
    reporter.setPriorityThreshold(Priorities.LOW_PRIORITY);
    reporter.setRankThreshold(BugRanker.VISIBLE_RANK_MAX);
    UserPreferences preferences = UserPreferences.createDefaultUserPreferences();
    preferences.enableAllDetectors(false);
    for (Iterator<DetectorFactory> i = DetectorFactoryCollection.instance().factoryIterator();
        i.hasNext(); ) {
      DetectorFactory factory = i.next();
      if (factory.getPlugin().equals(plugin)
          || factory.isDefaultEnabled() && !factory.isReportingDetector()) {
        preferences.enableDetector(factory, true);
      }
    }
    try (FindBugs2 engine = new FindBugs2()) {
      engine.setDetectorFactoryCollection(DetectorFactoryCollection.instance());
      engine.setProject(project);
      engine.setBugReporter(reporter);
      engine.setUserPreferences(preferences);
      engine.execute();
    }
    assertThat(reporter.getQueuedErrors()).isEmpty();
    return reporter.getBugCollection().getCollection().stream()
        .map(PluginTest::describe)
        .sorted()
        .toList();
  }

  private static String describe(BugInstance bug) {
    String member =
        bug.getPrimaryField() != null
            ? bug.getPrimaryField().getFieldName()
            : bug.getPrimaryMethod().getMethodName();
    return bug.getType() + " " + member;
  }
}
