package dev.loosethread.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class TreePathsTest {
  private final CompilationUnitTree unit = parsed("class A { int a; } class B { int b; }");
  private final ClassTree first = (ClassTree) unit.getTypeDecls().get(0);
  private final ClassTree second = (ClassTree) unit.getTypeDecls().get(1);
  private final TreePaths paths = TreePaths.below(new TreePath(new TreePath(unit), first));

  private static CompilationUnitTree parsed(String source) {
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("mem:///A.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreErrors) {
            return source;
          }
        };
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, List.of(file));
    try {
      return task.parse().iterator().next();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theRootAndWhatIsBelowItHavePathsThatBeginAtTheUnit() {
    Tree field = first.getMembers().get(0);

    assertThat(paths.path(first)).containsExactly(first, unit);
    assertThat(paths.path(field)).containsExactly(field, first, unit);
  }

  @Test
  void aTreeElsewhereHasNoPath() {
    assertThat(paths.path(second)).isNull();
    assertThat(paths.path(second.getMembers().get(0))).isNull();
  }
}
