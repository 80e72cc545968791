package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Builds projects with the set-ups of README.md and docs/set-up.md, exactly as printed. */
class SetUpTest {
  private static final Pattern SNIPPET =
      Pattern.compile("<!-- set-up: ([\\w.-]+) -->\n```\\w*\n(.*?)```\n", Pattern.DOTALL);

  private static final String REAPER =
      """
      package com.example;

      import java.util.Timer;

      public class Reaper {
        private final Timer timer = new Timer();

        public void close() {
          System.out.println("closed");
        }
      }
      """;
  private static final String FOUND = "(?s).*\\[WARNING\\] [^\n]*Reaper\\.java:\\[\\d+,\\d+\\] .*";
  private static final String SOURCES = "src/main/java/com/example/";

  private static final List<String> MAVENS = List.of(Build.version("maven.supported").split(","));
  private static final String NEWEST_MAVEN = MAVENS.get(MAVENS.size() - 1);

  @TempDir Path work;

  static Stream<Jdk> jdks() {
    Map<Integer, Jdk> installed = Jdk.installed();
    return Engines.SUPPORTED_JDKS.stream().filter(installed::containsKey).map(installed::get);
  }

  static Stream<Arguments> mavensAndJdks() {
    return MAVENS.stream().flatMap(maven -> jdks().map(jdk -> Arguments.of(maven, jdk)));
  }

  private static String snippet(String name) throws IOException {
    for (String page : List.of("README.md", "docs/set-up.md")) {
      Matcher matcher = SNIPPET.matcher(Files.readString(Build.root().resolve(page)));
      while (matcher.find()) {
        if (matcher.group(1).equals(name)) {
          return matcher.group(2);
        }
      }
    }
    throw new AssertionError("no page has a set-up named " + name);
  }

  private static void assertReaperIsFound(Command.Result build) {
    assertThat(build.output()).contains("BUILD SUCCESS").contains("[TimerNotCancelled]");
    assertThat(build.output()).matches(FOUND);
  }

  @ParameterizedTest
  @MethodSource("mavensAndJdks")
  void pluginFindsTheLeak(String maven, Jdk jdk) throws IOException {
    assertReaperIsFound(
        new MavenBuild(work)
            .pom(snippet("plugin"), "")
            .file(SOURCES + "Reaper.java", REAPER)
            .compile(maven, jdk));
  }

