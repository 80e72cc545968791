package dev.loosethread.javac;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskListener;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A whole javac run, as javac's own defaults make it. */
final class Compilation {
  private final Path folder;
  private final List<Path> files = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final List<Processor> processors = new ArrayList<>();
  private Function<JavacTask, TaskListener> listener;

  /**
   * @param folder an empty one, for sources and class files
   */
  Compilation(Path folder) {
    this.folder = folder;
  }

  /** What a javac run had to say: each message as {@code KIND File.java:line message}. */
  record Outcome(boolean succeeded, List<String> messages, List<String> classFiles) {}

  Compilation with(String name, String text) throws Exception {
    files.add(write(folder.resolve("src"), name, text));
    return this;
  }

  /** Adds a file that javac finds only when it looks for its class. */
  Compilation withOnSourcePath(String name, String text) throws Exception {
    write(folder.resolve("path"), name, text);
    return option("-sourcepath", folder.resolve("path").toString());
  }

  private static Path write(Path root, String name, String text) throws Exception {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  Compilation option(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  Compilation plugin(String... arguments) {
    return option(
        "-processorpath",
        System.getProperty("java.class.path"),
        ("-Xplugin:Loosethread " + String.join(" ", arguments)).strip());
  }

  Compilation processor(Processor processor) {
    processors.add(processor);
    return this;
  }

  Compilation listener(Function<JavacTask, TaskListener> made) {
    listener = made;
    return this;
  }

  Outcome run() throws Exception {
    Path out = Files.createDirectories(folder.resolve("out"));
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> all = new ArrayList<>(List.of("-d", out.toString()));
    all.addAll(options);
    if (processors.isEmpty()) {
      all.add("-proc:none");
    }
    try (StandardJavaFileManager manager = javac.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              javac.getTask(
                  new StringWriter(),
                  manager,
                  diagnostics,
                  all,
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      if (!processors.isEmpty()) {
        task.setProcessors(processors);
      }
      if (listener != null) {
        task.addTaskListener(listener.apply(task));
      }
      boolean succeeded = task.call();
      List<String> messages = diagnostics.getDiagnostics().stream().map(Compilation::line).toList();
      return new Outcome(succeeded, messages, classFiles(out));
    }
  }

  private static String line(Diagnostic<? extends JavaFileObject> d) {
    String place =
        d.getSource() == null
            ? ""
            : Path.of(d.getSource().toUri()).getFileName() + ":" + d.getLineNumber() + " ";
    return d.getKind() + " " + place + d.getMessage(Locale.ROOT);
  }

  private static List<String> classFiles(Path out) throws Exception {
    try (Stream<Path> walk = Files.walk(out)) {
      return walk.map(p -> p.getFileName().toString())
          .filter(name -> name.endsWith(".class"))
          .sorted()
          .toList();
    }
  }
}
