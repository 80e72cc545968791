package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.source.TreeSite;
import java.util.List;
import javax.lang.model.type.TypeKind;

/** Lets an interrupt end a loop. */
final class LoopFixes {
  private final ClassFacts facts;
  private final VisitorState state;
  private final SourceText source;

  LoopFixes(ClassFacts facts, VisitorState state) {
    this.facts = facts;
    this.state = state;
    this.source = new SourceText(state);
  }

  SuggestedFix checkInterruption(Remedy.CheckInterruption remedy) {
    Tree loop = ((TreeSite) remedy.loop()).tree();
    TreePath path = UnitIndex.path(loop, state);
    SuggestedFix.Builder fix = SuggestedFix.builder();
    if (path == null || !source.has(loop) || !replaceCondition(loop, fix)) {
      return FixMaker.nothing();
    }
    String result = missingResult(path);
    if (result != null) {
      TreePath statement = path;
      while (statement.getParentPath().getLeaf() instanceof LabeledStatementTree) {
        statement = statement.getParentPath();
      }
      // A loop that had no end is the last statement of its block; elsewhere there is no place.
      if (!(statement.getParentPath().getLeaf() instanceof BlockTree)) {
        return FixMaker.nothing();
      }
      int end = source.end(loop);
      fix.replace(
          end,
          end,
          source.lines("\n" + source.indentAt(source.start(statement.getLeaf())))
              + "return "
              + result
              + ";");
    }
    return fix.build();
  }

  private boolean replaceCondition(Tree loop, SuggestedFix.Builder fix) {
    String condition =
        "!"
            + Imports.name("java.lang.Thread", source, state, fix)
            + ".currentThread().isInterrupted()";
    ExpressionTree old = null;
    if (loop instanceof WhileLoopTree w) {
      old = w.getCondition();
    } else if (loop instanceof DoWhileLoopTree d) {
      old = d.getCondition();
    } else if (loop instanceof ForLoopTree f) {
      old = f.getCondition();
      if (old == null) {
        int from =
            f.getInitializer().isEmpty()
                ? source.start(f)
                : source.end(f.getInitializer().get(f.getInitializer().size() - 1));
        // The last initializer's end may or may not take in its semicolon.
        int first =
            !f.getInitializer().isEmpty() && source.at(from - 1) == ';'
                ? from - 1
                : source.indexOf(';', from);
        if (first < 0 || source.indexOf(';', first + 1) < 0) {
          return false;
        }
        String after = source.at(first + 2) == ')' || source.at(first + 2) == ' ' ? "" : " ";
        fix.replace(first + 1, first + 1, after.isEmpty() ? " " + condition : " " + condition);
        return true;
      }
    }
    while (old instanceof ParenthesizedTree p) {
      old = p.getExpression();
    }
    if (old == null || !source.has(old)) {
      return false;
    }
    fix.replace(old, condition);
    return true;
  }

  /** What the code around must return once the loop ends, or null if nothing. */
  private String missingResult(TreePath loop) {
    for (TreePath p = loop.getParentPath(); p != null; p = p.getParentPath()) {
      if (p.getLeaf() instanceof MethodTree method) {
        Tree type = method.getReturnType();
        if (type == null) {
          return null;
        }
        if (type instanceof PrimitiveTypeTree primitive) {
          TypeKind kind = primitive.getPrimitiveTypeKind();
          return kind == TypeKind.VOID ? null : kind == TypeKind.BOOLEAN ? "false" : "0";
        }
        return "null";
      }
      if (p.getLeaf() instanceof LambdaExpressionTree lambda) {
        // Without a value the lambda would become a Runnable, and submit another method.
        return bodyAt(lambda).filter(b -> b.returnType().equals("void")).isPresent()
            ? null
            : "null";
      }
    }
    return null;
  }

  private java.util.Optional<Body> bodyAt(Tree tree) {
    return facts
        .bodyAt(TreeSite.of(tree))
        .filter(b -> b.kind() == Body.Kind.LAMBDA || b.kind() == Body.Kind.METHOD);
  }

