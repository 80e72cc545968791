package dev.loosethread.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import com.contrastsecurity.sarif.SarifSchema210;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The baseline and the report files. */
class BaselineAndReportsTest {
  @TempDir Path folder;

  @AfterEach
  void release() {
    Held.releaseAll();
  }

  @ThreadLeakCheck
  static class Leaks {
    @Test
    void one() {
      Held.thread("known-" + System.nanoTime());
    }

    @Test
    void two() {
      Held.thread("known \"quoted\" \u0001");
      Held.thread("known too");
    }
  }

  @ThreadLeakCheck
  static class Other {
    @Test
    void clean() {}
  }

  private Engine with(String mode, Class<?> type) {
    return Engine.of(type)
        .with("baseline", folder.resolve("known/leaks.txt").toString())
        .with("baselineMode", mode);
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve("known/leaks.txt")).stream().skip(1).toList();
  }

  @Test
  void recordedLeaksPassAndNewOnesFail() throws Exception {
    assertThat(with("RECORD", Leaks.class).run().failed()).isEmpty();
    assertThat(lines())
        .containsExactly(
            "dev.loosethread.leaks.BaselineAndReportsTest$Leaks#one | known-# | 1",
            "dev.loosethread.leaks.BaselineAndReportsTest$Leaks#two | known \"quoted\" \u0001 | 1",
            "dev.loosethread.leaks.BaselineAndReportsTest$Leaks#two | known too | 1");
    assertThat(with("CHECK", Leaks.class).run().failed()).isEmpty();

    Path file = folder.resolve("known/leaks.txt");
    Files.write(file, lines().stream().filter(l -> !l.contains("known too")).toList());

    Engine.Outcome outcome = with("CHECK", Leaks.class).run();
    assertThat(outcome.failed()).containsExactly("two()");
    assertThat(outcome.error("two()").leaks())
        .extracting(LeakedThread::name)
        .containsExactly("known too");
  }

  @Test
  void aKnownLeakThatIsGoneFailsTheRunUntilItsLineIs() throws Exception {
    Files.createDirectories(folder.resolve("known"));
    String gone = Other.class.getName() + "#clean | pool-#-thread-# | 2";
    String ofAnother = Leaks.class.getName() + "#one | known-# | 1";
    Files.write(folder.resolve("known/leaks.txt"), List.of("// head", gone, ofAnother));

    Engine.Outcome outcome = with("CHECK", Other.class).run();
    assertThat(outcome.failed()).containsExactly("JUnit Jupiter");
    assertThat(outcome.error("JUnit Jupiter"))
        .hasMessageStartingWith("1 known leak is gone; remove the lines below from ")
        .hasMessageContaining("#clean | pool-#-thread-#")
        .hasMessageNotContaining("#one");

    assertThat(with("SHRINK", Other.class).run().failed()).isEmpty();
    // The test of the other line did not run.
    assertThat(lines()).containsExactly(ofAnother);
    assertThat(with("CHECK", Other.class).run().failed()).isEmpty();
  }

  @Test
  void aMalformedLineIsNamed() throws Exception {
    Files.createDirectories(folder.resolve("known"));
    Files.write(folder.resolve("known/leaks.txt"), List.of("// head", "some.Test | 3"));

    assertThat(with("CHECK", Other.class).run().failure("BaselineAndReportsTest$Other"))
        .get()
        .extracting(Throwable::getMessage)
        .asString()
        .endsWith("leaks.txt:2: not \"test | thread | count\": some.Test | 3");
  }

  @Test
  void reportsAreWellFormedAndNameTheLine() throws Exception {
    Engine.of(Leaks.class)
        .with("report", folder.resolve("reports").toString())
        .with("startSites", "ON")
        .run();

    Path xml = only("reports", ".xml");
    Document document =
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(xml.toFile());
    assertThat(document.getDocumentElement().getAttribute("failures")).isEqualTo("3");
    Element first = (Element) document.getElementsByTagName("testcase").item(0);
    assertThat(first.getAttribute("classname")).isEqualTo(Leaks.class.getName());
    Element failure = (Element) first.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("type")).isEqualTo(ThreadLeakError.class.getName());
    assertThat(first.getElementsByTagName("system-err").item(0).getTextContent())
        .contains("started by BaselineAndReportsTest$Leaks.");

    String sarif = Files.readString(only("reports", ".sarif"));
    assertThat(violations(sarif)).isEmpty();
    assertThat(sarif)
        .contains("\"version\":\"2.1.0\"")
        .contains("\"ruleId\":\"UnownedThread\"")
        .contains("UnownedThread.md")
        .contains("\"uri\":\"src/test/java/dev/loosethread/leaks/Held.java\"")
        .containsPattern("\"startLine\":\\d+")
        .contains("known \\\"quoted\\\" \\u0001");
  }

  private static List<String> violations(String sarif) throws IOException {
    try (InputStream official =
        SarifSchema210.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      String schema = new String(official.readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(schema)
          .validate(sarif, InputFormat.JSON)
          .stream()
          .map(Object::toString)
          .toList();
    }
  }

  private Path only(String sub, String end) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(sub))) {
      return files.filter(f -> f.toString().endsWith(end)).findFirst().orElseThrow();
    }
  }
}
