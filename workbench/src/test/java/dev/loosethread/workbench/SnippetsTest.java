package dev.loosethread.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that the snippets of the manuals compile with the imports that they show. */
class SnippetsTest {
  private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<dependency>\\s*<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>\\s*"
              + "<version>(.*?)</version>");
  private static final Pattern TYPE = Pattern.compile("(?m)^(?:public final )?class (\\w+)");

  /** The class of the reader that the snippets use. */
  private static final String SERVICE =
      "class OrderService implements AutoCloseable {\n"
          + "  void start() {}\n"
          + "  @Override public void close() {}\n"
          + "}\n";

  @TempDir Path work;

  @ParameterizedTest
  @ValueSource(strings = {"leak-check.md", "lifecycle.md"})
  void everyJavaSnippetCompiles(String page) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Jdk.current().javac().toString());
    command.addAll(List.of("-Xlint:all,-try", "-Werror", "-proc:none", "-d", work + "/classes"));
    command.addAll(
        List.of(
            "-cp",
            String.join(
                File.pathSeparator,
                Build.version("leak-check"),
                Build.version("lifecycle"),
                System.getProperty("java.class.path"))));
    command.add(write("OrderService", SERVICE).toString());
    Matcher snippet = JAVA.matcher(page(page));
    int count = 0;
    while (snippet.find()) {
      Matcher type = TYPE.matcher(snippet.group(1));
      assertThat(type.find()).as(snippet.group(1)).isTrue();
      assertThat(snippet.group(1)).contains("import dev.loosethread.");
      command.add(write(type.group(1), snippet.group(1)).toString());
      count++;
    }
    assertThat(count).isGreaterThan(1);

    Command.Result compiled = Command.run(work, command);

    assertThat(compiled.exitCode()).as(compiled.output()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"leak-check.md, leak-check", "lifecycle.md, lifecycle"})
  void dependencyIsTheJarThatTheBuildMakes(String page, String jar) throws IOException {
    Matcher dependency = DEPENDENCY.matcher(page(page));

    assertThat(dependency.find()).isTrue();
    assertThat(dependency.group(1)).isEqualTo("dev.loosethread");
    assertThat(Path.of(Build.version(jar)).getFileName())
        .hasToString(dependency.group(2) + "-" + dependency.group(3) + ".jar");
  }

  private static String page(String name) throws IOException {
    return Files.readString(Build.root().resolve("docs").resolve(name));
  }

  private Path write(String type, String text) throws IOException {
    return Files.writeString(work.resolve(type + ".java"), text);
  }
}
