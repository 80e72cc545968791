package dev.loosethread.audit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.Audited;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit finds and mends in the corpus what the checkers do. */
class FixturesAuditTest {
  private static final Path ROOT = Path.of(System.getProperty("fixtures.root")).normalize();

  @TempDir Path temp;

  private static Audited audit(String kind) {
    Path root = ROOT.resolve(kind).resolve("java");
    Path support = ROOT.resolve("support").resolve("java");
    return Audited.sets(
        root,
        List.of(new SourceSet(kind, false, files(root), List.of(root, support), List.of(), 0)));
  }

  private static List<Path> files(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Patterns by file, each once for each line. */
  private static TreeSet<String> found(Audited audited) {
    TreeSet<String> found = new TreeSet<>();
    for (Row row : audited.rows()) {
      row.findings().forEach(f -> found.add(row.file() + ":" + f.line() + " " + f.pattern()));
    }
    return found;
  }

  /** {@code // finding: Pattern ...} stands on the line before. */
  private static TreeSet<String> marked(String kind) throws IOException {
    TreeSet<String> marked = new TreeSet<>();
    Path root = ROOT.resolve(kind).resolve("java");
    for (Path file : files(root)) {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).strip();
        if (line.startsWith("// finding: ")) {
          int next = i + 1;
          while (lines.get(next).strip().startsWith("//")
              || lines.get(next).strip().startsWith("@")) {
            next++;
          }
          marked.add(
              root.relativize(file)
                  + ":"
                  + (next + 1)
                  + " "
                  + line.substring("// finding: ".length()).split(" ")[0]);
        }
      }
    }
    return marked;
  }

  @Test
  void theMarkedFindingsOfTheLeakyProgramsAreFound() throws IOException {
    Audited audited = audit("leaky");

    assertThat(audited.problems()).isEmpty();
    assertThat(found(audited)).isEqualTo(marked("leaky"));
  }

  @Test
  void nothingIsFoundInTheOthers() {
    for (String kind : List.of("mended", "clean")) {
      Audited audited = audit(kind);

      assertThat(audited.problems()).isEmpty();
      assertThat(found(audited)).as(kind).isEmpty();
    }
  }

  @Test
  void allFixesTogetherAreTheMendedPrograms() throws IOException {
    Path leaky = ROOT.resolve("leaky").resolve("java");
    Path mended = ROOT.resolve("mended").resolve("java");
    Map<String, String> texts = new TreeMap<>();
    List<Path> copies = new ArrayList<>();
    for (Path file : files(leaky)) {
      String name = leaky.relativize(file).toString();
      // The mended programs have no markers.
      String text = Files.readString(file).replaceAll("(?m)^ *// finding: .*\\n", "");
      texts.put(name, text);
      copies.add(Audited.write(temp, name, text));
    }
    List<Path> sourcePath = List.of(temp, ROOT.resolve("support").resolve("java"));

    Audited audited =
        Audited.sets(
            temp, List.of(new SourceSet("leaky", false, copies, sourcePath, List.of(), 0)));
    audited.result().fixed().forEach(fixed -> texts.put(fixed.shownAs(), fixed.after()));

    for (Path file : files(mended)) {
      String name = mended.relativize(file).toString();
      assertThat(texts.get(name)).as(name).isEqualTo(Files.readString(file));
    }
  }
}
