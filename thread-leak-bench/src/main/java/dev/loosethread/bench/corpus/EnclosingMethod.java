package dev.loosethread.bench.corpus;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The method that a line of a source is in.
 *
 * @param name of the method, or of the class if it is a constructor
 * @param line that its declaration begins at
 */
record EnclosingMethod(String name, boolean isConstructor, long line) {
  /** Returns what a call of a method of this name looks like; other methods may have it too. */
  Pattern calls() {
    String quoted = Pattern.quote(name);
    return Pattern.compile(
        isConstructor
            ? "\\bnew\\s+" + quoted + "\\s*[(<]|\\b" + quoted + "::new\\b"
            : "\\b" + quoted + "\\s*\\(|::" + quoted + "\\b");
  }

  /** The innermost method that has this line; none if it is in no method, or nothing parses. */
  static Optional<EnclosingMethod> at(String source, int line) {
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
    Finder finder = new Finder(Trees.instance(task).getSourcePositions(), line);
    try {
      for (CompilationUnitTree unit : task.parse()) {
        finder.scan(unit, null);
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.ofNullable(finder.found);
  }

  private static final class Finder extends TreePathScanner<Void, Void> {
    private final SourcePositions positions;
    private final int wanted;
    private EnclosingMethod found;

    Finder(SourcePositions positions, int wanted) {
      this.positions = positions;
      this.wanted = wanted;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      long first = line(positions.getStartPosition(unit(), method));
      if (first <= wanted && wanted <= line(positions.getEndPosition(unit(), method))) {
        boolean isConstructor = method.getName().contentEquals("<init>");
        found =
            new EnclosingMethod(
                isConstructor ? outerName() : method.getName().toString(), isConstructor, first);
      }
      return super.visitMethod(method, null);
    }

    private CompilationUnitTree unit() {
      return getCurrentPath().getCompilationUnit();
    }

    private long line(long position) {
      return position < 0 ? 0 : unit().getLineMap().getLineNumber(position);
    }

    private String outerName() {
      Tree outer = getCurrentPath().getParentPath().getLeaf();
      return outer instanceof ClassTree type ? type.getSimpleName().toString() : "";
    }
  }
}
