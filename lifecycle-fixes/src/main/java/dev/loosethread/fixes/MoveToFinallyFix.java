package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Type;
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.JumpFinder;
import dev.loosethread.fixes.text.Layout;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.fixes.text.TryBlock;
import dev.loosethread.model.finding.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Moves what must happen in any case into a finally block. */
final class MoveToFinallyFix {
  private static final CodeTemplate LAST = CodeTemplate.of("${statement}");

  private final ClassFixes fixes;
  private final Consumer<String> declines;
  private final SourceEdit edit;
  private final SourceText source;

  /**
   * @param declines told why there is no fix
   */
  MoveToFinallyFix(ClassFixes fixes, VisitorState state, Consumer<String> declines) {
    this.fixes = fixes;
    this.declines = declines;
    this.edit = new SourceEdit(state);
    this.source = edit.source();
  }

  /**
   * The statements of a block that the call comes after.
   *
   * @param first how many statements of the block come before them, and may jump over the call
   * @param count how many statements of the block come before the call
   * @param path the path of the statement behind them
   */
  private record Before(BlockTree block, int first, int count, TreePath path) {
    Before(BlockTree block, int count, TreePath path) {
      this(block, afterLastJump(block.getStatements().subList(0, count)), count, path);
    }

    List<? extends StatementTree> skipped() {
      return block.getStatements().subList(0, first);
    }

    List<? extends StatementTree> statements() {
      return block.getStatements().subList(first, count);
    }

    List<? extends StatementTree> rest() {
      return block.getStatements().subList(count, block.getStatements().size());
    }
  }

  /** Moves the statements before the call into a try block, and the call into its finally block. */
  SuggestedFix make(Remedy.MoveToFinally remedy) {
    TreePath call = edit.path(remedy.call());
    if (call == null
        || !(call.getParentPath().getLeaf() instanceof ExpressionStatementTree statement)
        || !(call.getParentPath().getParentPath().getLeaf() instanceof BlockTree block)
        || !source.has(block)
        || !source.has(statement)) {
      return decline("a condition or loop decides whether the call is made");
    }
    Before before = before(call.getParentPath(), block);
    Optional<String> obstacle = obstacle(before, statement);
    if (obstacle.isPresent()) {
      return decline(obstacle.get());
    }
    int from = beginning(remedy, before);
    if (from < 0) {
      return decline("what it releases need not have been taken");
    }
    StatementTree last = before.block().getStatements().get(before.count() - 1);
    int to = source.afterTrailingComment(source.end(last));
    int start = source.start(statement);
    int above = before.block() == block ? to : source.afterOpeningBrace(block);
    if (source.skipWhiteSpace(above) != start) {
      return decline("a comment stands above the call");
    }
    if (!fixes.takeBlock(before.block())) {
      return decline("another fix changes the same block");
    }
    Code end =
        TryBlock.endWithFinally(LAST.with("statement", source.of(statement)).code(edit), edit);
    TryTree open = open(last, from);
    int line = source.start(open == null ? before.path().getLeaf() : open);
    Layout layout = source.layoutAt(line, before.path());
    if (open == null) {
      TryBlock.wrap(from, to, end, layout, edit);
    } else {
      edit.replace(source.end(open) - 1, source.end(open), end.at(layout));
    }
    if (before.block() == block) {
      edit.replace(to, source.end(statement), "");
    } else {
      edit.removeLine(statement);
    }
    return edit.build();
  }

  private static int afterLastJump(List<? extends StatementTree> statements) {
    int after = 0;
    for (int i = 0; i < statements.size(); i++) {
      if (JumpFinder.leaves(statements.get(i))) {
        after = i + 1;
      }
    }
    return after;
  }

  /** Then the statement would have to be in the try block too. */
  private static boolean mayFail(StatementTree statement) {
    return Boolean.TRUE.equals(
        new TreeScanner<Boolean, Void>() {
          @Override
          public Boolean visitMethodInvocation(MethodInvocationTree tree, Void unused) {
            return true;
          }

          @Override
          public Boolean visitNewClass(NewClassTree tree, Void unused) {
            return true;
          }

          @Override
          public Boolean visitThrow(ThrowTree tree, Void unused) {
            return true;
          }

          @Override
          public Boolean reduce(Boolean a, Boolean b) {
            return Boolean.TRUE.equals(a) || Boolean.TRUE.equals(b);
          }
        }.scan(statement, null));
  }

  private SuggestedFix decline(String why) {
    declines.accept(why);
    return SuggestedFix.emptyFix();
  }

