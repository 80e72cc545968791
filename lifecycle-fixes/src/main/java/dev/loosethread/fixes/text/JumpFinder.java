package dev.loosethread.fixes.text;

import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** Looks for jumps out of a tree: return, and break, continue and yield to a place outside. */
public final class JumpFinder extends ReturnFinder {
  private final Set<String> labels = new HashSet<>();
  private int loops;
  private int breakable;
  private int yieldable;

  private JumpFinder() {}

  /** Returns true if a jump in the tree leaves it. */
  public static boolean leaves(Tree tree) {
    return Boolean.TRUE.equals(new JumpFinder().scan(tree, null));
  }

  @Override
  public Boolean visitBreak(BreakTree tree, Void unused) {
    return isOutside(tree.getLabel(), breakable);
  }

  @Override
  public Boolean visitContinue(ContinueTree tree, Void unused) {
    return isOutside(tree.getLabel(), loops);
  }

  private boolean isOutside(@Nullable Name label, int targets) {
    return label == null ? targets == 0 : !labels.contains(label.toString());
  }

  @Override
  public Boolean visitYield(YieldTree tree, Void unused) {
    return yieldable == 0;
  }

  @Override
  public Boolean visitLabeledStatement(LabeledStatementTree tree, Void unused) {
    boolean isNew = labels.add(tree.getLabel().toString());
    Boolean found = super.visitLabeledStatement(tree, null);
    if (isNew) {
      labels.remove(tree.getLabel().toString());
    }
    return found;
  }

  @Override
  public Boolean visitWhileLoop(WhileLoopTree tree, Void unused) {
    return inLoop(() -> super.visitWhileLoop(tree, null));
  }

  @Override
  public Boolean visitDoWhileLoop(DoWhileLoopTree tree, Void unused) {
    return inLoop(() -> super.visitDoWhileLoop(tree, null));
  }

  @Override
  public Boolean visitForLoop(ForLoopTree tree, Void unused) {
    return inLoop(() -> super.visitForLoop(tree, null));
  }

  @Override
  public Boolean visitEnhancedForLoop(EnhancedForLoopTree tree, Void unused) {
    return inLoop(() -> super.visitEnhancedForLoop(tree, null));
  }

  private Boolean inLoop(Supplier<Boolean> scan) {
    loops++;
    breakable++;
    Boolean found = scan.get();
    loops--;
    breakable--;
    return found;
  }

  @Override
  public Boolean visitSwitch(SwitchTree tree, Void unused) {
    breakable++;
    Boolean found = super.visitSwitch(tree, null);
    breakable--;
    return found;
  }

  @Override
  public Boolean visitSwitchExpression(SwitchExpressionTree tree, Void unused) {
    yieldable++;
    Boolean found = super.visitSwitchExpression(tree, null);
    yieldable--;
    return found;
  }
}
