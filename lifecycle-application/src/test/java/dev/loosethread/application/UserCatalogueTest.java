package dev.loosethread.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.Catalogues;
import dev.loosethread.model.catalogue.WordKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user's catalogue says counts for class files too, also beside derived rows. */
class UserCatalogueTest {
  @TempDir Path folder;

  private void compile(String name, String code) throws Exception {
    Path file = Files.writeString(folder.resolve(name + ".java"), code);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-g",
                "-nowarn",
                "-cp",
                folder.toString(),
                "-d",
                folder.toString(),
                file.toString());
    assertThat(result).isZero();
  }

  @Test
  void ownerOfTheUsersCatalogueIsFoundInClassFiles() throws Exception {
    compile(
        "Engine", "public class Engine { public void halt() {} public void add(Runnable r) {} }");
    compile(
        "A",
        "class A { private final Engine e = new Engine();"
            + " void go() { e.add(() -> {}); } void close() { System.nanoTime(); } }");
    Path rows = Files.writeString(folder.resolve("my.catalogue"), "owner Engine other halt\n");

    assertThat(Findings.in(folder)).isEmpty();
    assertThat(Findings.in(folder, Catalogues.builtInAnd(List.of(rows))))
        .containsExactly("A ThreadOwnerNotClosed");
  }

  @Test
  void derivedRowsKeepTheUsers() throws Exception {
    Path rows = Files.writeString(folder.resolve("my.catalogue"), "end-name extinguish\n");
    Catalogue users = Catalogues.builtInAnd(List.of(rows));

    Catalogue both = Catalogues.withDerived(users, List.of("end-name quench"));

    assertThat(both.has(WordKind.END_NAME, "extinguish")).isTrue();
    assertThat(both.has(WordKind.END_NAME, "quench")).isTrue();
  }
}
