package dev.loosethread.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A clone with the real scripts, and with a Maven and a Java that only print their arguments. */
final class FakeClone {
  private static final List<String> MODULES =
      List.of(
          "lifecycle-model",
          "lifecycle-source",
          "lifecycle-bytecode",
          "lifecycle-application",
          "lifecycle-fixes",
          "errorprone-checks",
          "spotbugs-detectors",
          "thread-audit",
          "workbench");

  /** Creates the jars, or fails if a certain file exists; waits if there is a pipe to read. */
  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      cd "$(dirname "$0")"
      echo "$*" >>calls
      echo $$ >maven.pid
      echo '[INFO] Building Loosethread lifecycle model 0.1                            [1/6]'
      echo '[INFO] Downloaded from there: a wall of text'
      if [ -p gate ]; then cat gate; fi
      if [ -e broken ]; then echo '[ERROR] Model.java:[1,2] not a statement'; exit 1; fi
      for module in *-* workbench; do
        mkdir -p "$module/target"
        cat "$module/src/main/A.java" >"$module/target/loosethread-$module-0.1.jar"
      done
      """;

  private static final String JAVA =
      """
      #!/usr/bin/env bash
      if [ "$1" = -XshowSettings:properties ]; then
        echo "    java.home = $JAVA_HOME"
        echo "    java.specification.version = ${FAKE_VERSION:-17}"
      else
        echo "java $*"
      fi
      """;

  private final Path folder;
  private final Path root;
  private final Path jdk;

  /**
   * @param folder an empty folder
   */
  FakeClone(Path folder) throws IOException {
    this.folder = folder;
    root = Files.createDirectories(folder.resolve("a clone"));
    jdk = Files.createDirectories(folder.resolve("a jdk/bin")).getParent();
    executable(jdk.resolve("bin/java"), JAVA);
    executable(jdk.resolve("bin/javac"), JAVA);
    executable(root.resolve("mvnw"), MAVEN);
    Files.writeString(root.resolve("pom.xml"), "<project>\n  <version>0.1</version>\n</project>\n");
    Files.createDirectories(root.resolve(".mvn"));
    for (String module : MODULES) {
      Path sources = Files.createDirectories(root.resolve(module).resolve("src/main"));
      Files.writeString(sources.resolve("A.java"), "class A {}\n");
      Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>\n");
    }
    for (String script : List.of("loosethread", "try-library", "try-jar", "workbench/scripts.sh")) {
      Path copy = Files.copy(Build.root().resolve(script), root.resolve(script));
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  Path root() {
    return root;
  }

  Path jdk() {
    return jdk;
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  ProcessBuilder script(Path script, String... arguments) {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", jdk.toString());
    return builder;
  }

  Command.Result run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    return new Command.Result(process.waitFor(), output);
  }

  Command.Result run(String script, String... arguments) throws IOException, InterruptedException {
    return run(script(root.resolve(script), arguments));
  }

  /** Returns the arguments of Maven. */
  List<String> calls() throws IOException {
    Path calls = root.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }
}