  @Test
  void severityFailsTheBuild() throws IOException {
    String plugin =
        snippet("plugin").replace("<arg>-Xplugin:Loosethread</arg>", snippet("severities"));
    Command.Result build =
        new MavenBuild(work)
            .pom(plugin, "")
            .file(SOURCES + "Reaper.java", REAPER)
            .file(
                SOURCES + "Poller.java",
                """
                package com.example;
                public class Poller {
                  private Thread thread;
                  public void start() {
                    thread = new Thread(() -> { while (!Thread.interrupted()) { Thread.yield(); } });
                    thread.start();
                  }
                  public void stop() { thread.interrupt(); }
                }
                """)
            .compile(NEWEST_MAVEN, Jdk.current());

    assertThat(build.output())
        .contains("BUILD FAILURE")
        .containsPattern("\\[ERROR\\] .*Poller\\.java:\\[\\d+,\\d+\\] \\[UnguardedStart\\]");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void pluginRunsBesideLombok(Jdk jdk) throws IOException {
    String plugin = snippet("plugin-lombok");
    Matcher version =
        Pattern.compile("<artifactId>lombok</artifactId>\\s*<version>(.*?)</version>")
            .matcher(plugin);
    assertThat(version.find()).isTrue();
    Command.Result build =
        new MavenBuild(work)
            .pom(plugin, dependency("org.projectlombok", "lombok", version.group(1)))
            .file(
                SOURCES + "Reaper.java",
                """
                package com.example;

                import java.util.Timer;

                @lombok.extern.java.Log
                public class Reaper {
                  @lombok.Getter private int rounds;
                  private final Timer timer = new Timer();

                  public void close() {
                    log.info("closed after " + getRounds());
                  }
                }
                """)
            .compile(NEWEST_MAVEN, jdk);

    assertReaperIsFound(build);
  }

  @Test
  void pluginRunsBesideAnotherAnnotationProcessor() throws IOException {
    String version = Build.version("auto-value");
    String path =
        "<path><groupId>com.google.auto.value</groupId><artifactId>auto-value</artifactId><version>"
            + version
            + "</version></path>";
    Command.Result build =
        new MavenBuild(work)
            .pom(
                snippet("plugin")
                    .replace("<annotationProcessorPaths>", "<annotationProcessorPaths>" + path),
                dependency("com.google.auto.value", "auto-value-annotations", version))
            .file(SOURCES + "Reaper.java", REAPER)
            .file(
                SOURCES + "Name.java",
                """
                package com.example;
                @com.google.auto.value.AutoValue
                public abstract class Name {
                  public abstract String text();
                  static Name of(String text) { return new AutoValue_Name(text); }
                }
                """)
            .compile(NEWEST_MAVEN, Jdk.current());

    assertReaperIsFound(build);
  }

  @ParameterizedTest
  @MethodSource("mavens")
  void pluginInTheParentServesAllModules(String maven) throws IOException {
    String parent =
        "<parent><groupId>com.example</groupId><artifactId>parent</artifactId><version>1</version>"
            + "</parent>";
    Command.Result build =
        new MavenBuild(work)
            .file(
                "pom.xml",
                MavenBuild.projectXml(
                    "parent",
                    "<packaging>pom</packaging>",
                    "<modules><module>one</module><module>two</module></modules>",
                    snippet("plugin")))
            .file("one/pom.xml", MavenBuild.projectXml("one", parent, "", ""))
            .file("two/pom.xml", MavenBuild.projectXml("two", parent, "", ""))
            .file("one/" + SOURCES + "One.java", "package com.example; public class One {}")
            .file("two/" + SOURCES + "Reaper.java", REAPER)
            .compile(maven, Jdk.current());

    assertReaperIsFound(build);
  }

  static List<String> mavens() {
    return MAVENS;
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void pluginRunsInPlainJavac(Jdk jdk) throws IOException {
    Files.writeString(work.resolve("Service.java"), REAPER.replace("Reaper", "Service"));
    List<String> command = new ArrayList<>();
    for (String word : snippet("plugin-javac").strip().split(" ")) {
      switch (word) {
        case "javac" -> command.add(jdk.javac().toString());
        case "loosethread-javac-plugin-0.1.0-SNAPSHOT.jar" ->
            command.add(Build.javacPlugin().toString());
        default -> command.add(word);
      }
    }

    Command.Result run = Command.run(work, command);

    assertThat(run.output()).contains("Service.java:6: warning: [TimerNotCancelled] timer is");
    assertThat(run.exitCode()).isZero();
    assertThat(work.resolve("classes/com/example/Service.class")).exists();
  }

  @ParameterizedTest
  @MethodSource("mavensAndJdks")
  void errorPronesOwnErrorsDoNotBreakABuildThatIsNewToIt(String maven, Jdk jdk) throws IOException {
    Command.Result build =
        new MavenBuild(work)
            .pom(snippet("errorprone"), "")
            .file(".mvn/jvm.config", snippet("jvm.config"))
            .file(SOURCES + "Reaper.java", REAPER)
            .file(
                SOURCES + "Shift.java",
                "package com.example; public class Shift { int shifted(int i) { return i << 33; } }")
            .compile(maven, jdk);

    assertReaperIsFound(build);
    assertThat(build.output()).contains("[BadShiftAmount]");
  }

  @Test
  void checksJoinAnErrorProneThatIsThereAlready() throws IOException {
    String there = snippet("errorprone");
    int end = there.lastIndexOf("<path>");
    Command.Result build =
        new MavenBuild(work)
            .pom(
                there.substring(0, end)
                    + snippet("errorprone-path")
                    + there.substring(there.lastIndexOf("</path>") + "</path>".length()),
                "")
            .file(".mvn/jvm.config", snippet("jvm.config"))
            .file(SOURCES + "Reaper.java", REAPER)
            .compile(NEWEST_MAVEN, Jdk.current());

    assertReaperIsFound(build);
  }

  private static String dependency(String group, String artifact, String version) {
    return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version><scope>provided</scope></dependency>"
        .formatted(group, artifact, version);
  }
}
