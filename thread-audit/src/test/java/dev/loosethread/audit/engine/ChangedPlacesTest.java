package dev.loosethread.audit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.util.JavacTask;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import java.net.URI;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which fixes can be applied in one run. */
class ChangedPlacesTest {
  private final ChangedPlaces places = new ChangedPlaces();
  private JCCompilationUnit unit;

  @BeforeEach
  void parse() throws Exception {
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///A.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoresErrors) {
            return "class A {}";
          }
        };
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, null, null, List.of(file));
    unit = (JCCompilationUnit) task.parse().iterator().next();
  }

  private static SuggestedFix replace(int from, int to, String text) {
    return SuggestedFix.replace(from, to, text);
  }

  @Test
  void changesOfDifferentPlacesGoTogether() {
    assertThat(places.add(replace(0, 5, "interface"), unit)).isTrue();
    assertThat(places.add(replace(6, 7, "B"), unit)).isTrue();
  }

  @Test
  void changeWithinAnotherDoesNot() {
    assertThat(places.add(replace(0, 7, "interface B"), unit)).isTrue();
    assertThat(places.add(replace(6, 7, "C"), unit)).isFalse();
    assertThat(places.add(replace(6, 6, "C"), unit)).isFalse();
  }

  @Test
  void fixThatWasTurnedDownChangesNothing() {
    places.add(replace(0, 5, "interface"), unit);
    SuggestedFix both = SuggestedFix.builder().replace(0, 5, "enum").replace(6, 7, "B").build();
    assertThat(places.add(both, unit)).isFalse();
    assertThat(places.add(replace(6, 7, "C"), unit)).isTrue();
  }

  @Test
  void insertionsAtOnePlaceAndEqualChangesGoTogether() {
    assertThat(places.add(replace(9, 9, "int a;"), unit)).isTrue();
    assertThat(places.add(replace(9, 9, "int b;"), unit)).isTrue();
    assertThat(places.add(replace(6, 7, "B"), unit)).isTrue();
    assertThat(places.add(replace(6, 7, "B"), unit)).isTrue();
  }
}
