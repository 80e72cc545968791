package dev.loosethread.errorprone;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A whole javac run with the plugin, as users have it. */
final class RealJavac {
  private final Path folder;
  private final List<Path> files = new ArrayList<>();
  private final List<String> options = new ArrayList<>();

  RealJavac(Path folder) {
    this.folder = folder;
  }

  RealJavac with(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    files.add(file);
    return this;
  }

  /** Adds a file that javac finds only when it looks for its class. */
  RealJavac withOnSourcePath(String name, String text) throws Exception {
    Path file = folder.resolve("path").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    options.addAll(List.of("-sourcepath", folder.resolve("path").toString()));
    return this;
  }

  record Outcome(boolean succeeded, String output, List<String> messages) {}

  Outcome run(String... flags) throws Exception {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    StringWriter output = new StringWriter();
    try (StandardJavaFileManager manager = javac.getStandardFileManager(null, null, null)) {
      List<String> all = new ArrayList<>(options);
      all.addAll(
          List.of(
              "-d",
              Files.createDirectories(folder.resolve("out")).toString(),
              "-proc:none",
              "-XDcompilePolicy=simple",
              "--should-stop=ifError=FLOW",
              "-XDaddTypeAnnotationsToSymbol=true",
              "-processorpath",
              System.getProperty("java.class.path"),
              "-Xplugin:ErrorProne " + String.join(" ", flags)));
      boolean succeeded;
      try {
        succeeded =
            javac
                .getTask(
                    new PrintWriter(output),
                    manager,
                    diagnostics,
                    all,
                    null,
                    manager.getJavaFileObjectsFromPaths(files))
                .call();
      } catch (RuntimeException e) {
        // javac lets a plugin's exception through to its caller.
        succeeded = false;
        output.append(String.valueOf(e));
      }
      List<String> messages = new ArrayList<>();
      for (Diagnostic<?> d : diagnostics.getDiagnostics()) {
        messages.add(d.getKind() + ": " + d.getMessage(Locale.ROOT));
      }
      return new Outcome(succeeded, output.toString(), messages);
    }
  }
}
