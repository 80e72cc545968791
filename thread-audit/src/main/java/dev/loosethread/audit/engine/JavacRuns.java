package dev.loosethread.audit.engine;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.tools.javac.api.JavacTaskImpl;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticListener;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Runs of javac over the sources of one set. A file that it fails on can be hidden from the runs to
 * come, where others refer to it.
 */
final class JavacRuns implements Closeable {
  private final SourceSet set;
  private final JavaCompiler compiler = compiler();
  private final StandardJavaFileManager files;
  private final Set<JavaFileObject> hidden = new HashSet<>();
  private final Set<JavaFileObject> parsed = new HashSet<>();
  private DiagnosticListener<? super JavaFileObject> errors;
  private JavaFileObject parsing;

  JavacRuns(SourceSet set) throws IOException {
    this.set = set;
    this.files = compiler.getStandardFileManager(this::report, Locale.ROOT, set.encoding());
    files.setLocationFromPaths(StandardLocation.CLASS_PATH, set.classPath());
    files.setLocationFromPaths(StandardLocation.SOURCE_PATH, set.sourcePath());
    files.setLocationFromPaths(StandardLocation.ANNOTATION_PROCESSOR_PATH, List.of());
  }

  /** The compiler of the running JDK, or null if this is none. */
  static JavaCompiler compiler() {
    return ToolProvider.getSystemJavaCompiler();
  }

  /** Returns what reports name the sources' module. */
  String module() {
    return set.module();
  }

  StandardJavaFileManager files() {
    return files;
  }

  /** Reports a diagnostic to the listener of the run that reads the file. */
  private void report(Diagnostic<? extends JavaFileObject> diagnostic) {
    if (errors != null) {
      errors.report(diagnostic);
    }
  }

  /**
   * A new run; after its stack overflowed, one is not to be used any more.
   *
   * @param listener told of all errors
   */
  JavacTaskImpl task(List<JavaFileObject> sources, DiagnosticListener<JavaFileObject> listener) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-encoding",
                set.encoding().name(),
                "-implicit:none",
                "-nowarn",
                "-Xlint:none",
                "-Xmaxerrs",
                "1000000",
                // Nothing is asked of flow analysis or of what comes after it.
                "--should-stop=ifError=ATTR",
                "--should-stop=ifNoError=ATTR"));
    if (set.level() > 0) {
      flags.addAll(List.of("-source", Integer.toString(set.level())));
    }
    JavaFileManager visible = new Visible();
    errors = listener;
    // We report a crash of javac in one line.
    JavacTaskImpl task =
        (JavacTaskImpl)
            compiler.getTask(Writer.nullWriter(), visible, listener, flags, null, sources);
    parsing = null;
    parsed.clear();
    task.addTaskListener(new Parsing());
    return task;
  }

  /**
   * The trees of a run's sources.
   *
   * @throws StackOverflowError if one of them is nested too deep
   */
  static List<CompilationUnitTree> parse(JavacTaskImpl task) {
    List<CompilationUnitTree> units = new ArrayList<>();
    try {
      task.parse().forEach(units::add);
    } catch (IllegalStateException e) {
      // It wraps errors too.
      if (e.getCause() instanceof StackOverflowError cause) {
        throw cause;
      }
      throw e;
    }
    return units;
  }

  /** The file that the last run is about to parse, or failed to; null if it does something else. */
  JavaFileObject parsing() {
    return parsing;
  }

  /** Returns whether the last run has parsed it to its end, with or without errors. */
  boolean hasParsed(JavaFileObject file) {
    return parsed.contains(file);
  }

  /** Makes further runs do without a file; false if they do already. */
  boolean hide(JavaFileObject file) {
    return hidden.add(file);
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  /** The file that javac is reading; a stack overflow does not tell. */
  private final class Parsing implements TaskListener {
    @Override
    public void started(TaskEvent event) {
      if (event.getKind() == TaskEvent.Kind.PARSE) {
        parsing = event.getSourceFile();
      }
    }

    @Override
    public void finished(TaskEvent event) {
      if (event.getKind() == TaskEvent.Kind.PARSE) {
        parsed.add(event.getSourceFile());
        parsing = null;
      }
    }
  }

  /** The files without those that are hidden, and without folders that javac fails on. */
  private final class Visible extends ForwardingJavaFileManager<JavaFileManager> {
    private Visible() {
      super(files);
    }

    @Override
    public Iterable<JavaFileObject> list(
        Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
        throws IOException {
      Iterable<JavaFileObject> all = all(location, packageName, kinds, recurse);
      return hidden.isEmpty()
          ? all
          : StreamSupport.stream(all.spliterator(), false)
              .filter(file -> !hidden.contains(file))
              .collect(Collectors.toList());
    }

    private Iterable<JavaFileObject> all(
        Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) {
      try {
        return super.list(location, packageName, kinds, recurse);
      } catch (IOException e) {
        // A name in the folder is no text here, or the folder is not to be read, which has been
        // said. javac would end; so its files are less known to each other, but can be audited.
        return List.of();
      }
    }
  }
}
