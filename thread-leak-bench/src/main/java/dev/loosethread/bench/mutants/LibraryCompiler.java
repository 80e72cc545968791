package dev.loosethread.bench.mutants;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import dev.loosethread.bench.operators.SourceUnit;
import dev.loosethread.workbench.Library;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** The javac of this process, set up for one library. */
public final class LibraryCompiler implements AutoCloseable {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  private final StandardJavaFileManager files;
  private final int level;

  /**
   * @param emptyFolder one without files
   */
  public LibraryCompiler(Library library, Path emptyFolder) throws IOException {
    level = library.sourceLevel();
    files = JAVAC.getStandardFileManager(d -> {}, null, StandardCharsets.UTF_8);
    files.setLocationFromPaths(StandardLocation.CLASS_PATH, library.classPath());
    // Or javac looks for sources on the class path.
    files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of(emptyFolder));
    // Or it runs the plugins that it finds there.
    files.setLocationFromPaths(StandardLocation.ANNOTATION_PROCESSOR_PATH, List.of(emptyFolder));
  }

  /**
   * Attributes files together and hands on each one without errors, while the trees are alive.
   *
   * @return how many had none
   */
  int attribute(Collection<Path> sources, Consumer<SourceUnit> units) throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavacTask task = task(sources, diagnostics, List.of());
    List<CompilationUnitTree> trees = new ArrayList<>();
    task.parse().forEach(trees::add);
    task.analyze();
    Set<String> broken = new HashSet<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR && diagnostic.getSource() != null) {
        broken.add(diagnostic.getSource().toUri().toString());
      }
    }
    int whole = 0;
    for (CompilationUnitTree tree : trees) {
      if (!broken.contains(tree.getSourceFile().toUri().toString())) {
        whole++;
        String text = tree.getSourceFile().getCharContent(true).toString();
        units.accept(new SourceUnit(task, tree, text));
      }
    }
    return whole;
  }

  /**
   * Compiles one file, and writes its class files.
   *
   * @param classes a folder for them
   * @return whether it has no errors
   */
  boolean compile(Path source, Path classes) throws IOException {
    return errors(List.of(source), classes).isEmpty();
  }

  /**
   * Something that javac cannot compile.
   *
   * @param file null if it is not about one
   */
  public record CompileError(Path file, long line, String message) {}

  /**
   * Compiles files together, and writes their class files.
   *
   * @param classes a folder for them
   */
  public List<CompileError> errors(Collection<Path> sources, Path classes) throws IOException {
    Files.createDirectories(classes);
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    boolean isFine = task(sources, diagnostics, List.of("-g", "-d", classes.toString())).call();
    List<CompileError> errors = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        JavaFileObject source = diagnostic.getSource();
        errors.add(
            new CompileError(
                source == null ? null : Path.of(source.toUri()),
                diagnostic.getLineNumber(),
                diagnostic.getMessage(Locale.ROOT)));
      }
    }
    if (!isFine && errors.isEmpty()) {
      errors.add(new CompileError(null, 0, "javac failed without a word"));
    }
    return errors;
  }

  private JavacTask task(
      Collection<Path> sources,
      DiagnosticCollector<JavaFileObject> diagnostics,
      List<String> more) {
    List<String> options = new ArrayList<>(List.of("-proc:none", "-implicit:none", "-nowarn"));
    // Not --release: libraries use internal parts of the JDK.
    options.addAll(List.of("-source", "" + level, "-target", "" + level, "-Xlint:-options"));
    options.addAll(List.of("-Xmaxerrs", "100000", "--should-stop=ifError=FLOW"));
    options.addAll(more);
    return (JavacTask)
        JAVAC.getTask(
            Writer.nullWriter(),
            files,
            diagnostics,
            options,
            null,
            files.getJavaFileObjectsFromPaths(sources));
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
