package dev.loosethread.bench.operators;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;

/** The declarations and assignments of a file, and the variables that are aliases of others. */
final class Declarations {
  /** Longer chains of locals are not worth following, and a circle ends. */
  private static final int MOST_STEPS = 8;

  private final SourceUnit unit;
  private final Handle handle;
  private final Map<Element, TreePath> declarations = new HashMap<>();
  private final Map<Element, List<TreePath>> values = new HashMap<>();
  private final Map<Element, TreePath> containers = new HashMap<>();

  Declarations(SourceUnit unit, Handle handle) {
    this.unit = unit;
    this.handle = handle;
    new Scanner().scan(unit.tree(), null);
  }

  /**
   * The variable that an expression's value comes from.
   *
   * @param isElement whether it is an element of the variable's value, not that itself
   */
  record Origin(VariableElement variable, boolean isElement) {}

  /** Returns where a variable or method is declared; null if in another file. */
  TreePath declaration(Element element) {
    return declarations.get(element);
  }

  /** The expressions assigned to a variable, also by its declaration, without {@code null}. */
  List<TreePath> values(Element variable) {
    return values.getOrDefault(variable, List.of());
  }

  /**
   * Returns what an expression names: a variable, or the one that a local only stands for, or a
   * collection that it is taken from.
   */
  Optional<Origin> origin(TreePath expression) {
    return origin(expression, MOST_STEPS);
  }

  private Optional<Origin> origin(TreePath path, int steps) {
    if (steps == 0) {
      return Optional.empty();
    }
    Tree leaf = path.getLeaf();
    if (leaf instanceof ParenthesizedTree inner) {
      return origin(child(path, inner.getExpression()), steps);
    }
    if (leaf instanceof TypeCastTree cast) {
      return origin(child(path, cast.getExpression()), steps);
    }
    if (leaf instanceof IdentifierTree || leaf instanceof MemberSelectTree) {
      return unit.element(leaf) instanceof VariableElement variable
          ? Optional.of(origin(variable, steps))
          : Optional.empty();
    }
    ExpressionTree container = container(leaf);
    return container == null ? Optional.empty() : element(child(path, container), steps);
  }

  /** Returns what the value of a call, of an array access or of a copy is taken from. */
  private ExpressionTree container(Tree tree) {
    if (tree instanceof ArrayAccessTree access) {
      return access.getExpression();
    }
    if (tree instanceof MethodInvocationTree call) {
      boolean isOfObject =
          call.getMethodSelect() instanceof MemberSelectTree select
              && (unit.element(select.getExpression()) == null
                  || unit.element(select.getExpression()) instanceof VariableElement
                  || select.getExpression() instanceof MethodInvocationTree);
      if (isOfObject) {
        return ((MemberSelectTree) call.getMethodSelect()).getExpression();
      }
    }
    // A copy, or a view; a single one is made of its arguments, not taken from them.
    if (handle.matches(unit, unit.type(tree))) {
      return null;
    }
    List<? extends ExpressionTree> arguments =
        tree instanceof MethodInvocationTree call
            ? call.getArguments()
            : tree instanceof NewClassTree copy ? copy.getArguments() : List.of();
    return arguments.isEmpty() ? null : arguments.get(0);
  }

  private Optional<Origin> element(TreePath container, int steps) {
    return origin(container, steps - 1)
        .filter(from -> handle.isContainer(unit, from.variable().asType()))
        .map(from -> new Origin(from.variable(), true));
  }

  private Origin origin(VariableElement variable, int steps) {
    Origin itself = new Origin(variable, false);
    if (variable.getKind() == ElementKind.FIELD) {
      return itself;
    }
    if (containers.containsKey(variable)) {
      return element(containers.get(variable), steps).orElse(itself);
    }
    if (variable.getKind() == ElementKind.PARAMETER) {
      return itself;
    }
    Origin only = null;
    for (TreePath value : values(variable)) {
      Optional<Origin> from = origin(value, steps - 1);
      if (from.isEmpty() || (only != null && !only.equals(from.get()))) {
        return itself;
      }
      only = from.get();
    }
    return only == null ? itself : only;
  }

  static TreePath child(TreePath parent, Tree child) {
    return new TreePath(parent, child);
  }

  private final class Scanner extends TreePathScanner<Void, Void> {
    @Override
    public Void visitVariable(VariableTree node, Void unused) {
      Element element = unit.element(node);
      declarations.put(element, getCurrentPath());
      addValue(element, node.getInitializer());
      return super.visitVariable(node, null);
    }

    @Override
    public Void visitMethod(MethodTree node, Void unused) {
      declarations.put(unit.element(node), getCurrentPath());
      return super.visitMethod(node, null);
    }

    @Override
    public Void visitAssignment(AssignmentTree node, Void unused) {
      unit.variable(node.getVariable())
          .ifPresent(variable -> addValue(variable, node.getExpression()));
      return super.visitAssignment(node, null);
    }

    @Override
    public Void visitEnhancedForLoop(EnhancedForLoopTree node, Void unused) {
      containers.put(
          unit.element(node.getVariable()), child(getCurrentPath(), node.getExpression()));
      return super.visitEnhancedForLoop(node, null);
    }

    @Override
    public Void visitLambdaExpression(LambdaExpressionTree node, Void unused) {
      TreePath parent = getCurrentPath().getParentPath();
      if (parent.getLeaf() instanceof MethodInvocationTree call
          && call.getMethodSelect() instanceof MemberSelectTree select) {
        TreePath receiver = child(child(parent, select), select.getExpression());
        node.getParameters().forEach(it -> containers.put(unit.element(it), receiver));
      }
      return super.visitLambdaExpression(node, null);
    }

    private void addValue(Element variable, ExpressionTree value) {
      if (variable != null && value != null && value.getKind() != Tree.Kind.NULL_LITERAL) {
        values
            .computeIfAbsent(variable, v -> new ArrayList<>())
            .add(child(getCurrentPath(), value));
      }
    }
  }
}
