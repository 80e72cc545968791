package dev.loosethread.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.loosethread.bytecode.ClassDirectory;
import dev.loosethread.bytecode.JarClassFiles;
import dev.loosethread.bytecode.Unreadable;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class files that are broken, and those in unusual places. */
class OddClassFilesTest implements ApplicationAnalysis.Listener {
  @TempDir Path folder;

  private final Map<String, Unreadable> unreadable = new TreeMap<>();
  private int findings;

  @BeforeEach
  void compile() throws IOException {
    Path file =
        Files.writeString(
            Files.createDirectories(folder.resolve("app")).resolve("Leak.java"),
            """
            package app;
            import java.util.Timer;
            class Leak implements AutoCloseable {
              private final Timer timer = new Timer();
              private final Timer other = Other.make();
              public void close() { other.cancel(); }
              static class Nested extends Leak { }
            }
            class Other {
              static Timer make() { return new Timer(); }
              public static void main(String[] arguments) { new Leak.Nested().close(); }
            }
            """);
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-g", file.toString()))
        .isZero();
  }

  @Override
  public void found(ClassFacts facts, Finding finding) {
    findings++;
  }

  @Override
  public void failed(String topLevelClass, Throwable reason) {}

  @Override
  public void unreadable(String type, Unreadable reason) {
    unreadable.put(type, reason);
  }

  private void analyse() {
    ApplicationAnalysis.analyse(new ClassDirectory(folder, getClass().getClassLoader()), this);
  }

  @Test
  void aBrokenClassFileIsToldAndTheOthersAreAnalysed() throws IOException {
    Files.write(folder.resolve("app/Other.class"), new byte[] {1, 2, 3});

    analyse();

    assertThat(unreadable).containsExactly(entry("app.Other", Unreadable.BROKEN));
    assertThat(findings).isPositive();
  }

  @Test
  void aClassFileOfAReleaseToComeIsTold() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("app/Other.class"));
    bytes[6] = 1;
    Files.write(folder.resolve("app/Other.class"), bytes);

    analyse();

    assertThat(unreadable).containsExactly(entry("app.Other", Unreadable.TOO_NEW));
  }

  @Test
  void noDamageEndsAnAnalysis() throws IOException {
    Random random = new Random(1);
    List<Path> files;
    try (var all = Files.list(folder.resolve("app"))) {
      files = all.filter(f -> f.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : files) {
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < 60; i++) {
        byte[] damaged = whole.clone();
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        Files.write(file, damaged);
        analyse();
      }
      Files.write(file, whole);
    }

    assertThat(unreadable).isNotEmpty();
    assertThat(findings).isPositive();
  }

  @Test
  void theClassesOfAWebApplicationHaveTheirOwnNames() throws IOException {
    Path war = folder.resolve("app.war");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(war))) {
      for (String name : List.of("Leak", "Leak$Nested", "Other")) {
        out.putNextEntry(new ZipEntry("WEB-INF/classes/app/" + name + ".class"));
        Files.copy(folder.resolve("app/" + name + ".class"), out);
      }
    }

    try (JarClassFiles files = JarClassFiles.open(List.of(war), List.of())) {
      assertThat(files.application()).containsExactly("app.Leak", "app.Leak$Nested", "app.Other");
      ApplicationAnalysis.analyse(files, this);
    }

    assertThat(unreadable).isEmpty();
    assertThat(findings).isEqualTo(1);
  }
}
