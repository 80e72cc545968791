package dev.loosethread.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.loosethread.source.ClassFileSuppressions.Place;
import java.net.URI;
import java.util.List;
import java.util.Set;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What {@code @SuppressWarnings} covers, in attributed and in parsed source. */
class SuppressionsTest {
  private static final String SOURCE =
      """
      package p;
      class A {
        @SuppressWarnings("One") int field = 3;
        int next = 4;
        @SuppressWarnings({"One", "Two"}) void method() {
          f(6);
        }
        @SuppressWarnings("all") static class Nested {
          int field = 9;
        }
        void local() {
          @SuppressWarnings(value = "One") int i = 12;
          f(13);
        }
        static final String NAME = "One";
        @SuppressWarnings(NAME) int constant = 16;
        void f(int i) {}
      }
      """;

  private static boolean isCovered(int line, String pattern) throws Exception {
    JavacTask task = task();
    return Suppressions.of(Trees.instance(task)).cover(place(line, task), pattern);
  }

  private static JavacTask task() {
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("mem:///A.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreErrors) {
            return SOURCE;
          }
        };
    return (JavacTask)
        ToolProvider.getSystemJavaCompiler()
            .getTask(null, null, null, List.of("-proc:none"), null, List.of(file));
  }

  /** Returns the literal that names its own line. */
  private static TreePath place(int line, JavacTask task) throws Exception {
    CompilationUnitTree unit = task.parse().iterator().next();
    task.analyze();
    TreePath[] place = {null};
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitLiteral(LiteralTree literal, Void unused) {
        if (literal.getValue().equals(line)) {
          place[0] = getCurrentPath();
        }
        return null;
      }
    }.scan(unit, null);
    return place[0];
  }

  private static boolean isCovered(Place place, String... names) {
    return ClassFileSuppressions.of(SOURCE).cover(place, Set.of(names));
  }

  @Test
  void declarationIsCoveredWithAllThatIsInIt_forTheNamesThatItNames() throws Exception {
    assertThat(isCovered(3, "One")).isTrue();
    assertThat(isCovered(3, "Two")).isFalse();
    assertThat(isCovered(4, "One")).isFalse();
    assertThat(isCovered(6, "Two")).isTrue();
    assertThat(isCovered(12, "One")).isTrue();
    assertThat(isCovered(13, "One")).isFalse();
  }

  @Test
  void allCoversEveryPattern() throws Exception {
    assertThat(isCovered(9, "One")).isTrue();
    assertThat(isCovered(new Place("p.A$Nested", "field", false, 9), "LT_ONE")).isTrue();
  }

  @Test
  void constantIsKnown_whereTypesAre() throws Exception {
    assertThat(isCovered(16, "One")).isTrue();
    assertThat(isCovered(new Place("p.A", "constant", false, 16), "One")).isFalse();
  }

  @Test
  void placeInAClassFileIsCoveredByTheDeclarationsAroundItsLine() {
    assertThat(isCovered(new Place("p.A", "field", false, 0), "One", "LT_ONE")).isTrue();
    assertThat(isCovered(new Place("p.A", "next", false, 0), "One")).isFalse();
    assertThat(isCovered(new Place("p.A", "method", true, 6), "Two")).isTrue();
    assertThat(isCovered(new Place("p.A", "f", true, 6), "Two")).isFalse();
    assertThat(isCovered(new Place("p.A", "local", true, 12), "One")).isTrue();
    assertThat(isCovered(new Place("p.A", "local", true, 13), "One")).isFalse();
  }

  @Test
  void engineMayAnswerForSingleDeclarations() throws Exception {
    Suppressions ofClasses =
        (declaration, pattern) -> declaration.getLeaf() instanceof ClassTree && pattern.equals("X");
    TreePath place = place(13, task());
    assertThat(ofClasses.cover(place, "X")).isTrue();
    assertThat(ofClasses.cover(place, "Y")).isFalse();
    assertThat(ofClasses.cover(null, "X")).isFalse();
    assertThat(Suppressions.NONE.cover(place, "X")).isFalse();
  }

  @Test
  void textWithoutDeclarationsSuppressesNothing() {
    assertThat(
            ClassFileSuppressions.of("@SuppressWarnings(\"One\")")
                .cover(new Place("A", "", false, 1), Set.of("One")))
        .isFalse();
  }
}
