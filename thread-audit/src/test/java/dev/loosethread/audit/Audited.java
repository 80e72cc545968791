package dev.loosethread.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.engine.AuditEngine;
import dev.loosethread.audit.engine.AuditOptions;
import dev.loosethread.audit.engine.AuditResult;
import dev.loosethread.audit.engine.Problems;
import dev.loosethread.audit.engine.Row;
import dev.loosethread.audit.engine.SourceSet;
import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.finding.Pattern;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Sources given as text, audited. */
public final class Audited {
  private static final String HEAD =
      """
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.concurrent.atomic.*;

      """;

  private final AuditResult result;
  private final Problems problems;

  private Audited(AuditResult result, Problems problems) {
    this.result = result;
    this.problems = problems;
  }

  /**
   * Audits one file, which gets imports of what there is about threads.
   *
   * @param type the simple name of its public class
   */
  public static Audited source(Path folder, String type, String text) {
    return files(folder, List.of(write(folder, type + ".java", HEAD + text)));
  }

  public static Path write(Path folder, String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Compiles one source and packs its class files.
   *
   * @param type the simple name of its public class, in the package {@code app}, and of the jar
   */
  public static Path jar(Path folder, String type, String text) throws IOException {
    Path source = write(folder, "src/app/" + type + ".java", "package app;\n" + text);
    Path classes = Files.createDirectories(folder.resolve("classes-" + type));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-g", "-d", classes.toString(), source.toString()))
        .isZero();
    Path jar = folder.resolve(type + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        Files.copy(each, out);
        out.closeEntry();
      }
    }
    return jar;
  }

  public static Audited files(Path root, List<Path> files) {
    return sets(root, List.of(new SourceSet("m", false, files, List.of(root), List.of(), 0)));
  }

  public static Audited sets(Path root, List<SourceSet> sets) {
    Problems problems = new Problems();
    AuditOptions options =
        new AuditOptions(
            Catalogues.builtIn(),
            EnumSet.allOf(Pattern.class),
            EnumSet.allOf(Pattern.class),
            file -> root.relativize(file).toString(),
            2,
            true);
    try {
      return new Audited(
          new AuditEngine(options, problems).audit(sets, List.of(), done -> {}), problems);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public List<Row> rows() {
    return result.rows();
  }

  public AuditResult result() {
    return result;
  }

  public List<String> problems() {
    return problems.lines();
  }

  /** The only row of a launch, creations of owners aside. */
  public Row launch() {
    List<Row> launches = new ArrayList<>(result.rows());
    launches.removeIf(row -> !row.isLaunch() || row.kind().name().equals("THREAD_OWNER"));
    if (launches.size() != 1) {
      throw new AssertionError("not one launch: " + launches);
    }
    return launches.get(0);
  }
}
