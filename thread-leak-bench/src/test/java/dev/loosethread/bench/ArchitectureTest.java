package dev.loosethread.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.loosethread.workbench.Build;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which package may use which, in all modules. It stands in the last module of the build, which is
 * made when all the others are.
 */
class ArchitectureTest {
  private static final String OURS = "dev.loosethread";
  private static JavaClasses all;

  @BeforeAll
  static void readTheClassesOfAllModules() throws IOException {
    try (Stream<Path> modules = Files.list(Build.root())) {
      List<Path> folders =
          modules
              .map(module -> module.resolve("target/classes"))
              .filter(folder -> Files.isDirectory(folder.resolve("dev/loosethread")))
              .toList();
      all = new ClassFileImporter().importPaths(folders);
    }
  }

  /** A package, and the other packages of ours that it may use, with all that is in them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model.facts           |
          model.flow            | model.facts
          model.catalogue       | model.facts
          model.finding         | model.facts
          model.index           | model.facts model.flow model.catalogue
          model.tasks           | model.facts model.flow model.catalogue model.index model.finding
          model.ownership       | model.facts model.flow model.catalogue model.index model.finding model.tasks
          model.starts          | model.facts model.flow model.catalogue model.index model.finding model.tasks model.ownership
          model.rules           | model.facts model.flow model.catalogue model.index model.finding model.tasks model.ownership model.starts
          model.engine          | model.facts model.catalogue model.index model.finding model.rules
          source                | model bytecode
          bytecode              | model.facts model.catalogue
          application           | model bytecode
          fixes.text            | model.facts model.finding source
          fixes.release         | model.facts model.finding source fixes.text
          fixes                 | model.facts model.finding source fixes.text fixes.release
          errorprone            | model source fixes
          javac                 | model source
          spotbugs              | model source bytecode application
          audit.launches        | model
          leaks.track           |
          leaks.judge           | leaks.track
          leaks.report          | leaks.track leaks.judge
          leaks                 | leaks.track leaks.judge leaks.report
          lifecycle             |
          bench.operators       |
          """)
  void packageUsesOnly(String name, String used) {
    List<String> allowed = used == null ? List.of() : List.of(used.split(" "));
    classes()
        .that()
        .resideInAPackage(OURS + "." + name)
        .should()
        .onlyDependOnClassesThat(isForeign().or(isIn(name)).or(isBelow(allowed)))
        .check(all);
  }

  private static DescribedPredicate<JavaClass> isForeign() {
    return DescribedPredicate.not(resideInAPackage(OURS + ".."));
  }

  private static DescribedPredicate<JavaClass> isIn(String name) {
    return resideInAPackage(OURS + "." + name);
  }

  private static DescribedPredicate<JavaClass> isBelow(List<String> names) {
    return resideInAnyPackage(
        names.stream().map(name -> OURS + "." + name + "..").toArray(String[]::new));
  }

  @Test
  void modelKnowsNoEngineAndNoLibrary() {
    classes()
        .that()
        .resideInAPackage(OURS + ".model..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "javax.lang.model..", "org.jspecify..", OURS + ".model.."))
        .check(all);
  }

  @Test
  void noPackagesUseEachOther() {
    slices().matching(OURS + ".(**)").should().beFreeOfCycles().check(all);
  }

  @Test
  void packagesSayWhatBelongsInThem() {
    List<String> silent =
        all.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith(OURS))
            .distinct()
            .filter(name -> !isDescribed(name))
            .sorted()
            .toList();

    assertThat(silent).isEmpty();
  }

  private static boolean isDescribed(String name) {
    String file = "src/main/java/" + name.replace('.', '/') + "/package-info.java";
    try (Stream<Path> modules = Files.list(Build.root())) {
      return modules.anyMatch(module -> Files.exists(module.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
