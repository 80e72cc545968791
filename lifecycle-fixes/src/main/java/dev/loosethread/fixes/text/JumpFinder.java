package dev.loosethread.fixes.text;

import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** Looks for jumps out of a tree: return, and break, continue and yield to a place outside. */
public final class JumpFinder extends TreeScanner<Boolean, Void> {
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
  public Boolean visitReturn(ReturnTree tree, Void unused) {
    return true;
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
    enterLoop(1);
    Boolean found = super.visitWhileLoop(tree, null);
    enterLoop(-1);
    return found;
  }

  @Override
  public Boolean visitDoWhileLoop(DoWhileLoopTree tree, Void unused) {
    enterLoop(1);
    Boolean found = super.visitDoWhileLoop(tree, null);
    enterLoop(-1);
    return found;
  }

  @Override
  public Boolean visitForLoop(ForLoopTree tree, Void unused) {
    enterLoop(1);
    Boolean found = super.visitForLoop(tree, null);
    enterLoop(-1);
    return found;
  }

  @Override
  public Boolean visitEnhancedForLoop(EnhancedForLoopTree tree, Void unused) {
    enterLoop(1);
    Boolean found = super.visitEnhancedForLoop(tree, null);
    enterLoop(-1);
    return found;
  }

  private void enterLoop(int change) {
    loops += change;
    breakable += change;
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

  @Override
  public Boolean visitLambdaExpression(LambdaExpressionTree tree, Void unused) {
    // Its jumps stay in the lambda.
    return false;
  }

  @Override
  public Boolean visitClass(ClassTree tree, Void unused) {
    return false;
  }

  @Override
  public Boolean reduce(Boolean a, Boolean b) {
    return Boolean.TRUE.equals(a) || Boolean.TRUE.equals(b);
  }
}
