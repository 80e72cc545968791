package dev.loosethread.bench.operators;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Applies an operator to a small source, and compiles what comes of it. */
final class Mutants {
  private static final String IMPORTS =
      "import java.util.*; import java.util.concurrent.*; import java.util.concurrent.atomic.*; ";

  private Mutants() {}

  /**
   * The mutated sources, one for each candidate, with the first variant that compiles; without what
   * they import.
   */
  static List<String> of(Operator operator, String source) {
    return each(operator, source, (candidate, text) -> text);
  }

  /** The lines of the anchors of the only candidate, as the source has them. */
  static List<String> anchored(Operator operator, String source) {
    List<String> lines = source.lines().toList();
    List<List<String>> found =
        each(
            operator,
            source,
            (candidate, text) -> {
              List<String> anchored = new ArrayList<>();
              for (int line = 1; line <= lines.size(); line++) {
                int at = line;
                if (candidate.anchors().stream().anyMatch(range -> range.contains(at))) {
                  anchored.add(lines.get(line - 1).strip());
                }
              }
              return anchored;
            });
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static <T> List<T> each(
      Operator operator, String source, BiFunction<Candidate, String, T> result) {
    String original = IMPORTS + source;
    List<Candidate> candidates = new ArrayList<>();
    assertThat(
            compile(
                original,
                (task, tree) ->
                    operator.find(new SourceUnit(task, tree, original), candidates::add)))
        .isEmpty();
    assertThat(candidates).isSortedAccordingTo(Comparator.comparing(Candidate::position));
    List<T> results = new ArrayList<>();
    for (Candidate candidate : candidates) {
      String mutated =
          candidate.variants().stream()
              .map(edits -> apply(original, edits))
              .filter(text -> compile(text, (task, tree) -> {}).isEmpty())
              .findFirst()
              .orElseThrow(() -> new AssertionError("does not compile: " + candidate));
      assertThat(mutated).isNotEqualTo(original);
      assertThat(mutated.lines().count()).isEqualTo(original.lines().count());
      results.add(result.apply(candidate, mutated.substring(IMPORTS.length())));
    }
    return results;
  }

  private static String apply(String text, List<Edit> edits) {
    StringBuilder mutated = new StringBuilder(text);
    edits.stream()
        .sorted(Comparator.comparing(Edit::start).reversed())
        .forEach(edit -> mutated.replace(edit.start(), edit.end(), edit.text()));
    return mutated.toString();
  }

  private interface Use {
    void use(JavacTask task, CompilationUnitTree tree);
  }

  /** What is wrong with a source. */
  private static List<String> compile(String source, Use use) {
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Sample.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, problems, List.of("-proc:none"), null, List.of(file));
    try {
      CompilationUnitTree tree = task.parse().iterator().next();
      task.analyze();
      use.use(task, tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return problems.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .map(Object::toString)
        .toList();
  }
}
