package dev.loosethread.bench.operators;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.loosethread.bench.operators.StartGuard.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;

/** Finds start guards. */
final class StartGuards {
  private StartGuards() {}

  /** All guards of a file; one for each if. */
  static List<StartGuard> in(SourceUnit unit) {
    List<StartGuard> guards = new ArrayList<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitIf(IfTree node, Void unused) {
        find(unit, getCurrentPath()).ifPresent(guards::add);
        return super.visitIf(node, null);
      }
    }.scan(unit.tree(), null);
    return guards;
  }

  private static Optional<StartGuard> find(SourceUnit unit, TreePath choice) {
    TreePath method = choice.getParentPath();
    while (method != null && !ControlFlow.isOtherCode(method.getLeaf())) {
      method = method.getParentPath();
    }
    if (method == null
        || !(method.getLeaf() instanceof MethodTree code)
        || code.getReturnType() == null
        || Vocabulary.isEndMethod(code)) {
      return Optional.empty();
    }
    boolean refuses = ControlFlow.refuses(choice) && ControlFlow.isInBlock(choice);
    TreePath condition = new TreePath(choice, ((IfTree) choice.getLeaf()).getCondition());
    for (TreePath term : terms(condition, Tree.Kind.CONDITIONAL_AND)) {
      Optional<StartGuard> found = guard(unit, method, choice, term, refuses, true);
      if (found.isPresent()) {
        return found;
      }
    }
    for (TreePath term : terms(condition, Tree.Kind.CONDITIONAL_OR)) {
      Optional<StartGuard> found = guard(unit, method, choice, term, refuses, false);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static List<TreePath> terms(TreePath condition, Tree.Kind joined) {
    TreePath plain = ControlFlow.plain(condition);
    if (plain.getLeaf().getKind() != joined) {
      return List.of(plain);
    }
    BinaryTree both = (BinaryTree) plain.getLeaf();
    List<TreePath> terms =
        new ArrayList<>(terms(new TreePath(plain, both.getLeftOperand()), joined));
    terms.addAll(terms(new TreePath(plain, both.getRightOperand()), joined));
    return terms;
  }

  /**
   * @param conjunct whether all terms of the condition have to hold
   */
  private static Optional<StartGuard> guard(
      SourceUnit unit,
      TreePath method,
      TreePath choice,
      TreePath term,
      boolean refuses,
      boolean conjunct) {
    boolean whole = StartGuard.isWhole(choice, term);
    TreePath asked = term;
    boolean holds = true;
    while (asked.getLeaf() instanceof UnaryTree not
        && not.getKind() == Tree.Kind.LOGICAL_COMPLEMENT) {
      asked = ControlFlow.plain(new TreePath(asked, not.getExpression()));
      holds = !holds;
    }
    boolean mayRefuse = refuses && (whole || !conjunct);
    boolean mayEnter = conjunct && !refuses;
    TreePath field = asked;
    Optional<Kind> kind = Optional.empty();
    boolean started = true;
    Invocation call = Invocation.of(unit, asked).orElse(null);
    if (call != null && call.receiver() != null && call.isOn(unit, Flag.ATOMIC)) {
      field = call.receiver();
      if (call.name().equals("compareAndSet")
          && call.literal(0).isPresent()
          && call.literal(1).isPresent()
          && !call.literal(0).equals(call.literal(1))) {
        started = call.literal(1).get();
        kind = atomic(mayRefuse, mayEnter, !holds);
      } else if (call.name().equals("getAndSet") && call.literal(0).isPresent()) {
        started = call.literal(0).get();
        kind = atomic(mayRefuse, mayEnter, started == holds);
      } else if (call.name().equals("get")) {
        kind = flag(mayRefuse && holds, mayEnter && !holds);
      }
    } else if (asked.getLeaf() instanceof BinaryTree comparison) {
      field = comparedToNull(asked, comparison);
      kind =
          field != null && holds && refuses && conjunct
              ? Optional.of(Kind.NULL_REFUSAL)
              : Optional.empty();
    } else {
      kind = flag(mayRefuse && holds, mayEnter && !holds);
    }
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    VariableElement variable = field(unit, field).orElse(null);
    if (variable == null
        || (kind.get() != Kind.NULL_REFUSAL && !Flag.isFlag(unit, variable))
        || (!kind.get().isAtomic()
            && !isSet(unit, kind.get(), variable, started, method, choice))) {
      return Optional.empty();
    }
    int from = start(unit, kind.get(), choice);
    List<Lines> starts = Starts.in(unit, method, from, end(unit, kind.get(), method, choice));
    return starts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new StartGuard(
                kind.get(),
                method,
                choice,
                term,
                variable,
                unit.text(field.getLeaf()).replaceAll("\\s+", ""),
                started,
                starts));
  }

  private static Optional<Kind> atomic(boolean mayRefuse, boolean mayEnter, boolean ifStarted) {
    if (ifStarted) {
      return mayRefuse ? Optional.of(Kind.ATOMIC_REFUSAL) : Optional.empty();
    }
    return mayEnter ? Optional.of(Kind.ATOMIC_ENTRY) : Optional.empty();
  }

  private static Optional<Kind> flag(boolean mayRefuse, boolean mayEnter) {
    if (mayRefuse) {
      return Optional.of(Kind.FLAG_REFUSAL);
    }
    return mayEnter ? Optional.of(Kind.FLAG_ENTRY) : Optional.empty();
  }

  private static TreePath comparedToNull(TreePath path, BinaryTree comparison) {
    if (comparison.getKind() != Tree.Kind.NOT_EQUAL_TO) {
      return null;
    }
    ExpressionTree left = comparison.getLeftOperand();
    ExpressionTree right = comparison.getRightOperand();
    if (right.getKind() == Tree.Kind.NULL_LITERAL) {
      return new TreePath(path, left);
    }
    return left.getKind() == Tree.Kind.NULL_LITERAL ? new TreePath(path, right) : null;
  }

  private static Optional<VariableElement> field(SourceUnit unit, TreePath expression) {
    return unit.trees().getElement(ControlFlow.plain(expression)) instanceof VariableElement v
            && v.getKind() == ElementKind.FIELD
        ? Optional.of(v)
        : Optional.empty();
  }

  /** Offset of what is guarded. */
  private static int start(SourceUnit unit, Kind kind, TreePath choice) {
    return kind.isRefusal() ? unit.end(choice.getLeaf()) : unit.start(choice.getLeaf());
  }

  private static int end(SourceUnit unit, Kind kind, TreePath method, TreePath choice) {
    return unit.end(kind.isRefusal() ? method.getLeaf() : choice.getLeaf());
  }

  private static boolean isSet(
      SourceUnit unit,
      Kind kind,
      VariableElement field,
      boolean started,
      TreePath method,
      TreePath choice) {
    int start = start(unit, kind, choice);
    int end = end(unit, kind, method, choice);
    for (TreePath use : unit.uses(field)) {
      int position = unit.start(use.getLeaf());
      if (position < start || position >= end) {
        continue;
      }
      Tree parent = use.getParentPath().getLeaf();
      if (parent instanceof AssignmentTree write && write.getVariable() == use.getLeaf()) {
        Tree value = write.getExpression();
        if (kind == Kind.NULL_REFUSAL
            ? value.getKind() != Tree.Kind.NULL_LITERAL
            : Invocation.literal(write.getExpression()).equals(Optional.of(started))) {
          return true;
        }
      }
      Optional<Invocation> call = Invocation.of(unit, use.getParentPath().getParentPath());
      if (call.isPresent()
          && call.get().name().equals("set")
          && call.get().literal(0).equals(Optional.of(started))) {
        return true;
      }
    }
    return false;
  }
}
