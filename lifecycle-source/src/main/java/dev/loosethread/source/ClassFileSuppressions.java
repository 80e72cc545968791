package dev.loosethread.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
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
import java.util.Set;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Tells whether a place in a class file is suppressed by a {@code @SuppressWarnings} of its source.
 * These annotations are not in class files (JLS 9.6.4.5), so this needs the source, and the
 * compiler of a JDK to parse it.
 */
public final class ClassFileSuppressions {
  /**
   * A place in a class file.
   *
   * @param type binary name of the class
   * @param member the method or field, or "" for the class itself
   */
  public record Place(String type, String member, boolean isInMethod, int line) {}

  /**
   * One annotated declaration.
   *
   * @param type binary name of the class that is annotated, or that the member is declared in; ""
   *     in a local or anonymous class, whose name only the compiler knows
   * @param member the annotated method or field; "" for a class or a local variable
   */
  private record Suppression(
      SuppressedNames names, Tree.Kind kind, String type, String member, long first, long last) {}

  private final List<Suppression> suppressions = new ArrayList<>();

  private ClassFileSuppressions() {}

  /** Returns those of a text, as far as it can be parsed: none if there is no compiler. */
  public static ClassFileSuppressions of(String source) {
    ClassFileSuppressions found = new ClassFileSuppressions();
    if (source.contains("SuppressWarnings")) {
      try {
        found.parse(source);
      } catch (IOException | RuntimeException | LinkageError e) {
        // Without a compiler, or with one that is too old for the source, nothing is suppressed.
        found.suppressions.clear();
      }
    }
    return found;
  }

  /**
   * Returns true if a declaration around a place, or the field itself, carries a suppression.
   *
   * @param patterns the names that the pattern has
   */
  public boolean cover(Place place, Set<String> patterns) {
    return suppressions.stream()
        .anyMatch(s -> patterns.stream().anyMatch(s.names()::cover) && isIn(place, s));
  }

  private static boolean isIn(Place place, Suppression suppression) {
    boolean isInside = suppression.first() <= place.line() && place.line() <= suppression.last();
    boolean isSameType = place.type().equals(suppression.type());
    return switch (suppression.kind()) {
      case CLASS -> isSameType || isInside || place.type().startsWith(suppression.type() + "$");
      // Several methods may share a line.
      case METHOD ->
          isInside
              && place.isInMethod()
              && (!isSameType
                  || place.member().equals(suppression.member())
                  || place.member().startsWith("lambda$"));
      default ->
          suppression.member().isEmpty()
              ? isInside && place.isInMethod()
              : (isSameType && place.member().equals(suppression.member()))
                  || (isInside && place.isInMethod());
    };
  }

  private void parse(String source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      return;
    }
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null,
                null,
                new DiagnosticCollector<>(),
                List.of("-proc:none"),
                null,
                List.of(file));
    SourcePositions positions = Trees.instance(task).getSourcePositions();
    for (CompilationUnitTree unit : task.parse()) {
      new Declarations(unit, positions).scan(unit, null);
    }
  }

  /** Collects the annotated declarations of a file. */
  private final class Declarations extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private String type = "";

    Declarations(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public Void visitClass(ClassTree tree, Void unused) {
      String outer = type;
      boolean isTopLevel = getCurrentPath().getParentPath().getLeaf() == unit;
      boolean isMember =
          getCurrentPath().getParentPath().getLeaf() instanceof ClassTree && !outer.isEmpty();
      String home = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
      type =
          isTopLevel
              ? home + tree.getSimpleName()
              : isMember ? outer + "$" + tree.getSimpleName() : "";
      keep(tree.getModifiers(), tree, Tree.Kind.CLASS, "");
      super.visitClass(tree, null);
      type = outer;
      return null;
    }

    @Override
    public Void visitMethod(MethodTree tree, Void unused) {
      keep(tree.getModifiers(), tree, Tree.Kind.METHOD, tree.getName().toString());
      return super.visitMethod(tree, null);
    }

    @Override
    public Void visitVariable(VariableTree tree, Void unused) {
      boolean isField = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree;
      keep(tree.getModifiers(), tree, Tree.Kind.VARIABLE, isField ? tree.getName().toString() : "");
      return super.visitVariable(tree, null);
    }

    private void keep(ModifiersTree modifiers, Tree tree, Tree.Kind kind, String member) {
      SuppressedNames names = SuppressedNames.of(modifiers);
      if (!names.isEmpty()) {
        suppressions.add(
            new Suppression(
                names,
                kind,
                type,
                member,
                unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree)),
                unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree))));
      }
    }
  }
}
