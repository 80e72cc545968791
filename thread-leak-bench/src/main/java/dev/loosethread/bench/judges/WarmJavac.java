package dev.loosethread.bench.judges;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** javac in this process, with the plugins that are on this process's class path. */
final class WarmJavac implements AutoCloseable {
  private static final Pattern RULE = Pattern.compile("\\[([\\w.:-]+)\\] .*", Pattern.DOTALL);

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private List<Path> classPath;
  private StandardJavaFileManager files;

  /** Something in a unit is no Java, or misses a type. */
  static final class DoesNotCompile extends Exception {
    private static final long serialVersionUID = 1L;

    DoesNotCompile(String message) {
      super(message);
    }
  }

  /**
   * Compiles one file as a library's own sources are compiled, without writing class files.
   *
   * @param more arguments, with one that says whether there are processors
   * @return the warnings
   * @throws DoesNotCompile if there are errors
   */
  List<Diagnostic<? extends JavaFileObject>> compile(Unit unit, List<String> more)
      throws IOException, DoesNotCompile {
    open(unit.classPath());
    List<String> arguments = new ArrayList<>(List.of("-implicit:none"));
    arguments.addAll(List.of("-encoding", "UTF-8", "-Xmaxwarns", "100000"));
    arguments.addAll(List.of("-XDcompilePolicy=simple", "--should-stop=ifError=FLOW"));
    // Nobody wants the class files.
    arguments.add("--should-stop=ifNoError=FLOW");
    String level = Integer.toString(unit.level());
    // Not --release: libraries use internal parts of the JDK.
    arguments.addAll(List.of("-source", level, "-target", level, "-Xlint:-options"));
    arguments.addAll(more);
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    boolean isOk =
        compiler
            .getTask(
                Writer.nullWriter(),
                new WithProcessors(files),
                diagnostics,
                arguments,
                null,
                files.getJavaFileObjects(unit.source()))
            .call();
    Optional<String> error =
        diagnostics.getDiagnostics().stream()
            .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
            .map(each -> "line " + line(each) + ": " + message(each))
            .findFirst();
    if (!isOk || error.isPresent()) {
      throw new DoesNotCompile(error.orElse("javac failed"));
    }
    return diagnostics.getDiagnostics();
  }

  /** The rule that a warning is of, or empty. */
  static String rule(Diagnostic<? extends JavaFileObject> diagnostic) {
    Matcher rule = RULE.matcher(message(diagnostic));
    return rule.matches() ? rule.group(1) : "";
  }

  /** Its line, 0 if none. */
  static int line(Diagnostic<? extends JavaFileObject> diagnostic) {
    return (int) Math.max(0, diagnostic.getLineNumber());
  }

  static String message(Diagnostic<? extends JavaFileObject> diagnostic) {
    return diagnostic.getMessage(Locale.ROOT);
  }

  /** Keeps the jars open as long as the class path is the same. */
  private void open(List<Path> wanted) throws IOException {
    if (!wanted.equals(classPath)) {
      close();
      files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, wanted);
      // Or it would look for sources on the class path.
      files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
      classPath = wanted;
    }
  }

  @Override
  public void close() {
    if (files != null) {
      try {
        files.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Takes plugins from this process's class path: javac would load them anew for each file. */
  private static final class WithProcessors
      extends ForwardingJavaFileManager<StandardJavaFileManager> {
    WithProcessors(StandardJavaFileManager files) {
      super(files);
    }

    @Override
    public boolean hasLocation(JavaFileManager.Location location) {
      return location == StandardLocation.ANNOTATION_PROCESSOR_PATH || super.hasLocation(location);
    }

    @Override
    public ClassLoader getClassLoader(JavaFileManager.Location location) {
      return location == StandardLocation.ANNOTATION_PROCESSOR_PATH
          ? WarmJavac.class.getClassLoader()
          : super.getClassLoader(location);
    }
  }
}
