package dev.loosethread.fixes;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;

/** Whether code can leave a method before its last statement. */
final class Returns extends TreeScanner<Boolean, Void> {
  private Returns() {}

  static boolean isIn(Tree tree) {
    return Boolean.TRUE.equals(new Returns().scan(tree, null));
  }

  @Override
  public Boolean visitReturn(ReturnTree tree, Void unused) {
    return true;
  }

  @Override
  public Boolean visitLambdaExpression(LambdaExpressionTree tree, Void unused) {
    // Its returns leave the lambda only.
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
