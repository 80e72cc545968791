package dev.loosethread.bench.operators;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises shapes of loops. */
final class Loops {
  /** Conditions that run out. */
  private static final Pattern RUNS_OUT = Pattern.compile("(?:has|next|isEmpty|advance|read).*");

  private Loops() {}

  static boolean isLoop(Tree tree) {
    return tree instanceof ForLoopTree || tree instanceof EnhancedForLoopTree || isOpen(tree);
  }

  /** Returns whether it counts nothing: while, do, and for without a step. */
  static boolean isOpen(Tree tree) {
    return tree instanceof WhileLoopTree
        || tree instanceof DoWhileLoopTree
        || (tree instanceof ForLoopTree loop
            && loop.getInitializer().isEmpty()
            && loop.getUpdate().isEmpty());
  }

  /** Returns whether it goes on until somebody ends it: its condition asks flags at most. */
  static boolean isEndless(Tree tree) {
    return isOpen(tree) && asksFlags(condition(tree));
  }

  private static boolean asksFlags(ExpressionTree condition) {
    if (condition instanceof ParenthesizedTree inner) {
      return asksFlags(inner.getExpression());
    }
    if (condition instanceof UnaryTree unary) {
      return unary.getKind() == Tree.Kind.LOGICAL_COMPLEMENT && asksFlags(unary.getExpression());
    }
    if (condition instanceof BinaryTree binary) {
      return (binary.getKind() == Tree.Kind.CONDITIONAL_AND
              || binary.getKind() == Tree.Kind.CONDITIONAL_OR)
          && asksFlags(binary.getLeftOperand())
          && asksFlags(binary.getRightOperand());
    }
    if (condition instanceof MethodInvocationTree call) {
      return call.getArguments().isEmpty() && !RUNS_OUT.matcher(Invocation.name(call)).matches();
    }
    return condition == null
        || condition instanceof LiteralTree
        || condition instanceof IdentifierTree
        || condition instanceof MemberSelectTree;
  }

  /** Its condition, in parentheses if the grammar wants them; null if it has none. */
  static ExpressionTree condition(Tree tree) {
    if (tree instanceof WhileLoopTree loop) {
      return loop.getCondition();
    }
    if (tree instanceof DoWhileLoopTree loop) {
      return loop.getCondition();
    }
    return tree instanceof ForLoopTree loop ? loop.getCondition() : null;
  }

  static StatementTree body(Tree tree) {
    if (tree instanceof WhileLoopTree loop) {
      return loop.getStatement();
    }
    if (tree instanceof DoWhileLoopTree loop) {
      return loop.getStatement();
    }
    return tree instanceof ForLoopTree loop
        ? loop.getStatement()
        : ((EnhancedForLoopTree) tree).getStatement();
  }

  /** The statements of its body. */
  static List<TreePath> statements(TreePath loop) {
    TreePath body = new TreePath(loop, body(loop.getLeaf()));
    return body.getLeaf() instanceof BlockTree block
        ? block.getStatements().stream().map(each -> new TreePath(body, each)).toList()
        : List.of(body);
  }

  /**
   * The lines of what stands around its body, and the one where that begins to do something: of an
   * endless loop a class file has no other.
   */
  static List<Lines> header(SourceUnit unit, Tree loop) {
    List<Lines> lines = new ArrayList<>();
    lines.add(unit.lines(unit.start(loop), Math.max(unit.start(loop), unit.start(body(loop)))));
    if (loop instanceof DoWhileLoopTree tail) {
      lines.add(unit.lines(tail.getCondition()));
    }
    int first = unit.start(first(body(loop)));
    lines.add(unit.lines(first, first));
    return lines;
  }

  /** The first statement that is more than braces. */
  private static StatementTree first(StatementTree statement) {
    if (statement instanceof TryTree attempt && attempt.getResources().isEmpty()) {
      return first(attempt.getBlock());
    }
    return statement instanceof BlockTree block && !block.getStatements().isEmpty()
        ? first(block.getStatements().get(0))
        : statement;
  }

  /** The nearest open loop around a part, in the same method or lambda. */
  static Optional<TreePath> openAround(TreePath path) {
    for (TreePath at = path.getParentPath(); at != null; at = at.getParentPath()) {
      if (ControlFlow.isOtherCode(at.getLeaf())) {
        return Optional.empty();
      }
      if (isOpen(at.getLeaf())) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  /** Returns whether there is a try in the loop that may catch what is thrown. */
  private static boolean mayBeCaught(TreePath thrown, TreePath loop) {
    TreePath child = thrown;
    for (TreePath at = thrown.getParentPath();
        at.getLeaf() != loop.getLeaf();
        child = at, at = at.getParentPath()) {
      if (at.getLeaf() instanceof TryTree statement
          && statement.getBlock() == child.getLeaf()
          && !statement.getCatches().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The open loop that a return, throw or break leaves. */
  static Optional<TreePath> left(TreePath exit) {
    if (exit.getLeaf() instanceof ThrowTree) {
      return openAround(exit).filter(loop -> !mayBeCaught(exit, loop));
    }
    if (!(exit.getLeaf() instanceof BreakTree leave)) {
      return openAround(exit);
    }
    for (TreePath at = exit.getParentPath(); at != null; at = at.getParentPath()) {
      Tree leaf = at.getLeaf();
      if (ControlFlow.isOtherCode(leaf)) {
        return Optional.empty();
      }
      if (leave.getLabel() == null
          ? isLoop(leaf) || leaf instanceof SwitchTree
          : leaf instanceof LabeledStatementTree) {
        if (leaf instanceof LabeledStatementTree label) {
          if (!label.getLabel().equals(leave.getLabel())) {
            continue;
          }
          at = new TreePath(at, label.getStatement());
        }
        return isOpen(at.getLeaf()) ? Optional.of(at) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
