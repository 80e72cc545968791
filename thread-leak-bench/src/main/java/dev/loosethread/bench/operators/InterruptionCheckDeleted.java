package dev.loosethread.bench.operators;

import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Lets a loop ignore that its thread was interrupted. */
final class InterruptionCheckDeleted implements Operator {
  @Override
  public String name() {
    return "interruption-check-deleted";
  }

  @Override
  public Set<String> fitting() {
    return Set.of("UninterruptibleLoop", "UnownedThread", "ThreadNotStopped");
  }

  @Override
  public void find(SourceUnit unit, Consumer<Candidate> candidates) {
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree node, Void unused) {
        Invocation.of(unit, getCurrentPath())
            .filter(
                call ->
                    call.arguments().isEmpty()
                        && Set.of("isInterrupted", "interrupted").contains(call.name())
                        && call.isOn(unit, "java.lang.Thread"))
            .flatMap(call -> candidate(unit, call.path()))
            .ifPresent(candidates);
        return super.visitMethodInvocation(node, null);
      }
    }.scan(unit.tree(), null);
  }

  private static Optional<Candidate> candidate(SourceUnit unit, TreePath call) {
    TreePath term = outermost(call, Tree.Kind.PARENTHESIZED);
    Tree.Kind joins = Tree.Kind.CONDITIONAL_OR;
    if (term.getParentPath().getLeaf().getKind() == Tree.Kind.LOGICAL_COMPLEMENT) {
      term = term.getParentPath();
      joins = Tree.Kind.CONDITIONAL_AND;
    }
    TreePath condition = outermost(term, joins);
    TreePath around = condition.getParentPath();
    Tree part = term.getLeaf();
    if (joins == Tree.Kind.CONDITIONAL_AND
        && Loops.condition(around.getLeaf()) == condition.getLeaf()) {
      // Not a constant: what follows the loop has to stay reachable.
      List<List<Edit>> variants =
          List.of(
              List.of(unit.replace(inner(part), "true")),
              List.of(unit.replace(inner(part), "Boolean.TRUE")));
      return Optional.of(candidate(unit, part, variants, around, part));
    }
    if (joins == Tree.Kind.CONDITIONAL_OR
        && around.getLeaf() instanceof IfTree choice
        && choice.getCondition() == condition.getLeaf()
        && choice.getElseStatement() == null) {
      return ControlFlow.exit(new TreePath(around, choice.getThenStatement()))
          .flatMap(Loops::left)
          .map(
              loop -> {
                List<List<Edit>> variants = new ArrayList<>();
                if (part == condition.getLeaf()) {
                  variants.add(List.of(ControlFlow.delete(unit, around)));
                }
                variants.add(List.of(unit.replace(inner(part), "false")));
                return candidate(unit, part, variants, loop, choice);
              });
    }
    return Optional.empty();
  }

  /** Climbs as long as an expression is part of one of this kind or in parentheses. */
  private static TreePath outermost(TreePath path, Tree.Kind kind) {
    TreePath at = path;
    while (true) {
      Tree parent = at.getParentPath().getLeaf();
      if (parent.getKind() != kind && !(parent instanceof ParenthesizedTree)) {
        return at;
      }
      at = at.getParentPath();
    }
  }

  private static Tree inner(Tree tree) {
    return tree instanceof ParenthesizedTree parentheses
        ? inner(parentheses.getExpression())
        : tree;
  }

  private static Candidate candidate(
      SourceUnit unit, Tree part, List<List<Edit>> variants, TreePath loop, Tree changed) {
    List<Lines> anchors = new ArrayList<>(Loops.header(unit, loop.getLeaf()));
    anchors.add(unit.lines(changed));
    anchors.addAll(ControlFlow.codeHeader(unit, loop));
    return new Candidate(unit.start(part), unit.text(changed), variants, anchors);
  }
}
