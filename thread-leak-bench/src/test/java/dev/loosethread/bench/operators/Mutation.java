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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A source in memory with one candidate's first variant that compiles. */
record Mutation(Candidate candidate, String source, String mutated) {
  /** All that an operator finds in a source; each compiles, and has as many lines. */
  static List<Mutation> of(Operator operator, String source) {
    List<Candidate> candidates = new ArrayList<>();
    compile(source, Optional.of(unit -> operator.find(unit, candidates::add)));
    assertThat(candidates).isSortedAccordingTo(Comparator.comparingInt(Candidate::position));
    return candidates.stream().map(candidate -> of(candidate, source)).toList();
  }

  /** The only one. */
  static Mutation single(Operator operator, String source) {
    List<Mutation> all = of(operator, source);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static Mutation of(Candidate candidate, String source) {
    Predicate<String> compiles = text -> compile(text, Optional.empty()).isEmpty();
    String mutated =
        candidate.variants().stream()
            .map(edits -> apply(source, edits))
            .filter(compiles)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no variant compiles: " + candidate));
    assertThat(mutated.lines().count()).isEqualTo(source.lines().count());
    return new Mutation(candidate, source, mutated);
  }

  /** The changed lines as they are now, without the space around them. */
  List<String> changed() {
    List<String> before = source.lines().toList();
    List<String> after = mutated.lines().toList();
    List<String> changed = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).equals(after.get(i))) {
        changed.add(after.get(i).strip());
      }
    }
    return changed;
  }

  /** Whether a finding at the first line with this text is about it. */
  boolean isAnchoredAt(String text) {
    List<String> lines = source.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int line = i + 1;
      if (lines.get(i).contains(text)) {
        return candidate.anchors().stream().anyMatch(anchor -> anchor.contains(line));
      }
    }
    throw new AssertionError("no such line: " + text);
  }

  private static String apply(String source, List<Edit> edits) {
    StringBuilder text = new StringBuilder(source);
    edits.stream()
        .sorted(Comparator.comparingInt(Edit::start).reversed())
        .forEach(edit -> text.replace(edit.start(), edit.end(), edit.text()));
    return text.toString();
  }

  /** The errors. */
  private static List<String> compile(String source, Optional<Consumer<SourceUnit>> look) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("memory:///Sample.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostics, List.of("-proc:none"), null, List.of(file));
    try {
      CompilationUnitTree tree = task.parse().iterator().next();
      task.analyze();
      look.ifPresent(it -> it.accept(new SourceUnit(task, tree, source)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> errors =
        diagnostics.getDiagnostics().stream()
            .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
            .map(diagnostic -> diagnostic.toString())
            .toList();
    if (look.isPresent()) {
      assertThat(errors).isEmpty();
    }
    return errors;
  }
}
