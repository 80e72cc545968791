package dev.loosethread.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users may write into a catalogue, and what they are told when it is wrong. */
class CataloguesTest {
  @TempDir Path temp;

  private Path file(String text) throws Exception {
    return Files.writeString(temp.resolve("own.catalogue"), text);
  }

  @Test
  void userRowsKnowTheirPlace() throws Exception {
    Catalogue catalogue =
        Catalogues.builtInAnd(
            List.of(file("# ours\n\nowner com.acme.Pool executor end stop@21\n")));

    assertThat(catalogue.userTypes())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.line()).isEqualTo(3);
              assertThat(row.type()).isEqualTo("com.acme.Pool");
            });
    assertThat(catalogue.mayConcern("class A { com.acme.Pool p; }")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ownr com.acme.Pool executor end|ownr: no such kind of row",
        "owner com.acme.Pool exec end|owner: 'exec' is no kind",
        "owner com.acme.Pool executor|owner: a release method is missing",
        "owner com-acme executor end|owner: 'com-acme' is not a type name",
        "create com.acme.Pool.make() executor|create: 'com.acme.Pool.make()' is not a method",
        "borrow com.acme.Pool#use(*) first|borrow: 'first' is not an argument's index",
        "borrow com.acme.Pool#use(*) -1|borrow: '-1' is not an argument's index",
        "run soon com.acme.Pool#use(*) 0|run: 'soon' is not now, later, periodically or supervised",
        "end-name a b|end-name: 'b' is one word too many"
      })
  void wrongRowIsNamedWithFileLineAndKey(String row, String expected) throws Exception {
    Path file = file("\n" + row + "\n");

    assertThatThrownBy(() -> Catalogues.builtInAnd(List.of(file)))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining(file + ":2: " + expected);
  }

  @Test
  void missingFileIsNamed() {
    assertThatThrownBy(() -> Catalogues.builtInAnd(List.of(temp.resolve("gone"))))
        .isInstanceOf(CatalogueException.class)
        .hasMessageEndingWith("gone: no such file");
  }

  @Test
  void binaryFileIsNamed() throws Exception {
    Path file = Files.write(temp.resolve("binary"), new byte[] {(byte) 0xC3, (byte) 0x28});

    assertThatThrownBy(() -> Catalogues.builtInAnd(List.of(file)))
        .isInstanceOf(CatalogueException.class)
        .hasMessageEndingWith("binary: not UTF-8 text");
  }

  @Test
  void ordinaryClassesAreGatedOut() {
    Catalogue catalogue = Catalogues.builtIn();

    assertThat(catalogue.mayConcern("class Point { int x; int y; int sum() { return x + y; } }"))
        .isFalse();
    assertThat(catalogue.mayConcern("class A extends Task { public void run() { } }")).isTrue();
    assertThat(catalogue.mayConcern("import java.util.concurrent.ExecutorService;")).isTrue();
  }
}
