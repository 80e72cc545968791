package dev.loosethread.model.finding;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;

/** The files that describe the SpotBugs plugin. */
final class SpotBugsFiles {
  static final Path FOLDER = GeneratedFile.ROOT.resolve("spotbugs-detectors/src/main/resources");

  private static final String DETECTOR = "dev.loosethread.spotbugs.ThreadLifecycleDetector";

  private SpotBugsFiles() {}

  /** The text of {@code findbugs.xml}. */
  static String findbugs() {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <FindbugsPlugin xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                        xsi:noNamespaceSchemaLocation="findbugsplugin.xsd"
                        pluginid="dev.loosethread.spotbugs"
                        defaultenabled="true"
                        provider="Loosethread">
          <Detector class="%s"
                    speed="fast"
                    reports="%s"/>
        %s</FindbugsPlugin>
        """
        .formatted(
            DETECTOR,
            Arrays.stream(Pattern.values()).map(Pattern::spotBugsType).collect(joining(",")),
            each(
                pattern ->
                    "  <BugPattern type=\"%s\" abbrev=\"LT\" category=\"%s\" cweid=\"%d\"/>\n"
                        .formatted(
                            pattern.spotBugsType(), pattern.spotBugsCategory(), pattern.cwe())));
  }

  /** The text of {@code bugrank.txt}. */
  static String bugrank() {
    return each(
        pattern -> "%d BugPattern %s\n".formatted(pattern.spotBugsRank(), pattern.spotBugsType()));
  }

  /** The text of {@code messages.xml}, with details from the pages. */
  static String messages() {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <MessageCollection xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                           xsi:noNamespaceSchemaLocation="messagecollection.xsd">
          <Plugin>
            <ShortDescription>Loosethread</ShortDescription>
            <Details>Finds threads that outlive the object that started them.</Details>
          </Plugin>

          <Detector class="%s">
            <Details>
              <![CDATA[
                <p>
                  Finds threads, executors and timers that nobody ends, loops that nothing stops, and starts
                  and stops that go wrong, over all classes of the application together.
                </p>
              ]]>
            </Details>
          </Detector>

        %s  <BugCode abbrev="LT">Loose thread</BugCode>
        </MessageCollection>
        """
        .formatted(DETECTOR, each(SpotBugsFiles::message));
  }

  private static String message(Pattern pattern) {
    return """
          <BugPattern type="%s">
            <ShortDescription>%s</ShortDescription>
            <LongDescription>{0}: {1}</LongDescription>
            <Details>
              <![CDATA[
        %s      ]]>
            </Details>
          </BugPattern>

        """
        .formatted(pattern.spotBugsType(), pattern.summary(), new PageFile(pattern).details());
  }

  private static String each(Function<Pattern, String> text) {
    return Arrays.stream(Pattern.values()).map(text).collect(joining());
  }
}
