package dev.loosethread.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command suggests where it sees less than there is. */
class HintsTest {
  private static final int RUNNING = Runtime.version().feature();

  @TempDir Path folder;

  private static List<String> hints(CommandRun run) {
    return run.errorLines().stream().filter(line -> line.startsWith("hint: ")).toList();
  }

  @Test
  void sourcesOfALaterReleaseThanTheGivenOneNeedAnother() {
    Audited.write(folder, "Pair.java", "record Pair(Thread first, Thread second) {}");
    Audited.write(folder, "Text.java", "class Text { Thread t; String s = \"\"\"\n a\"\"\"; }");

    CommandRun run = CommandRun.of(folder, "--release", "11");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(hints(run))
        .containsExactly(
            "hint: 2 files need a newer Java release than the project says: try --release 16");
    assertThat(CommandRun.of(folder, "--release", "16").errors()).isEmpty();
  }

  @Test
  void whatIsYetToComeNeedsANewerJdk() {
    // No shape of a file shows that it needs a JDK newer than the newest.
    org.junit.jupiter.api.Assumptions.assumeTrue(RUNNING < 21);
    Audited.write(
        folder,
        "Sums.java",
        "class Sums { int sum(Object o) { return o instanceof Pair(int a, int b) ? a + b : 0; } }");
    Audited.write(
        folder, "Plain.java", "class Plain { void run(Runnable _) { new Thread().start(); } }");

    assertThat(hints(CommandRun.of(folder)))
        .containsExactly(
            "hint: 2 files need Java 22 or newer, and this is "
                + RUNNING
                + ": set JAVA_HOME to a newer JDK");
  }

  @Test
  void aPlainMistakeGivesNoHint() {
    Audited.write(folder, "A.java", "class A { void a( { new Thread().start(); } }");
    Audited.write(folder, "B.java", "class B { int[] x = int; }");
    Audited.write(folder, "C.java", "class C { } }");
    Audited.write(folder, "D.java", "class D { void a() { switch (1) { case 1 -> } } }");
    Audited.write(folder, "E.java", "class E { Thread t = missing(); Missing m; }");
    Audited.write(folder, "F.java", "class F { boolean f(Object o) { return o instanceof F (; } }");
    Audited.write(
        folder, "G.java", "class G { boolean f(Object o) { return o instanceof G (o); } }");
    Audited.write(folder, "H.java", "class H extends Thread { { sytem.out.println(1); } }");
    Audited.write(folder, "I.java", "import java.utill.List; class I extends Thread {}");

    assertThat(hints(CommandRun.of(folder))).isEmpty();
  }

  @Test
  void whatIsInPreviewNeedsTheReleaseThatFinishedIt() {
    org.junit.jupiter.api.Assumptions.assumeTrue(RUNNING < 21);
    Audited.write(
        folder,
        "A.java",
        "class A { int f(Object o) { return switch (o) { case String s -> 1; default -> 2; }; } }");

    assertThat(hints(CommandRun.of(folder)))
        .containsExactly(
            "hint: 1 file needs Java 21 or newer, and this is "
                + RUNNING
                + ": set JAVA_HOME to a newer JDK");
  }

  @Test
  void anotherEncodingIsAskedForOnceHoweverManyFilesThereAre() throws IOException {
    for (int i = 0; i < 120; i++) {
      Files.writeString(
          folder.resolve("A" + i + ".java"),
          "class A" + i + " { String s = \"\u00e9t\u00e9\"; Thread t; }",
          ISO_8859_1);
    }

    CommandRun run = CommandRun.of(folder);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(hints(run))
        .containsExactly(
            "hint: 120 files are not in UTF-8: say what it is with --encoding, such as ISO-8859-1");
    assertThat(CommandRun.of(folder, "--encoding", "ISO-8859-1").errors()).isEmpty();
  }

  @Test
  void missingPackagesAreNamedByHowManyFilesNameThem() throws IOException {
    Path jar = Audited.jar(folder, "Client", "public class Client { public void poll() {} }");
    Path sources = folder.resolve("sources");
    Audited.write(
        sources, "A.java", "import app.Client; class A extends Thread { Client c; org.b.B b; }");
    Audited.write(sources, "B.java", "import app.Client; class B extends Thread { Client c; }");

    CommandRun run = CommandRun.of(sources);

    assertThat(run.exitCode()).isZero();
    assertThat(run.errorLines())
        .containsExactly(
            "hint: not on the class path: app (2 files), org.b (1 file); add the jars that have"
                + " them with --class-path");
    assertThat(CommandRun.of(sources, "--class-path", jar).errorLines())
        .containsExactly(
            "hint: not on the class path: org.b (1 file); add the jars that have them with"
                + " --class-path");
  }

  @Test
  void aMissingClassIsNoPackage() {
    Audited.write(folder, "A.java", "class A extends Thread { Gone.Key k; org.b.Outer.Key o; }");

    assertThat(hints(CommandRun.of(folder)))
        .containsExactly(
            "hint: not on the class path: org.b (1 file); add the jars that have them with"
                + " --class-path");
  }

  @Test
  void aReleaseOrFileThatIsNotThereIsOneLine() {
    assertThat(CommandRun.of(folder, "--release", "7").errorLines())
        .containsExactly("error: --release 7: this JDK reads the releases 8 to " + RUNNING);
    assertThat(CommandRun.of(folder, "--class-path", "gone.jar").errorLines())
        .containsExactly("error: --class-path gone.jar: no such file or folder");
  }
}
