package dev.loosethread.bench.fixes;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The declarations of one source, which places keep their names by when lines move. */
final class Declarations {
  private final List<Declared> all = new ArrayList<>();
  private CompilationUnitTree unit;

  private record Declared(String path, long start, long end) {}

  private Declarations() {}

  /** The classes, methods and fields; none if nothing parses. */
  static Declarations of(String source) {
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, error -> {}, List.of("-proc:none"), null, List.of(file));
    Declarations declarations = new Declarations();
    try {
      for (CompilationUnitTree parsed : task.parse()) {
        declarations.unit = parsed;
        declarations.new Finder(Trees.instance(task).getSourcePositions()).scan(parsed, "");
      }
    } catch (IOException e) {
      return new Declarations();
    }
    return declarations;
  }

  /**
   * Returns the innermost declaration at a place, such as {@code Outer.Inner.run(int)} or {@code
   * Outer.pool}; "" if there is none.
   *
   * @param line counted from 1
   * @param column counted from 1; 0 if unknown
   */
  String at(int line, int column) {
    if (unit == null || line < 1) {
      return "";
    }
    long first;
    try {
      first = unit.getLineMap().getStartPosition(line);
    } catch (IndexOutOfBoundsException e) {
      return "";
    }
    long position = first + Math.max(0, column - 1);
    String path = "";
    long smallest = Long.MAX_VALUE;
    for (Declared declared : all) {
      boolean isAround = declared.start() <= position && position < declared.end();
      // Without a column, whatever begins on the line.
      boolean begins = column == 0 && lineOf(declared.start()) == line;
      long size = declared.end() - declared.start();
      if ((isAround || begins) && size <= smallest) {
        path = declared.path();
        smallest = size;
      }
    }
    return path;
  }

  private long lineOf(long position) {
    return unit.getLineMap().getLineNumber(position);
  }

  private final class Finder extends TreePathScanner<Void, String> {
    private final SourcePositions positions;

    Finder(SourcePositions positions) {
      this.positions = positions;
    }

    @Override
    public Void visitClass(ClassTree type, String outer) {
      String name = type.getSimpleName().toString();
      return super.visitClass(type, add(type, outer, name.isEmpty() ? "<anonymous>" : name));
    }

    @Override
    public Void visitMethod(MethodTree method, String outer) {
      String parameters =
          method.getParameters().stream()
              .map(parameter -> parameter.getType().toString())
              .collect(Collectors.joining(","));
      return super.visitMethod(
          method, add(method, outer, method.getName() + "(" + parameters + ")"));
    }

    @Override
    public Void visitVariable(VariableTree variable, String outer) {
      boolean isField = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree;
      return super.visitVariable(
          variable, isField ? add(variable, outer, variable.getName().toString()) : outer);
    }

    private String add(Tree tree, String outer, String name) {
      String path = outer.isEmpty() ? name : outer + "." + name;
      long start = positions.getStartPosition(unit, tree);
      long end = positions.getEndPosition(unit, tree);
      // A default constructor and the like have no place.
      if (start >= 0 && end >= start) {
        all.add(new Declared(path, start, end));
      }
      return path;
    }
  }
}
