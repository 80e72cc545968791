package dev.loosethread.workbench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TryJarTest {
  @TempDir Path work;

  private record Run(int exitCode, String output, String errors) {}

  private static Run run(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    System.setOut(new PrintStream(output, true, UTF_8));
    System.setErr(new PrintStream(errors, true, UTF_8));
    try {
      int exitCode = TryJar.run(List.of(arguments));
      return new Run(exitCode, output.toString(UTF_8), errors.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** Creates a jar with these class files, uncompressed. */
  private Path jar(String name, Map<String, byte[]> entries) throws IOException {
    Path jar = work.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.setLevel(Deflater.NO_COMPRESSION);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    return jar;
  }

  private static byte[] classFile(Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      return in.readAllBytes();
    }
  }

  @Test
  void whatIsNoJarGetsOneLine() throws Exception {
    Path text = Files.writeString(work.resolve("a.txt"), "no jar");
    Path resources = jar("resources.jar", Map.of("a.txt", new byte[] {1}));

    Run run = run("missing.jar", text.toString(), work.toString(), resources.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).isEmpty();
    assertThat(run.errors().lines())
        .containsExactly(
            "error: no such file: missing.jar",
            "error: not a jar: " + text,
            "error: not a jar: " + work,
            "error: no class files in " + resources);
    assertThat(run().errors().lines()).hasSize(1);
  }

  @Test
  void aDamagedJarGetsOneLineAndTheOthersAreReadAllTheSame() throws IOException {
    byte[] content = classFile(Coordinates.class);
    Path good = jar("good.jar", Map.of("dev/loosethread/workbench/Coordinates.class", content));
    Path damaged = jar("damaged.jar", Map.of("a/A.class", content, "b/B.class", content));
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[200] ^= 1;
    Files.write(damaged, bytes);
    Path garbled = jar("garbled.jar", Map.of("c/C.class", "no class file".getBytes(UTF_8)));

    Run run = run(damaged.toString(), good.toString(), garbled.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors().lines().filter(line -> line.startsWith("error: ")).toList())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("error: damaged jar: " + damaged + ": cannot read "))
        .contains("error: damaged jar: " + garbled + ": cannot read c/C.class");
    assertThat(run.output()).contains("0 findings in 1 top-level classes");
  }

  @Test
  void findingsComeFirstThenTheTableThenWhatToDo() throws IOException {
    Command.Result compiled =
        Command.run(
            work,
            List.of(
                Jdk.current().javac().toString(),
                "-g",
                "-d",
                work.resolve("classes").toString(),
                Build.root()
                    .resolve("workbench/src/test/resources/sample/SpinningProbe.java")
                    .toString()));
    assertThat(compiled.exitCode()).as(compiled.output()).isZero();
    Path leaky;
    try (Stream<Path> files = Files.walk(work.resolve("classes"))) {
      Path file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      String name = work.resolve("classes").relativize(file).toString();
      leaky = jar("leaky.jar", Map.of(name.replace('\\', '/'), Files.readAllBytes(file)));
    }

    List<String> lines = run(leaky.toString()).output().lines().toList();

    assertThat(lines.get(0)).contains("SpinningProbe:15: [UninterruptibleLoop] ");
    assertThat(lines.get(1)).isEmpty();
    assertThat(lines.get(2)).startsWith("1 findings in 1 top-level classes; of ");
    assertThat(lines.get(3)).matches("    #  where +pattern");
    assertThat(lines.get(4)).matches("    1  [\\w.]*SpinningProbe:15  UninterruptibleLoop");
    assertThat(lines).anyMatch(line -> line.contains("loosethread audit " + leaky + " --html "));
  }

  @Test
  void ownDetectorsAreReadAndSilent() {
    Run own = run(Build.detectors().toString());

    assertThat(own.exitCode()).isZero();
    assertThat(own.output()).contains("0 findings in ").contains("0 could not be followed");
  }
}