  SuggestedFix leaveOnInterrupt(Remedy.LeaveOnInterrupt remedy) {
    CatchTree handler = (CatchTree) ((TreeSite) remedy.catchClause()).tree();
    Tree loop = ((TreeSite) remedy.loop()).tree();
    TreePath path = UnitIndex.path(handler, state);
    if (path == null || !source.has(handler)) {
      return FixMaker.nothing();
    }
    String leave;
    if (remedy.codeAfterLoop()) {
      if (isInsideOther(path, loop)) {
        return FixMaker.nothing();
      }
      leave = "break;";
    } else {
      String result = missingResult(path);
      leave = result == null ? "return;" : "return " + result + ";";
    }
    SuggestedFix.Builder fix = SuggestedFix.builder();
    String restore =
        remedy.restoresAlready()
            ? ""
            : Imports.name("java.lang.Thread", source, state, fix)
                + ".currentThread().interrupt();";
    String indent = source.indentAt(source.start(handler));
    String unit = source.unit(enclosingClass(path));
    String inner = indent + unit;
    String name = handler.getParameter().getName().toString();
    if (remedy.separateCatch()) {
      String clause =
          "catch ("
              + Imports.name("java.lang.InterruptedException", source, state, fix)
              + " "
              + name
              + ") {\n"
              + (restore.isEmpty() ? "" : inner + restore + "\n")
              + inner
              + leave
              + "\n"
              + indent
              + "} ";
      int start = source.start(handler);
      return fix.replace(start, start, source.lines(clause)).build();
    }
    String statements = (restore.isEmpty() ? "" : restore + "\n") + leave;
    if (handler.getParameter().getType() instanceof UnionTypeTree) {
      statements =
          "if ("
              + name
              + " instanceof "
              + Imports.name("java.lang.InterruptedException", source, state, fix)
              + ") {\n"
              + (unit + statements).replace("\n", "\n" + unit)
              + "\n}";
    }
    return appendTo(handler.getBlock(), statements, indent, inner, fix)
        ? fix.build()
        : FixMaker.nothing();
  }

  private static com.sun.source.tree.ClassTree enclosingClass(TreePath path) {
    for (TreePath p = path; p != null; p = p.getParentPath()) {
      if (p.getLeaf() instanceof com.sun.source.tree.ClassTree type) {
        return type;
      }
    }
    throw new IllegalStateException("code outside a class");
  }

  /** Whether break would leave something else than the loop. */
  private static boolean isInsideOther(TreePath path, Tree loop) {
    for (TreePath p = path; p != null && p.getLeaf() != loop; p = p.getParentPath()) {
      Tree tree = p.getLeaf();
      if (tree instanceof WhileLoopTree
          || tree instanceof DoWhileLoopTree
          || tree instanceof ForLoopTree
          || tree instanceof EnhancedForLoopTree
          || tree instanceof SwitchTree
          || tree instanceof SwitchExpressionTree
          || tree instanceof LambdaExpressionTree) {
        return true;
      }
    }
    return false;
  }

  private boolean appendTo(
      BlockTree block, String statements, String indent, String inner, SuggestedFix.Builder fix) {
    int brace = source.closingBrace(block);
    if (brace < 0) {
      return false;
    }
    String text = statements.replace("\n", "\n" + inner);
    List<? extends StatementTree> old = block.getStatements();
    StatementTree last = old.isEmpty() ? null : old.get(old.size() - 1);
    if (last instanceof ContinueTree) {
      // Nothing may follow a continue: what leaves the loop takes its place.
      fix.replace(last, source.lines(text));
      return true;
    }
    int end = source.trimBefore(brace);
    if (source.isOneLine(block)) {
      fix.replace(end, brace, source.lines("\n" + inner + text + "\n" + indent));
    } else {
      fix.replace(end, end, source.lines("\n" + inner + text));
    }
    return true;
  }
}
