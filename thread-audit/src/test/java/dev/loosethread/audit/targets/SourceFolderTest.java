package dev.loosethread.audit.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loosethread.audit.Audited;
import dev.loosethread.audit.engine.Problems;
import dev.loosethread.audit.engine.SourceSet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found in a folder of sources that nothing is known of. */
class SourceFolderTest {
  @TempDir Path folder;
  private final Problems problems = new Problems();

  private List<SourceSet> read() {
    return new SourceFolder(problems).read(folder);
  }

  @Test
  void rootsAreWherePackagesBegin() {
    Audited.write(folder, "one/src/main/java/a/b/A.java", "package a.b;\nclass A {}");
    Audited.write(folder, "two/a/B.java", "/* Head. */\npackage a;\nclass B {}");
    Audited.write(folder, "C.java", "class C {}");

    assertThat(read())
        .extracting(SourceSet::module)
        .containsExactly(folder.getFileName().toString(), "one", "two");
    assertThat(read().get(2).sourcePath())
        .startsWith(folder.resolve("two"))
        .contains(folder, folder.resolve("one/src/main/java"));
  }

  @Test
  void aFileThatIsNotWhereItsPackageSaysIsReadToo() {
    Path odd = Audited.write(folder, "odd/A.java", "package somewhere.other;\nclass A {}");

    assertThat(read()).singleElement().extracting(SourceSet::files).isEqualTo(List.of(odd));
  }

  @Test
  void testsAreToldByTheirFolder() {
    Audited.write(folder, "src/main/java/a/A.java", "package a; class A {}");
    Audited.write(folder, "src/test/java/a/ATest.java", "package a; class ATest {}");
    Audited.write(folder, "src/integrationTest/java/a/BTest.java", "package a; class BTest {}");
    Audited.write(folder, "src/main/java/a/test/C.java", "package a.test; class C {}");

    assertThat(read())
        .extracting(set -> folder.relativize(set.sourcePath().get(0)) + " " + set.isTest())
        .containsExactly(
            "src/integrationTest/java true", "src/main/java false", "src/test/java true");
  }

  @Test
  void whatBuildsMakeAndWhatHidesIsLeftOut() {
    Audited.write(folder, "a/A.java", "package a; class A {}");
    Audited.write(folder, "target/x/X.java", "package x; class X {}");
    Audited.write(folder, ".hidden/x/X.java", "package x; class X {}");
    Audited.write(folder, "src/main/java/a/build/B.java", "package a.build; class B {}");
    Audited.write(folder, "a/module-info.java", "module a {}");

    assertThat(read())
        .flatExtracting(SourceSet::files)
        .extracting(file -> folder.relativize(file).toString())
        .containsExactly("a/A.java", "src/main/java/a/build/B.java");
  }
}
