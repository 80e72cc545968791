package dev.loosethread.fixes.text;

import com.google.errorprone.VisitorState;
import com.google.errorprone.apply.DescriptionBasedDiff;
import com.google.errorprone.apply.ImportOrganizer;
import com.google.errorprone.apply.SourceFile;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import com.sun.tools.javac.api.JavacTaskImpl;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.source.SourceFrontEnd;
import java.net.URI;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** An attributed source file that exists in memory only. */
public final class JavaSource {
  private final String text;
  private final JavacTaskImpl task;
  private final CompilationUnitTree unit;

  private JavaSource(String text, JavacTaskImpl task, CompilationUnitTree unit) {
    this.text = text;
    this.task = task;
    this.unit = unit;
  }

  /** Reads a file whose first class is named A. */
  public static JavaSource of(String text) {
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("mem:///A.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
          }
        };
    JavacTaskImpl task =
        (JavacTaskImpl)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, List.of(file));
    CompilationUnitTree unit = task.parse().iterator().next();
    task.analyze();
    return new JavaSource(text, task, unit);
  }

  /** Returns a state at the first class. */
  public VisitorState state() {
    return VisitorState.createForUtilityPurposes(task.getContext())
        .withPath(new TreePath(new TreePath(unit), type()));
  }

  /** Returns the first class. */
  public ClassTree type() {
    return (ClassTree) unit.getTypeDecls().get(0);
  }

  /** Returns the first tree of a kind in the first class. */
  public <T extends Tree> T first(Class<T> kind) {
    return new TreeScanner<T, Void>() {
      @Override
      public T scan(Tree tree, Void unused) {
        return kind.isInstance(tree) ? kind.cast(tree) : super.scan(tree, null);
      }

      @Override
      public T reduce(T first, T second) {
        return first == null ? second : first;
      }
    }.scan(type().getMembers(), null);
  }

  /** Returns the facts of the first class. */
  public ClassFacts facts() {
    return SourceFrontEnd.of(Trees.instance(task), task.getElements()).read(unit, type());
  }

  /** Returns the text after fixes, which are applied together. */
  public String after(SuggestedFix... fixes) {
    SourceFile file = new SourceFile("A.java", text);
    DescriptionBasedDiff diff =
        DescriptionBasedDiff.create(
            (JCCompilationUnit) unit, ImportOrganizer.STATIC_FIRST_ORGANIZER);
    for (SuggestedFix fix : fixes) {
      diff.handleFix(fix);
    }
    diff.applyDifferences(file);
    return file.getSourceText();
  }
}
