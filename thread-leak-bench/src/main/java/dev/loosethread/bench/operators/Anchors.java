package dev.loosethread.bench.operators;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;

/** Collects the lines where a finding about an owner may stand. */
final class Anchors {
  private static final Pattern ADDING =
      Pattern.compile("(?:add|put|offer|push|set|computeIfAbsent)(?:[A-Z].*)?");

  private final SourceUnit unit;
  private final Declarations declarations;
  private final Set<Lines> lines = new LinkedHashSet<>();
  private final Set<Element> seen = new HashSet<>();

  Anchors(SourceUnit unit, Declarations declarations) {
    this.unit = unit;
    this.declarations = declarations;
  }

  List<Lines> lines() {
    return List.copyOf(lines);
  }

  /** Adds a whole tree. */
  Anchors tree(Tree part) {
    if (unit.isWritten(part)) {
      lines.add(unit.lines(part));
    }
    return this;
  }

  /** Adds what a method or class begins with. */
  Anchors header(Tree declaration) {
    if (declaration != null && unit.isWritten(declaration)) {
      lines.add(unit.headerLines(declaration));
    }
    return this;
  }

  /** Adds releases and the methods that they are in. */
  Anchors releases(List<Release> releases) {
    for (Release release : releases) {
      tree(release.path().getLeaf()).header(release.method());
    }
    return this;
  }

  /** Adds a variable's declaration, assignments and starts, and where its values come from. */
  Anchors variable(Element variable) {
    if (!seen.add(variable)) {
      return this;
    }
    TreePath declaration = declarations.declaration(variable);
    if (declaration != null) {
      tree(declaration.getLeaf());
    }
    for (TreePath value : declarations.values(variable)) {
      tree(value.getParentPath().getLeaf());
      source(value);
    }
    unit.uses(variable).stream()
        .filter(Anchors::isStarted)
        .forEach(use -> tree(use.getParentPath().getParentPath().getLeaf()));
    unit.uses(variable).forEach(this::element);
    return this;
  }

  /** Returns whether {@code start()} is called on what this names. */
  static boolean isStarted(TreePath use) {
    return use.getParentPath().getLeaf() instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("start")
        && use.getParentPath().getParentPath().getLeaf() instanceof MethodInvocationTree;
  }

  /** Adds what is put into a collection, map or array. */
  private void element(TreePath use) {
    TreePath parent = use.getParentPath();
    TreePath around = parent.getParentPath();
    if (parent.getLeaf() instanceof MemberSelectTree select
        && ADDING.matcher(select.getIdentifier()).matches()
        && around.getLeaf() instanceof MethodInvocationTree call) {
      tree(call);
      call.getArguments().forEach(argument -> source(Declarations.child(around, argument)));
    } else if (parent.getLeaf() instanceof ArrayAccessTree element
        && around.getLeaf() instanceof AssignmentTree assignment
        && assignment.getVariable() == element) {
      tree(assignment);
      source(Declarations.child(around, assignment.getExpression()));
    }
    if (parent.getLeaf() instanceof ArrayAccessTree && isStarted(parent)) {
      tree(around.getParentPath().getLeaf());
    }
  }

  private void source(TreePath value) {
    if (value.getLeaf() instanceof MethodInvocationTree call) {
      TreePath factory = declarations.declaration(unit.element(call.getMethodSelect()));
      if (factory != null && seen.add(unit.element(factory.getLeaf()))) {
        header(factory.getLeaf());
        returned(factory);
      }
    }
    Element element = unit.element(value.getLeaf());
    if (element instanceof VariableElement && element.getKind() != ElementKind.FIELD) {
      variable(element);
    }
  }

  private void returned(TreePath factory) {
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitReturn(ReturnTree node, Void unused) {
        if (node.getExpression() != null
            && SourceUnit.enclosingCode(getCurrentPath()) instanceof MethodTree method
            && method == factory.getLeaf()) {
          tree(node);
          source(Declarations.child(getCurrentPath(), node.getExpression()));
        }
        return super.visitReturn(node, null);
      }
    }.scan(factory, null);
  }
}
