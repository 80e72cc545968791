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
        "end-name a b|end-name: 'b' is one word too many",
        "wait com.acme.Pool.join()|wait: 'com.acme.Pool.join()' is not a method",
        "wait com.acme.Pool#join(*) 10, 20|wait: '20' is one word too many",
        "wait *#join(*)|wait: '*#join(*)' has to name the type that declares the method",
        "source com.acme.Queue|source: 'com.acme.Queue' is not a method",
        "signal|signal: the method is missing",
        "transition com.acme.State|transition: 'com.acme.State' is not a method",
        "lock *#lock|lock: '*#lock' is not a method",
        "null-check *#notNull(*) 0|null-check: '0' is one word too many",
        "service *#start(*)|service: '*#start(*)' has to name the type that declares the method",
        "parallel-type a-b|parallel-type: 'a-b' is not a type name",
        "check-prefix a.b|check-prefix: 'a.b' is not a method name",
        "release-word Halt|release-word: 'Halt' is not in lower case",
        "log-name|log-name: the name is missing",
        "log-type com.acme.Journal|log-type: 'com.acme.Journal' is not a method name",
        "listener-type a b|listener-type: 'b' is one word too many",
        "callback-type 1|callback-type: '1' is not a type name",
        "callback-package com.acme.|callback-package: 'com.acme.' is not a package name",
        "harmless-package|harmless-package: the package is missing",
        "mistake-type a-b|mistake-type: 'a-b' is not a type name",
        "end-prefix a.b|end-prefix: 'a.b' is not a method name",
        "preferred-end|preferred-end: the name is missing",
        "end-hook a b|end-hook: 'b' is one word too many"
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