  /**
   * Returns what the call comes after. If it begins a try block, that is what comes before the try
   * statement, unless its handlers would handle a failure of the call.
   */
  private Before before(TreePath statement, BlockTree block) {
    TreePath outer = statement.getParentPath().getParentPath();
    if (block.getStatements().get(0) == statement.getLeaf()
        && block.getStatements().size() > 1
        && outer.getLeaf() instanceof TryTree guarded
        && guarded.getBlock() == block
        && guarded.getResources().isEmpty()
        && guarded.getCatches().stream().noneMatch(this::mayCatchUnchecked)
        && outer.getParentPath().getLeaf() instanceof BlockTree around) {
      return new Before(around, around.getStatements().indexOf(guarded), outer);
    }
    return new Before(
        block, block.getStatements().indexOf((StatementTree) statement.getLeaf()), statement);
  }

  private boolean mayCatchUnchecked(CatchTree handler) {
    Type caught = ASTHelpers.getType(handler.getParameter());
    Type unchecked = edit.state().getSymtab().runtimeExceptionType;
    return caught == null
        || caught.isUnion()
        || edit.state().getTypes().isSubtype(caught, unchecked)
        || edit.state().getTypes().isSubtype(unchecked, caught);
  }

  private Optional<String> obstacle(Before before, ExpressionStatementTree statement) {
    if (before.count() < 1) {
      return Optional.of("a condition decides whether the call is made");
    }
    if (source.isOneLine(before.block())) {
      return Optional.of("its block is a single line");
    }
    // Whether the call should be made in this case is not for a fix to decide.
    if (before.statements().isEmpty()
        || before.skipped().stream().anyMatch(MoveToFinallyFix::mayFail)) {
      return Optional.of("a jump before it skips the call");
    }
    if (isMadeTwice(statement, before.block())) {
      return Optional.of("its block makes the same call twice");
    }
    return declaredFor(before)
        .map(name -> "the code after the work uses " + name + ", which it declares");
  }

  /** Returns whether the block also makes the same call elsewhere. */
  private boolean isMadeTwice(ExpressionStatementTree statement, BlockTree block) {
    String call = source.of(statement.getExpression());
    return Boolean.TRUE.equals(
        new TreeScanner<Boolean, Void>() {
          @Override
          public Boolean visitMethodInvocation(MethodInvocationTree tree, Void unused) {
            return (tree != statement.getExpression() && source.of(tree).equals(call))
                || Boolean.TRUE.equals(super.visitMethodInvocation(tree, null));
          }

          @Override
          public Boolean reduce(Boolean a, Boolean b) {
            return Boolean.TRUE.equals(a) || Boolean.TRUE.equals(b);
          }
        }.scan(block, null));
  }

  /** Returns the name of what the statements before declare for those after them. */
  private static Optional<String> declaredFor(Before before) {
    Set<Symbol> declared =
        before.statements().stream()
            .filter(s -> s instanceof VariableTree || s instanceof ClassTree)
            .map(ASTHelpers::getSymbol)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    List<String> used = new ArrayList<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitIdentifier(IdentifierTree tree, Void unused) {
        if (declared.contains(ASTHelpers.getSymbol(tree))) {
          used.add(tree.getName().toString());
        }
        return null;
      }
    }.scan(before.rest(), null);
    return used.stream().findFirst();
  }

  /** Returns where the try block begins, or -1 if there is no such place. */
  private int beginning(Remedy.MoveToFinally remedy, Before before) {
    if (remedy.after().isEmpty() && before.first() > 0) {
      return source.afterTrailingComment(
          source.end(before.block().getStatements().get(before.first() - 1)));
    }
    if (remedy.after().isEmpty()) {
      return source.afterTrailingComment(source.afterOpeningBrace(before.block()));
    }
    Tree after = Sites.tree(remedy.after().get());
    List<? extends StatementTree> statements = before.statements();
    StatementTree taking =
        statements.stream()
            .filter(s -> source.start(s) <= source.start(after))
            .filter(s -> source.end(after) <= source.end(s))
            .findFirst()
            .orElse(null);
    // Under a condition or in another block, what is released need not have been taken.
    return taking instanceof ExpressionStatementTree
            && taking != statements.get(statements.size() - 1)
        ? source.afterTrailingComment(source.end(taking))
        : -1;
  }

  /**
   * Returns the try statement that is all there is from a position on, if it can get a finally
   * block; else null.
   */
  private @Nullable TryTree open(StatementTree last, int from) {
    return last instanceof TryTree guarded
            && guarded.getFinallyBlock() == null
            && !source.isOneLine(guarded)
            && source.skipWhiteSpace(from) == source.start(guarded)
        ? guarded
        : null;
  }
}
