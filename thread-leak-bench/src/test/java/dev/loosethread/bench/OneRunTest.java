package dev.loosethread.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loosethread.workbench.Build;
import dev.loosethread.workbench.Command;
import dev.loosethread.workbench.Failure;
import dev.loosethread.workbench.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneRunTest {
  @TempDir Path folder;

  /** What another process does. */
  public static void main(String[] arguments) throws IOException {
    try (OneRun only = OneRun.in(Path.of(arguments[0]))) {
      System.out.print("has " + (only != null));
    } catch (Failure e) {
      System.out.print(e.getMessage());
    }
  }

  private String other() {
    String classPath =
        Stream.of(OneRunTest.class, OneRun.class, Build.class)
            .map(type -> Build.locationOf(type).toString())
            .collect(Collectors.joining(File.pathSeparator));
    String java = Jdk.current().javac().resolveSibling("java").toString();
    return Command.run(
            folder, List.of(java, "-cp", classPath, OneRunTest.class.getName(), folder.toString()))
        .output()
        .strip();
  }

  @Test
  void anotherProcessIsKeptOutUntilThisOneIsDone() throws IOException {
    OneRun only = OneRun.in(folder);

    assertThat(other()).isEqualTo("another run is at work in " + folder);

    only.close();
    assertThat(other()).isEqualTo("has true");
  }

  @Test
  void aFolderThatCannotBeMadeIsToldInOneLine() throws IOException {
    Path none = Files.createFile(folder.resolve("file")).resolve("work");

    assertThatThrownBy(() -> OneRun.in(none))
        .isInstanceOf(Failure.class)
        .hasMessage("cannot write to " + none);
  }
}
