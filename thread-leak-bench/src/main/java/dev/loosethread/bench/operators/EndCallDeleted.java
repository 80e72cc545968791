package dev.loosethread.bench.operators;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** An end method no longer calls the one that ends an owner, its own helper or its superclass's. */
final class EndCallDeleted implements Operator {
  @Override
  public String name() {
    return "end-call-deleted";
  }

  @Override
  public Set<String> fitting() {
    return Fitting.FIELD;
  }

  @Override
  public void find(SourceUnit unit, Consumer<Candidate> candidates) {
    InOrder found = new InOrder();
    new EndCalls(unit, found).scan(unit.tree(), null);
    found.tell(candidates);
  }

  private static boolean isOnThis(MethodInvocationTree call) {
    return call.getMethodSelect() instanceof IdentifierTree
        || (call.getMethodSelect() instanceof MemberSelectTree select
            && select.getExpression() instanceof IdentifierTree receiver
            && receiver.getName().contentEquals("this"));
  }

  private static boolean isOnSuper(MethodInvocationTree call) {
    return call.getMethodSelect() instanceof MemberSelectTree select
        && select.getExpression() instanceof IdentifierTree receiver
        && receiver.getName().contentEquals("super");
  }

  /** Returns whether a class, or one above it, has a field that holds an owner. */
  private static boolean keepsOwner(SourceUnit unit, TypeMirror type) {
    TypeMirror at = type;
    while (at instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element) {
      if (ElementFilter.fieldsIn(element.getEnclosedElements()).stream()
          .filter(field -> !field.getModifiers().contains(Modifier.STATIC))
          .anyMatch(field -> Vocabulary.isOwner(unit, field.asType()))) {
        return true;
      }
      at = element.getSuperclass();
    }
    return false;
  }

  /** Finds the calls that may be deleted. */
  private static final class EndCalls extends TreePathScanner<Void, Void> {
    private final SourceUnit unit;
    private final Releases releases;
    private final InOrder found;

    EndCalls(SourceUnit unit, InOrder found) {
      this.unit = unit;
      this.releases = new Releases(unit, Handle.OWNER);
      this.found = found;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree node, Void unused) {
      MethodTree method = SourceUnit.enclosingMethod(getCurrentPath());
      if (method != null
          && Vocabulary.isEndMethod(method)
          && getCurrentPath().getParentPath().getLeaf() instanceof ExpressionStatementTree
          && unit.element(node.getMethodSelect()) instanceof ExecutableElement called
          && Vocabulary.isEndName(called.getSimpleName())) {
        if (isOnSuper(node)) {
          addSuper(method, called);
        } else if (isOnThis(node)) {
          addOwn(method, called);
        }
      }
      return super.visitMethodInvocation(node, null);
    }

    private void addSuper(MethodTree method, ExecutableElement called) {
      if (keepsOwner(unit, called.getEnclosingElement().asType())) {
        add(
            new Anchors(unit, releases.declarations())
                .header(SourceUnit.enclosingClass(getCurrentPath())),
            method);
      }
    }

    private void addOwn(MethodTree method, ExecutableElement called) {
      TreePath declaration = releases.declarations().declaration(called);
      // Others may call what is public.
      if (declaration == null
          || called.getModifiers().contains(Modifier.PUBLIC)
          || declaration.getLeaf() == method
          || unit.uses(called).size() != 1
          || declaration.getParentPath().getLeaf() != SourceUnit.enclosingClass(getCurrentPath())) {
        return;
      }
      List<Release> ended =
          releases.all().stream()
              .filter(release -> release.method() == declaration.getLeaf())
              .filter(release -> release.isCertain() && release.isOfField())
              .filter(release -> isOnlyThere(release))
              .toList();
      if (!ended.isEmpty()) {
        Anchors anchors = new Anchors(unit, releases.declarations()).header(declaration.getLeaf());
        ended.forEach(release -> anchors.variable(release.variable()));
        add(anchors, method);
      }
    }

    private boolean isOnlyThere(Release release) {
      return releases.of(release.variable()).stream()
          .allMatch(other -> other.method() == release.method());
    }

    private void add(Anchors anchors, MethodTree method) {
      found.add(
          new Candidate(
              unit.start(getCurrentPath().getLeaf()),
              unit.text(getCurrentPath().getLeaf()),
              new Removal(unit).ofAll(List.of(getCurrentPath())),
              anchors.header(method).tree(getCurrentPath().getLeaf()).lines()));
    }
  }
}
