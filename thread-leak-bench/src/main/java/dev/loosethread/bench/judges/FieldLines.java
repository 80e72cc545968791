package dev.loosethread.bench.judges;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The lines of field declarations, which class files do not contain. */
final class FieldLines {
  private FieldLines() {}

  /**
   * The line of a field's declaration; 0 if there is none.
   *
   * @param type the simple name of its class
   */
  static int line(Path source, String type, String field) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  Writer.nullWriter(),
                  files,
                  diagnostic -> {},
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjects(source));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      int[] line = new int[1];
      for (CompilationUnitTree unit : task.parse()) {
        new TreeScanner<Void, Void>() {
          @Override
          public Void visitClass(ClassTree node, Void unused) {
            if (node.getSimpleName().contentEquals(type)) {
              for (Tree member : node.getMembers()) {
                if (member instanceof VariableTree variable
                    && variable.getName().contentEquals(field)) {
                  // Annotations may be on lines before.
                  long start = positions.getStartPosition(unit, variable.getType());
                  line[0] = (int) unit.getLineMap().getLineNumber(start);
                }
              }
            }
            return super.visitClass(node, null);
          }
        }.scan(unit, null);
      }
      return line[0];
    }
  }
}
