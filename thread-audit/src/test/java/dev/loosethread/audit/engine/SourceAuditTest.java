package dev.loosethread.audit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.Audited;
import dev.loosethread.audit.engine.AuditResult.Reading;
import dev.loosethread.audit.launches.JudgedLaunch.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How sources are read: with and without their types, with and without mistakes. */
class SourceAuditTest {
  @TempDir Path folder;

  @Test
  void codeWithoutItsClassPathIsAudited() {
    Audited audited =
        Audited.source(
            folder,
            "Service",
            """
            class Service extends org.missing.Base implements org.missing.Closer {
              private final org.missing.Client client = org.missing.Client.create();
              private final Timer timer = new Timer();
              private final ExecutorService pool = Executors.newFixedThreadPool(1);
              @org.missing.Inject
              void start() { pool.submit(() -> client.poll(org.missing.Other.NOW)); }
              public void close() { pool.shutdown(); client.close(); }
            }
            """);

    assertThat(audited.problems()).isEmpty();
    assertThat(audited.result().count(Reading.INCOMPLETE_TYPES)).isEqualTo(1);
    assertThat(audited.rows())
        .extracting(Row::call)
        .startsWith("new Timer()", "Executors.newFixedThreadPool()", "pool.submit()");
    assertThat(audited.rows().get(0).verdict()).isEqualTo(Verdict.RED);
    assertThat(audited.rows().get(0).findings().get(0).fix())
        .as("no fix without all types")
        .isNull();
  }

  @Test
  void howMuchWasReadIsCounted() {
    List<Path> files = new ArrayList<>();
    files.add(Audited.write(folder, "Plain.java", "class Plain {\n}\n"));
    files.add(Audited.write(folder, "Whole.java", "class Whole extends Thread {\n}\n"));
    files.add(Audited.write(folder, "Part.java", "class Part extends Thread { Missing m; }\n"));
    files.add(Audited.write(folder, "Broken.java", "class Broken extends Thread {\n"));
    files.add(folder.resolve("Gone.java"));

    Audited audited = Audited.files(folder, files);

    AuditResult result = audited.result();
    assertThat(result.count(Reading.WITHOUT_LAUNCHES)).isEqualTo(1);
    assertThat(result.count(Reading.FULL_TYPES)).isEqualTo(1);
    assertThat(result.count(Reading.INCOMPLETE_TYPES)).isEqualTo(1);
    assertThat(result.count(Reading.FAILED)).isEqualTo(2);
    assertThat(result.incomplete())
        .singleElement()
        .asString()
        .startsWith("Part.java:1: cannot find");
    assertThat(result.lines()).isEqualTo(6);
    assertThat(audited.problems())
        .containsExactlyInAnyOrder(
            "Gone.java: cannot be read",
            "Broken.java:1: does not parse: reached end of file while parsing");
  }

  @Test
  void whatAnotherClassReleasesIsKnown() {
    Audited.write(
        folder,
        "Base.java",
        """
        abstract class Base implements AutoCloseable {
          protected java.util.Timer timer;
          public void close() { timer.cancel(); }
        }
        """);

    assertThat(
            Audited.source(
                    folder,
                    "Service",
                    """
                    class Service extends Base {
                      private final ExecutorService pool = Executors.newFixedThreadPool(1);
                      Service() { timer = new Timer(); }
                      @Override public void close() { super.close(); pool.shutdown(); }
                    }
                    """)
                .rows())
        .noneMatch(row -> row.verdict() == Verdict.RED);
  }

  private int incomplete(String text) {
    return Audited.source(folder, "A", text).result().count(Reading.INCOMPLETE_TYPES);
  }

  private static final String LAUNCHING = "class A { void a() { new Thread(() -> {}).start(); } ";

  @Test
  void anAnnotationThatIsNotThereLeavesTheTypesComplete() {
    assertThat(incomplete("import no.such.Mark;\n@Mark(with = Mark.ALL) " + LAUNCHING + "}"))
        .isZero();
    assertThat(incomplete("import no.such.*;\n" + LAUNCHING + "@Mark int b; }")).isZero();
  }

  @Test
  void aFileWithAnAnnotationThatIsNotThereIsNotChanged() {
    String leaking =
        "import java.util.Timer;\nclass A {\n  private final Timer timer = new Timer();\n"
            + "  %s void end() {}\n"
            + "  void go(java.util.TimerTask task) { timer.schedule(task, 1); }\n"
            + "  void close() {}\n}\n";

    assertThat(Audited.source(folder, "A", leaking.formatted("")).result().fixed()).hasSize(1);
    assertThat(
            Audited.source(folder, "A", leaking.formatted("@no.such.PreDestroy")).result().fixed())
        .isEmpty();
  }

  @Test
  void aTypeThatIsNotThereDoesNot() {
    assertThat(incomplete("import no.such.Mark;\n@Mark " + LAUNCHING + "Mark mark; }")).isOne();
    assertThat(incomplete("import static no.such.Mark.*;\n" + LAUNCHING + "}")).isOne();
    assertThat(incomplete("@Mark " + LAUNCHING + "int b = Mark.ALL; }")).isOne();
  }

  @Test
  void classesOfTheSameNameInTwoSetsDoNotDisturbEachOther() {
    List<SourceSet> sets = new ArrayList<>();
    for (String root : List.of("one", "two")) {
      Path file =
          Audited.write(
              folder, root + "/A.java", "class A { void a() { new Thread(() -> {}).start(); } }");
      sets.add(
          new SourceSet(
              root, false, List.of(file), List.of(folder.resolve(root), folder), List.of(), 0));
    }

    Audited audited = Audited.sets(folder, sets);

    assertThat(audited.problems()).isEmpty();
    assertThat(audited.rows()).extracting(Row::file).containsExactly("one/A.java", "two/A.java");
  }

  @Test
  void aBrokenJarOnTheClassPathIsALineAndTheRestIsAudited() {
    Path jar = Audited.write(folder, "broken.jar", "no jar");
    Path file =
        Audited.write(folder, "A.java", "class A { void a() { new Thread(() -> {}).start(); } }");

    Audited audited =
        Audited.sets(
            folder,
            List.of(new SourceSet("m", false, List.of(file), List.of(folder), List.of(jar), 0)));

    assertThat(audited.rows()).hasSize(1);
    assertThat(audited.problems())
        .containsExactly(jar + ": not a jar, and left out of the class path");
  }

  @Test
  void oddFilesAreNoProblem() {
    List<Path> files = new ArrayList<>();
    files.add(Audited.write(folder, "Empty.java", "// Thread\n"));
    files.add(Audited.write(folder, "Semicolon.java", "import java.util.Timer;;\n"));
    files.add(Audited.write(folder, "Kinds.java", "enum Kinds { A { void x() {} }; Thread t; }"));
    files.add(Audited.write(folder, "Rec.java", "record Rec(Thread t) { Rec { t.start(); } }"));
    files.add(
        Audited.write(
            folder, "Ann.java", "@interface Ann { Class<?> value() default Thread.class; }"));

    assertThat(Audited.files(folder, files).problems()).isEmpty();
  }
}
