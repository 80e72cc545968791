package dev.loosethread.audit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.Audited;
import dev.loosethread.audit.engine.AuditResult.Reading;
import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.finding.Pattern;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources that are nested as no hand nests them, or hold nothing. */
class OddSourcesTest {
  /** What a thread has if it does not ask for more, on most platforms. */
  private static final long USUAL_STACK = 1L << 20;

  private static final String LAUNCHING =
      "class Good { void a() { new Thread(() -> System.gc()).start(); } }";

  @TempDir Path folder;

  private final Problems problems = new Problems();

  static Stream<Arguments> nested() {
    return Stream.of(
        Arguments.of("lambdas", each(500, "Runnable r# = () -> {") + "run();" + each(500, "};")),
        Arguments.of("blocks", each(2_000, "{") + "run();" + each(2_000, "}")),
        Arguments.of("else branches", each(3_000, "if (n == #) run(); else ") + "run();"),
        Arguments.of("conditions", "n = " + each(3_000, "n == # ? # : ") + "0;"),
        Arguments.of("brackets", "n = " + each(2_000, "(") + "1" + each(2_000, ")") + ";"),
        Arguments.of("text", "String s = \"\"" + each(10_000, " + n") + ";"),
        Arguments.of("calls", "new StringBuilder()" + each(3_000, ".append(n)") + ";"),
        Arguments.of(
            "classes", each(100, "new Thread() { public void run() {") + each(100, "}}.start();")));
  }

  private static String each(int times, String text) {
    return IntStream.range(0, times)
        .mapToObj(i -> text.replace("#", Integer.toString(i)))
        .collect(Collectors.joining());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nested")
  void whatIsNestedDeepIsAudited(String kind, String statements) {
    Audited audited =
        Audited.source(
            folder,
            "Deep",
            "class Deep { Timer timer = new Timer(); void run() {} void deep(int n) {"
                + statements
                + "}}");

    assertThat(audited.problems()).isEmpty();
    assertThat(audited.result().count(Reading.FULL_TYPES)).isEqualTo(1);
    assertThat(audited.rows()).extracting(Row::call).contains("new Timer()");
  }

  private AuditResult auditWithUsualStack(List<Path> files) throws InterruptedException {
    AuditOptions options =
        new AuditOptions(
            Catalogues.builtIn(),
            EnumSet.allOf(Pattern.class),
            EnumSet.allOf(Pattern.class),
            file -> file.getFileName().toString(),
            1,
            true);
    return new AuditEngine(options, problems, USUAL_STACK)
        .audit(
            List.of(new SourceSet("m", false, files, List.of(folder), List.of(), 0)),
            List.of(),
            done -> {});
  }

  private Path deepForTheParser() {
    return Audited.write(
        folder,
        "Parsed.java",
        "class Parsed { void a(Thread t) {" + "{".repeat(20_000) + "}".repeat(20_000) + "} }");
  }

  private Path deepForTheTypes(String name) {
    return Audited.write(
        folder,
        name + ".java",
        "class "
            + name
            + " extends Thread { String s(int n) { return \"\""
            + " + n".repeat(20_000)
            + "; } }");
  }

  @Test
  void whatIsNestedTooDeepIsNamedAndTheRestIsAudited() throws InterruptedException {
    AuditResult result =
        auditWithUsualStack(
            List.of(
                Audited.write(folder, "First.java", LAUNCHING.replace("Good", "First")),
                deepForTheParser(),
                deepForTheTypes("Typed"),
                Audited.write(folder, "Broken.java", "class Broken extends Thread {"),
                Audited.write(folder, "Good.java", LAUNCHING)));

    assertThat(problems.lines())
        .containsExactly(
            "Parsed.java: nested too deep to be analysed",
            "Broken.java:1: does not parse: reached end of file while parsing",
            "Typed.java: nested too deep to be analysed");
    assertThat(result.rows()).extracting(Row::file).containsExactly("First.java", "Good.java");
    assertThat(result.count(Reading.FULL_TYPES)).isEqualTo(2);
    assertThat(result.count(Reading.FAILED)).isEqualTo(3);
    assertThat(result.count(Reading.WITHOUT_LAUNCHES)).isZero();
  }

  @Test
  void whoRefersToWhatIsNestedTooDeepDoesWithoutIt() throws InterruptedException {
    deepForTheParser();
    deepForTheTypes("Typed");
    Path file =
        Audited.write(
            folder,
            "Good.java",
            "class Good { Parsed p; void a() { new Typed().start(); new java.util.Timer(); } }");

    AuditResult result = auditWithUsualStack(List.of(file));

    assertThat(problems.lines()).isEmpty();
    assertThat(result.count(Reading.INCOMPLETE_TYPES)).isEqualTo(1);
    assertThat(result.rows()).extracting(Row::call).contains("new Timer()");
  }

  @Test
  void aFileOfAHundredThousandLinesIsAudited() {
    StringBuilder text = new StringBuilder("class Long {\n");
    for (int i = 0; i < 25_000; i++) {
      text.append("int field").append(i).append(";\n\n// Nothing.\n\n");
    }
    text.append("Timer timer = new Timer();\n}\n");

    Audited audited = Audited.source(folder, "Long", text.toString());

    assertThat(audited.problems()).isEmpty();
    assertThat(audited.rows()).extracting(Row::line).containsExactly(100_006);
  }

  @Test
  void filesWithoutCodeAreNoProblem() {
    List<Path> files =
        List.of(
            Audited.write(folder, "Nothing.java", ""),
            Audited.write(folder, "Spaces.java", " \r\n\t\n"),
            Audited.write(folder, "Comment.java", "/* new Thread().start() */ // Timer"));

    assertThat(Audited.files(folder, files).problems()).isEmpty();
  }

  @Test
  void filesThatAreNoTextAreALineEachAndTheRestIsAudited() {
    List<Path> files =
        List.of(
            Audited.write(folder, "Nul.java", "class Nul {\0\0\0 Thread t; }"),
            Audited.write(folder, "Open.java", "/* Thread"),
            Audited.write(folder, "Good.java", LAUNCHING));

    Audited audited = Audited.files(folder, files);

    assertThat(audited.rows()).hasSize(1);
    assertThat(audited.problems())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("Nul.java:1: does not parse: illegal character: "))
        .anyMatch(line -> line.startsWith("Open.java:1: does not parse: unclosed comment"));
  }
}
