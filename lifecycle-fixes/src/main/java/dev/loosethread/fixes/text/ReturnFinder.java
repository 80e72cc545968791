package dev.loosethread.fixes.text;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks for statements that return from a method. */
public class ReturnFinder extends TreeScanner<Boolean, Void> {
  private @Nullable ReturnTree first;

  ReturnFinder() {}

  /** Returns true if a return statement in the tree leaves the method that the tree is in. */
  public static boolean returnsIn(Tree tree) {
    return Boolean.TRUE.equals(new ReturnFinder().scan(tree, null));
  }

  /** Returns the first such statement. */
  public static Optional<ReturnTree> firstIn(Tree tree) {
    ReturnFinder finder = new ReturnFinder();
    finder.scan(tree, null);
    return Optional.ofNullable(finder.first);
  }

  @Override
  public Boolean visitReturn(ReturnTree tree, Void unused) {
    if (first == null) {
      first = tree;
    }
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
