package dev.loosethread.spotbugs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.loosethread.bytecode.BytecodeSite;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The {@code @SuppressWarnings} annotations of one source file. They are not in class files (JLS
 * 9.6.4.5), so this needs the source, and the compiler of a JDK to parse it.
 */
final class SourceSuppressions {
  /**
   * One annotated declaration.
   *
   * @param type binary name of the class that is annotated, or that the member is declared in; ""
   *     in a local or anonymous class, whose name only the compiler knows
   * @param member the annotated method or field; "" for a class or a local variable
   */
  private record Suppression(
      Set<String> names, Tree.Kind kind, String type, String member, long first, long last) {}

  private final List<Suppression> suppressions = new ArrayList<>();

  private SourceSuppressions() {}

  /** Those of this text; none if it cannot be parsed, or if there is no compiler. */
  static SourceSuppressions of(String source) {
    SourceSuppressions found = new SourceSuppressions();
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

  /** Whether a declaration around the site, or the field itself, carries one of the names. */
  boolean suppress(BytecodeSite site, Set<String> names) {
    return suppressions.stream()
        .anyMatch(s -> s.names().stream().anyMatch(names::contains) && covers(s, site));
  }

  private static boolean covers(Suppression suppression, BytecodeSite site) {
    boolean isInside = suppression.first() <= site.line() && site.line() <= suppression.last();
    boolean isSameType = site.type().equals(suppression.type());
    return switch (suppression.kind()) {
      case CLASS -> isSameType || isInside || site.type().startsWith(suppression.type() + "$");
      // Several methods may share a line.
      case METHOD ->
          isInside
              && site.isInMethod()
              && (!isSameType
                  || site.member().equals(suppression.member())
                  || site.member().startsWith("lambda$"));
      default ->
          suppression.member().isEmpty()
              ? isInside && site.isInMethod()
              : isSameType && site.member().equals(suppression.member())
                  || isInside && site.isInMethod();
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

  /** Keeps what the declarations of a file are annotated with. */
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
      super.visitClass(tree, unused);
      type = outer;
      return null;
    }

    @Override
    public Void visitMethod(MethodTree tree, Void unused) {
      keep(tree.getModifiers(), tree, Tree.Kind.METHOD, tree.getName().toString());
      return super.visitMethod(tree, unused);
    }

    @Override
    public Void visitVariable(VariableTree tree, Void unused) {
      boolean isField = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree;
      keep(tree.getModifiers(), tree, Tree.Kind.VARIABLE, isField ? tree.getName().toString() : "");
      return super.visitVariable(tree, unused);
    }

    private void keep(ModifiersTree modifiers, Tree tree, Tree.Kind kind, String member) {
      Set<String> names = new LinkedHashSet<>();
      for (AnnotationTree annotation : modifiers.getAnnotations()) {
        String name = annotation.getAnnotationType().toString();
        if (name.equals("SuppressWarnings") || name.equals("java.lang.SuppressWarnings")) {
          annotation.getArguments().forEach(argument -> addStrings(argument, names));
        }
      }
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

    private void addStrings(ExpressionTree value, Set<String> into) {
      if (value instanceof AssignmentTree assignment) {
        addStrings(assignment.getExpression(), into);
      } else if (value instanceof NewArrayTree array && array.getInitializers() != null) {
        array.getInitializers().forEach(v -> addStrings(v, into));
      } else if (value instanceof LiteralTree literal && literal.getValue() instanceof String s) {
        into.add(s);
      }
    }
  }
}
