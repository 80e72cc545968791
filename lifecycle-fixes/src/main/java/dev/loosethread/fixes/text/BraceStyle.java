package dev.loosethread.fixes.text;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a file has its braces, by what most of it does.
 *
 * @param nextLineOfMethods whether the body of a method begins on a line of its own
 * @param nextLineOfStatements whether the block of a statement does
 * @param breakAfter whether {@code else}, {@code catch} and {@code finally} do
 */
public record BraceStyle(
    boolean nextLineOfMethods, boolean nextLineOfStatements, boolean breakAfter) {
  /** All on the same line. */
  static final BraceStyle SAME_LINE = new BraceStyle(false, false, false);

  private static final Pattern STATEMENT =
      Pattern.compile("(if|else|try|catch|finally|while|for|do|synchronized|switch)\\b.*");

  /** Reads the style of a file; where it shows nothing, it is the usual one. */
  static BraceStyle of(CompilationUnitTree unit, SourceText source) {
    Votes methods = new Votes();
    Votes statements = new Votes();
    Votes clauses = new Votes();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree method, Void unused) {
        block(method.getBody(), methods);
        return super.visitMethod(method, null);
      }

      @Override
      public Void visitIf(IfTree test, Void unused) {
        block(test.getThenStatement(), statements);
        if (test.getThenStatement() instanceof BlockTree && test.getElseStatement() != null) {
          clause(test.getThenStatement());
        }
        return super.visitIf(test, null);
      }

      @Override
      public Void visitTry(TryTree guarded, Void unused) {
        block(guarded.getBlock(), statements);
        if (!guarded.getCatches().isEmpty() || guarded.getFinallyBlock() != null) {
          clause(guarded.getBlock());
        }
        return super.visitTry(guarded, null);
      }

      @Override
      public Void visitCatch(CatchTree handler, Void unused) {
        block(handler.getBlock(), statements);
        return super.visitCatch(handler, null);
      }

      @Override
      public Void visitWhileLoop(WhileLoopTree loop, Void unused) {
        block(loop.getStatement(), statements);
        return super.visitWhileLoop(loop, null);
      }

      @Override
      public Void visitForLoop(ForLoopTree loop, Void unused) {
        block(loop.getStatement(), statements);
        return super.visitForLoop(loop, null);
      }

      @Override
      public Void visitSynchronized(SynchronizedTree guarded, Void unused) {
        block(guarded.getBlock(), statements);
        return super.visitSynchronized(guarded, null);
      }

      private void block(Tree tree, Votes votes) {
        if (tree instanceof BlockTree && source.has(tree) && !source.isOneLine(tree)) {
          votes.count(source.isFirstOfLine(source.start(tree)));
        }
      }

      private void clause(Tree block) {
        if (source.has(block) && source.closingBrace(block) >= 0 && !source.isOneLine(block)) {
          int end = source.skipBlanks(source.end(block));
          clauses.count(source.isLineEnd(source.afterTrailingComment(end)));
        }
      }
    }.scan(unit, null);
    boolean ofMethods = methods.areFor(false);
    boolean ofStatements = statements.areFor(ofMethods);
    return new BraceStyle(ofMethods, ofStatements, clauses.areFor(ofStatements));
  }

  private static final class Votes {
    private int balance;

    void count(boolean isFor) {
      balance += isFor ? 1 : -1;
    }

    boolean areFor(boolean ifNone) {
      return balance == 0 ? ifNone : balance > 0;
    }
  }

  /** Returns the lines that a line with braces on the same line becomes. */
  List<String> lines(String line) {
    String rest = line;
    List<String> lines = new ArrayList<>();
    if (breakAfter && rest.startsWith("} ")) {
      lines.add("}");
      rest = rest.substring(2);
    }
    boolean isStatement =
        STATEMENT.matcher(rest.startsWith("} ") ? rest.substring(2) : rest).matches();
    boolean isNextLine = isStatement ? nextLineOfStatements : nextLineOfMethods;
    if (isNextLine && rest.endsWith(" {") && !rest.endsWith("-> {")) {
      lines.add(rest.substring(0, rest.length() - 2));
      rest = "{";
    }
    lines.add(rest);
    return lines;
  }
}
