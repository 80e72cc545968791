package dev.loosethread.workbench;

import com.sun.source.util.Plugin;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the javac of a JDK in a separate process, with or without Error Prone. */
public final class Javac {
  /** The JVM options that the installation page of Error Prone asks for. */
  private static final List<String> ACCESS =
      Stream.concat(
              Stream.of("api", "file", "main", "model", "parser", "processing", "tree", "util")
                  .map(name -> "-J--add-exports=jdk.compiler/com.sun.tools.javac." + name),
              Stream.of("code", "comp")
                  .map(name -> "-J--add-opens=jdk.compiler/com.sun.tools.javac." + name))
          .map(option -> option + "=ALL-UNNAMED")
          .toList();

  private final Jdk jdk;

  Javac(Jdk jdk) {
    this.jdk = jdk;
  }

  /**
   * A diagnostic of javac.
   *
   * @param check the Error Prone check or lint category; empty for an error of the language
   * @param hasFix true if Error Prone proposes a change
   */
  public record Diagnostic(
      Path file, int line, boolean error, Optional<String> check, String message, boolean hasFix) {
    Diagnostic withFix() {
      return new Diagnostic(file, line, error, check, message, true);
    }
  }

  public record Outcome(int exitCode, String output, List<Diagnostic> diagnostics) {
    public Outcome {
      diagnostics = List.copyOf(diagnostics);
    }

    /** Returns the files with errors of the language. */
    public Set<Path> broken() {
      return languageErrors().stream().map(Diagnostic::file).collect(Collectors.toSet());
    }

    /** Returns the errors of the language, without those of checks. */
    public List<Diagnostic> languageErrors() {
      return diagnostics.stream().filter(d -> d.error() && d.check().isEmpty()).toList();
    }
  }

  /** Returns the arguments that run Error Prone from this path with these flags. */
  public static List<String> errorProne(Collection<Path> processorPath, List<String> flags) {
    return checks("ErrorProne", processorPath, flags);
  }

  /** Returns the arguments that run another plugin of javac which takes Error Prone's flags. */
  public static List<String> checks(
      String plugin, Collection<Path> processorPath, List<String> flags) {
    List<String> arguments = new ArrayList<>();
    arguments.add("-processorpath");
    arguments.add(joined(processorPath));
    arguments.add("-XDaddTypeAnnotationsToSymbol=true");
    arguments.add("-Xplugin:" + plugin + " " + String.join(" ", flags));
    return arguments;
  }

  /**
   * Returns what a processor path needs so that javac finds a plugin.
   *
   * @param folder for the file that names it; a resource of the plugin's own module would be found,
   *     too early, by the javac that compiles that module
   */
  public static List<Path> plugin(Class<? extends Plugin> plugin, Path folder) {
    try {
      Path services = Files.createDirectories(folder.resolve("META-INF/services"));
      Files.writeString(services.resolve(Plugin.class.getName()), plugin.getName() + "\n");
      return List.of(folder, Build.locationOf(plugin));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the class path argument for these jars. */
  static List<String> classPath(Collection<Path> paths) {
    return paths.isEmpty() ? List.of() : List.of("-classpath", joined(paths));
  }

  private static String joined(Collection<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Compiles.
   *
   * @param work a folder for the class files and the argument file
   */
  Outcome compile(Path work, Collection<Path> sources, List<String> arguments) {
    return compile(work, sources, arguments, JavacOutput.Listener.NONE);
  }

  /** Compiles, and passes the output of javac on to the listener at once. */
  Outcome compile(
      Path work, Collection<Path> sources, List<String> arguments, JavacOutput.Listener listener) {
    JavacOutput output = new JavacOutput(listener);
    int exitCode = Command.run(work, commandLine(work, sources, arguments), output::line);
    return output.end(exitCode);
  }

  /**
   * Returns the command that {@code compile} runs; its arguments are in a file below {@code work}.
   */
  List<String> commandLine(Path work, Collection<Path> sources, List<String> arguments) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("-encoding", "UTF-8", "-proc:none", "-implicit:none"));
    all.addAll(List.of("-Xmaxerrs", "100000", "-Xmaxwarns", "100000"));
    all.addAll(List.of("-XDcompilePolicy=simple", "--should-stop=ifError=FLOW"));
    all.addAll(List.of("-d", work.resolve("classes").toString()));
    all.addAll(List.of("-sourcepath", work.resolve("no-sources").toString()));
    all.addAll(arguments);
    sources.forEach(source -> all.add(source.toString()));
    Path argumentFile = work.resolve("javac-arguments");
    try {
      Files.createDirectories(work.resolve("classes"));
      Files.createDirectories(work.resolve("no-sources"));
      Files.write(argumentFile, all.stream().map(Javac::quoted).toList(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command = new ArrayList<>();
    command.add(jdk.javac().toString());
    command.addAll(ACCESS);
    command.add("-J-Duser.language=en");
    command.add("-J-Dfile.encoding=UTF-8");
    command.add("@" + argumentFile);
    return command;
  }

  private static String quoted(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
