package dev.loosethread.bench.operators;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The checked exceptions that the calls of some code declare. */
final class CheckedExceptions extends TreePathScanner<Void, Void> {
  private final SourceUnit unit;
  private final List<TypeMirror> thrown = new ArrayList<>();

  private CheckedExceptions(SourceUnit unit) {
    this.unit = unit;
  }

  /** Returns what the block and the resources of a try may throw, each type once. */
  static List<TypeMirror> of(SourceUnit unit, TreePath path, TryTree statement) {
    CheckedExceptions scanner = new CheckedExceptions(unit);
    for (Tree resource : statement.getResources()) {
      scanner.scan(new TreePath(path, resource), null);
    }
    scanner.scan(new TreePath(path, statement.getBlock()), null);
    return scanner.thrown;
  }

  @Override
  public Void visitTry(TryTree node, Void unused) {
    List<TypeMirror> inner = new ArrayList<>(of(unit, getCurrentPath(), node));
    for (CatchTree clause : node.getCatches()) {
      for (Tree type : ControlFlow.caught(clause)) {
        TypeMirror caught = unit.type(type);
        inner.removeIf(each -> unit.types().isSubtype(each, caught));
      }
    }
    inner.forEach(this::add);
    scan(node.getCatches(), null);
    return scan(node.getFinallyBlock(), null);
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree node, Void unused) {
    addDeclared();
    return super.visitMethodInvocation(node, null);
  }

  @Override
  public Void visitNewClass(NewClassTree node, Void unused) {
    addDeclared();
    return super.visitNewClass(node, null);
  }

  @Override
  public Void visitThrow(ThrowTree node, Void unused) {
    add(unit.type(new TreePath(getCurrentPath(), node.getExpression())));
    return super.visitThrow(node, null);
  }

  @Override
  public Void visitClass(ClassTree node, Void unused) {
    return null;
  }

  @Override
  public Void visitLambdaExpression(LambdaExpressionTree node, Void unused) {
    return null;
  }

  private void addDeclared() {
    if (unit.trees().getElement(getCurrentPath()) instanceof ExecutableElement called) {
      called.getThrownTypes().forEach(this::add);
    }
  }

  private void add(TypeMirror type) {
    if (type.getKind() == TypeKind.DECLARED
        && !unit.isSubtypeOfAny(type, List.of("java.lang.RuntimeException", "java.lang.Error"))
        && thrown.stream().noneMatch(other -> unit.types().isSameType(other, type))) {
      thrown.add(type);
    }
  }
}
