package dev.loosethread.audit.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.Audited;
import dev.loosethread.audit.launches.JudgedLaunch.Verdict;
import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.finding.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jars are audited as sources are, without excerpts and fixes. */
class ClassFileAuditTest {
  @TempDir Path folder;

  private final Problems problems = new Problems();

  private Path jar(String type, String text) throws IOException {
    return Audited.jar(folder, type, text);
  }

  private AuditResult audit(List<Path> jars) throws InterruptedException {
    return audit(new ClassSet("app", jars, List.of()));
  }

  private AuditResult audit(ClassSet set) throws InterruptedException {
    AuditOptions options =
        new AuditOptions(
            Catalogues.builtIn(),
            EnumSet.allOf(Pattern.class),
            EnumSet.allOf(Pattern.class),
            file -> file.getFileName().toString(),
            1,
            true);
    return new AuditEngine(options, problems).audit(List.of(), List.of(set), done -> {});
  }

  @Test
  void launchesAndFindingsAreThere() throws Exception {
    Path jar =
        jar(
            "Service",
            """
            import java.util.*;
            import java.util.concurrent.*;
            public class Service implements AutoCloseable {
              private final Timer timer = new Timer();
              private final ExecutorService pool = Executors.newFixedThreadPool(1);
              void add(List<String> list) {
                pool.execute(() -> System.gc());
                list.parallelStream().forEach(s -> {});
              }
              public void close() { pool.shutdown(); }
            }
            """);

    AuditResult result = audit(List.of(jar));

    assertThat(problems.lines()).isEmpty();
    assertThat(result.rows())
        .extracting(row -> row.verdict() + " " + row.call())
        .containsExactlyInAnyOrder(
            "RED new Timer()",
            "GREEN Executors.newFixedThreadPool()",
            "GREEN pool.execute()",
            "LISTED list.parallelStream()");
    assertThat(result.rows())
        .allMatch(row -> row.file().equals("app!/app/Service.class"))
        .allMatch(row -> row.excerpt() == Row.Excerpt.NONE);
  }

  @Test
  void aFindingThatTakesSeveralClassesIsThere() throws Exception {
    Path jar =
        jar(
            "Program",
            """
            public class Program {
              public static void main(String[] arguments) { new Beat().start(); }
            }
            class Beat {
              private final java.util.concurrent.atomic.AtomicBoolean started =
                  new java.util.concurrent.atomic.AtomicBoolean();
              private Thread thread;
              void start() {
                if (started.compareAndSet(false, true)) {
                  thread =
                      new Thread(
                          () -> {
                            while (!Thread.currentThread().isInterrupted()) { Thread.onSpinWait(); }
                          });
                  thread.start();
                }
              }
              void stop() {
                thread.interrupt();
                started.set(false);
              }
            }
            """);

    assertThat(audit(List.of(jar)).rows())
        .flatExtracting(Row::findings)
        .extracting(Row.Found::pattern)
        .contains("EndMethodNeverCalled");
  }

  @Test
  void aFileThatIsNoJarIsALineAndTheOthersAreAudited() throws Exception {
    Path broken = Audited.write(folder, "broken.jar", "no");
    Path jar = jar("Other", "public class Other { void a() { new Thread(() -> {}).start(); } }");

    AuditResult result = audit(List.of(broken, jar));

    assertThat(problems.lines()).containsExactly("broken.jar: not a jar");
    assertThat(result.rows()).hasSize(1);
    assertThat(result.rows().get(0).verdict()).isEqualTo(Verdict.LISTED);
  }

  /** Changes the content of class files; null leaves one as it is. */
  private Path changed(Path jar, BiFunction<String, byte[], byte[]> change) throws IOException {
    Path changed = folder.resolve("changed.jar");
    try (ZipFile in = new ZipFile(jar.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(changed))) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        byte[] bytes = in.getInputStream(entry).readAllBytes();
        byte[] other = change.apply(entry.getName(), bytes);
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(other == null ? bytes : other);
        out.closeEntry();
      }
    }
    return changed;
  }

  private Path severalClasses() throws IOException {
    return jar(
        "Good",
        """
        public class Good { void a() { new Thread(() -> {}).start(); } }
        class B { Thread t; }
        class C { Timer t; class Timer {} }
        class D {}
        class E {}
        """);
  }

  @Test
  void aJarWhoseClassFilesAreAllBrokenIsALine() throws Exception {
    Path jar = changed(severalClasses(), (name, bytes) -> "no class file".getBytes(US_ASCII));

    assertThat(audit(List.of(jar)).rows()).isEmpty();
    assertThat(problems.lines()).containsExactly("app: all of its class files are broken");
  }

  @Test
  void aJarWithoutClassFilesIsALineAndTheOthersAreAudited() throws Exception {
    Path empty = folder.resolve("empty.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(empty))) {
      out.putNextEntry(new ZipEntry("README.txt"));
    }

    assertThat(audit(List.of(empty, severalClasses())).rows()).hasSize(1);
    assertThat(problems.lines()).containsExactly("empty.jar: no class files in it");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 9, 40, -1, -60})
  void brokenClassFilesAreNamedAndTheRestIsAudited(int length) throws Exception {
    Path jar =
        changed(
            severalClasses(),
            (name, bytes) ->
                name.equals("app/Good.class")
                    ? null
                    : Arrays.copyOf(bytes, length < 0 ? bytes.length + length : length));

    assertThat(audit(List.of(jar)).rows()).hasSize(1);
    assertThat(problems.lines())
        .containsExactly(
            "app: 5 of its 6 class files are broken: app.B, app.C, app.C$Timer and 2 more");
  }

  @Test
  void aClassFileThatCannotBeUnpackedIsNamed() throws Exception {
    Path jar = severalClasses();
    byte[] bytes = Files.readAllBytes(jar);
    int name = new String(bytes, ISO_8859_1).indexOf("app/D.class");
    Arrays.fill(bytes, name + 20, name + 60, (byte) 0xFF);
    Files.write(jar, bytes);

    assertThat(audit(List.of(jar)).rows()).hasSize(1);
    assertThat(problems.lines()).containsExactly("app: 1 of its 6 class files is broken: app.D");
  }

  @Test
  void classFilesOfAReleaseToComeAreNamedAsSuch() throws Exception {
    Path jar =
        changed(
            severalClasses(),
            (name, bytes) -> {
              byte[] later = bytes.clone();
              later[6] = 1;
              return later;
            });

    audit(List.of(jar));

    assertThat(problems.lines())
        .containsExactly(
            "app: all of its class files are of a newer Java release than can be read");
  }

  @Test
  void whatIsNotAskedForMayBeBroken() throws Exception {
    Path jar =
        changed(
            severalClasses(), (name, bytes) -> name.contains("Good") ? null : new byte[] {1, 2});
    ClassSet set =
        new ClassSet("app", List.of(jar), List.of()).only(file -> file.endsWith("Good.class"));

    assertThat(audit(set).rows()).hasSize(1);
    assertThat(problems.lines()).isEmpty();
  }
}
