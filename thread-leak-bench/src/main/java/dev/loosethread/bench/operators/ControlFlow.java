package dev.loosethread.bench.operators;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Analyses the control flow of statements, and removes them. */
final class ControlFlow {
  private static final Pattern NO_CODE =
      Pattern.compile("/\\*.*?\\*/|//[^\\n\\r]*", Pattern.DOTALL);

  private ControlFlow() {}

  /** Returns whether other statements may stand beside this one. */
  static boolean isInBlock(TreePath statement) {
    Tree parent = statement.getParentPath().getLeaf();
    return parent instanceof BlockTree
        || (parent instanceof CaseTree labels && labels.getStatements() != null);
  }

  /** Takes a statement away; an empty one stays where the grammar needs one. */
  static Edit delete(SourceUnit unit, TreePath statement) {
    return unit.replace(statement.getLeaf(), isInBlock(statement) ? "" : ";");
  }

  /** The last statement of a block; the statement itself if it is no block, or an empty one. */
  static TreePath last(TreePath statement) {
    if (statement.getLeaf() instanceof BlockTree block && !block.getStatements().isEmpty()) {
      List<? extends Tree> all = block.getStatements();
      return new TreePath(statement, all.get(all.size() - 1));
    }
    return statement;
  }

  /** The statement that ends it, if that is a return, throw or break. */
  static Optional<TreePath> exit(TreePath statement) {
    TreePath last = last(statement);
    Tree leaf = last.getLeaf();
    return leaf instanceof ReturnTree || leaf instanceof ThrowTree || leaf instanceof BreakTree
        ? Optional.of(last)
        : Optional.empty();
  }

  /** Returns whether it does nothing else, once its condition holds, than end the method. */
  static boolean refuses(TreePath statement) {
    return statement.getLeaf() instanceof IfTree choice
        && choice.getElseStatement() == null
        && exit(new TreePath(statement, choice.getThenStatement()))
            .filter(exit -> !(exit.getLeaf() instanceof BreakTree))
            .isPresent();
  }

  /** The same expression without parentheses around it. */
  static TreePath plain(TreePath expression) {
    TreePath plain = expression;
    while (plain.getLeaf() instanceof ParenthesizedTree inner) {
      plain = new TreePath(plain, inner.getExpression());
    }
    return plain;
  }

  /** The lines of the method or lambda around a part, without its body. */
  static List<Lines> codeHeader(SourceUnit unit, TreePath path) {
    Tree code = SourceUnit.enclosingCode(path);
    return code == null ? List.of() : List.of(header(unit, code));
  }

  /** The lines of a method or lambda without its body. */
  static Lines header(SourceUnit unit, Tree code) {
    return code instanceof LambdaExpressionTree lambda
        ? unit.lines(unit.start(lambda), unit.start(lambda.getBody()) + 1)
        : unit.headerLines(code);
  }

  /** Returns whether it is code that runs at another time than what is around it. */
  static boolean isOtherCode(Tree tree) {
    return tree instanceof ClassTree
        || tree instanceof MethodTree
        || tree instanceof LambdaExpressionTree;
  }

  /** The types that a catch clause names. */
  static List<? extends Tree> caught(CatchTree clause) {
    Tree type = clause.getParameter().getType();
    return type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
  }

  /** Takes a modifier away, with the blank that follows; nothing if it is not written there. */
  static Optional<Edit> drop(SourceUnit unit, ModifiersTree modifiers, String keyword) {
    if (!unit.isWritten(modifiers)) {
      return Optional.empty();
    }
    int start = unit.start(modifiers);
    StringBuilder text = new StringBuilder(unit.text(modifiers));
    for (Tree annotation : modifiers.getAnnotations()) {
      mask(text, unit.start(annotation) - start, unit.end(annotation) - start);
    }
    for (Matcher comment = NO_CODE.matcher(text.toString()); comment.find(); ) {
      mask(text, comment.start(), comment.end());
    }
    Matcher word = Pattern.compile("\\b" + keyword + "\\b").matcher(text);
    if (!word.find()) {
      return Optional.empty();
    }
    int end = start + word.end();
    return Optional.of(
        unit.blank(start + word.start(), unit.text().charAt(end) == ' ' ? end + 1 : end));
  }

  private static void mask(StringBuilder text, int start, int end) {
    text.replace(start, end, " ".repeat(end - start));
  }
}
