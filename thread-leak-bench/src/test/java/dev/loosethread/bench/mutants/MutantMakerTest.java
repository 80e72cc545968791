package dev.loosethread.bench.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.util.TreeScanner;
import dev.loosethread.bench.judges.Unit;
import dev.loosethread.bench.operators.Candidate;
import dev.loosethread.bench.operators.Edit;
import dev.loosethread.bench.operators.Operator;
import dev.loosethread.bench.operators.SourceUnit;
import dev.loosethread.workbench.Coordinates;
import dev.loosethread.workbench.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutantMakerTest {
  private static final String WORKER =
      """
      package p;
      class Worker extends Thread {
        int n;
        void twice() {
          n++;
          start();
        }
        int once() {
          int x;
          x = 1;
          return x;
        }
      }
      """;

  @TempDir Path work;
  private List<Path> classPath = List.of();

  /** Takes statements away, some of which the rest of the method needs. */
  private static final class StatementDeleted implements Operator {
    private final String name;

    StatementDeleted(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Set<String> fitting() {
      return Set.of();
    }

    @Override
    public void find(SourceUnit unit, Consumer<Candidate> candidates) {
      new TreeScanner<Void, Void>() {
        @Override
        public Void visitExpressionStatement(ExpressionStatementTree node, Void unused) {
          if (unit.isWritten(node) && !unit.text(node).startsWith("super")) {
            candidates.accept(
                new Candidate(
                    unit.start(node),
                    unit.text(node),
                    List.of(List.of(unit.replace(node, ";"))),
                    List.of(unit.lines(node))));
          }
          return null;
        }
      }.scan(unit.tree(), null);
    }
  }

  private Library library(String... texts) throws IOException {
    Path sources = Files.createDirectories(work.resolve("sources/p"));
    List<Path> files = new ArrayList<>();
    for (String text : texts) {
      String name = text.replaceFirst("(?s).*?class (\\w+).*", "$1");
      files.add(Files.writeString(sources.resolve(name + ".java"), text));
    }
    return new Library(Coordinates.parse("g:a:1"), work.resolve("sources"), files, classPath, 17);
  }

  private MutantFolder sample(Library library, String folder, long seed, int most)
      throws IOException {
    return new MutantMaker(library, List.of(new StatementDeleted("deleted")))
        .sample(work.resolve(folder), seed, most);
  }

  @Test
  void keepsWhatCompilesWithItsClassFiles() throws IOException {
    Library library = library(WORKER);

    MutantFolder made = sample(library, "made", 1, 10);

    assertThat(made.isWhole()).isTrue();
    assertThat(made.mutants())
        .extracting(Mutant::what)
        .containsExactlyInAnyOrder("n++;", "start();");
    for (Unit unit : made.units(library)) {
      assertThat(unit.source()).exists();
      assertThat(unit.classes().resolve("p/Worker.class")).exists();
    }
  }

  @Test
  void aMutantDiffersFromItsOriginalInOneLine() throws IOException {
    Library library = library(WORKER);

    MutantFolder made = sample(library, "made", 1, 10);

    for (Mutant mutant : made.mutants()) {
      List<String> before = Files.readAllLines(made.source(mutant.originalId(), mutant.file()));
      List<String> after = Files.readAllLines(made.source(mutant.id(), mutant.file()));
      assertThat(after).hasSameSizeAs(before);
      assertThat(after.get(mutant.line() - 1)).isNotEqualTo(before.get(mutant.line() - 1));
      after.set(mutant.line() - 1, before.get(mutant.line() - 1));
      assertThat(after).isEqualTo(before);
    }
  }

  @Test
  void theSameSeedMakesTheSameSample() throws IOException {
    Library library = library(WORKER, WORKER.replace("Worker", "Other"));

    List<Mutant> once = sample(library, "once", 5, 2).mutants();

    assertThat(once).hasSize(2).isEqualTo(sample(library, "again", 5, 2).mutants());
  }

  @Test
  void aSmallSampleIsTheBeginningOfALargerOne() throws IOException {
    Library library = library(WORKER, WORKER.replace("Worker", "Other"));

    List<Mutant> small = sample(library, "small", 3, 2).mutants();

    assertThat(sample(library, "large", 3, 4).mutants().subList(0, 2)).isEqualTo(small);
  }

  @Test
  void certainMutantsCanBeMadeAgain() throws IOException {
    Library library = library(WORKER, WORKER.replace("Worker", "Other"));
    Mutant wanted = sample(library, "all", 1, 10).mutants().get(3);

    MutantFolder made =
        new MutantMaker(library, List.of(new StatementDeleted("deleted")))
            .these(work.resolve("these"), Set.of(wanted.file()), Set.of(wanted.id()));

    assertThat(made.mutants()).containsExactly(wanted);
  }

  @Test
  void operatorsTakeTurns() throws IOException {
    Library library = library(WORKER, WORKER.replace("Worker", "Other"));
    List<Operator> operators = List.of(new StatementDeleted("one"), new StatementDeleted("two"));

    List<Mutant> made =
        new MutantMaker(library, operators).sample(work.resolve("made"), 1, 4).mutants();

    assertThat(made.subList(0, 2))
        .extracting(Mutant::operator)
        .containsExactlyInAnyOrder("one", "two");
    assertThat(made.subList(2, 4))
        .extracting(Mutant::operator)
        .containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void pluginsOfALibraryDoNotRun() throws IOException {
    Path services = Files.createDirectories(work.resolve("jar/META-INF/services"));
    Files.writeString(services.resolve("com.sun.source.util.Plugin"), "no.such.Plugin\n");
    classPath = List.of(work.resolve("jar"));

    assertThat(sample(library(WORKER), "made", 1, 10).mutants()).hasSize(2);
  }

  @Test
  void filesWithErrorsAreLeftOut() throws IOException {
    Library library =
        library(WORKER, WORKER.replace("Worker", "Broken").replace("x = 1", "x = unknown()"));

    assertThat(sample(library, "made", 1, 10).mutants())
        .extracting(Mutant::file)
        .containsOnly("p/Worker.java");
  }

  @Test
  void filesWithoutThreadsAreNotAskedAbout() throws IOException {
    Library library = library(WORKER.replace(" extends Thread", "").replace("start();", ""));

    assertThat(sample(library, "made", 1, 10).mutants()).isEmpty();
  }

  @Test
  void editsAreAppliedFromFirstToLast() {
    List<Edit> edits = List.of(new Edit(4, 5, "E"), new Edit(0, 1, ""), new Edit(2, 2, "-"));

    assertThat(MutantMaker.apply("abcdef", edits)).isEqualTo("b-cdEf");
  }

  @Test
  void editsThatMoveLinesAreRefused() {
    assertThatThrownBy(() -> MutantMaker.apply("a\nb", List.of(new Edit(1, 2, ""))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("move lines");
    assertThatThrownBy(
            () -> MutantMaker.apply("abc", List.of(new Edit(0, 2, ""), new Edit(1, 3, ""))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("overlap");
  }
}
