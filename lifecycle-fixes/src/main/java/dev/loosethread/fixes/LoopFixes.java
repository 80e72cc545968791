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
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.EnclosingTrees;
import dev.loosethread.fixes.text.Layout;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.source.TreeSite;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Lets an interrupt end a loop. */
final class LoopFixes {
  private static final CodeTemplate CONDITION =
      CodeTemplate.of("!${java.lang.Thread}.currentThread().isInterrupted()");
  private static final Pattern ENDLESS = Pattern.compile("for(\\s*\\()(\\s*);\\s*;\\s*\\)");
  private static final CodeTemplate WHILE =
      CodeTemplate.of("while${open}${padding}${condition}${padding})");
  private static final CodeTemplate BREAK = CodeTemplate.of("break;");
  private static final CodeTemplate RETURN_NOTHING = CodeTemplate.of("return;");
  private static final CodeTemplate RETURN = CodeTemplate.of("return ${value};");
  private static final CodeTemplate RESTORE =
      CodeTemplate.of("${java.lang.Thread}.currentThread().interrupt();");
  private static final CodeTemplate OWN_CATCH =
      CodeTemplate.of(
          """
          catch (${java.lang.InterruptedException} ${exception}) {
            ${statements}
          }
          """);
  private static final CodeTemplate IF_INTERRUPTED =
      CodeTemplate.of(
          """
          if (${exception} instanceof ${java.lang.InterruptedException}) {
            ${statements}
          }
          """);

  private static final Set<Tree.Kind> JUMPS =
      Set.of(Tree.Kind.RETURN, Tree.Kind.CONTINUE, Tree.Kind.BREAK, Tree.Kind.THROW);

  private final ClassFacts facts;
  private final SourceEdit edit;
  private final SourceText source;

  LoopFixes(ClassFacts facts, VisitorState state) {
    this.facts = facts;
    this.edit = new SourceEdit(state);
    this.source = edit.source();
  }

  SuggestedFix checkInterruption(Remedy.CheckInterruption remedy) {
    Tree loop = Sites.tree(remedy.loop());
    TreePath path = edit.path(loop);
    if (path == null || !source.has(loop) || !replaceCondition(loop)) {
      return SuggestedFix.emptyFix();
    }
    String result = missingResult(path);
    if (result != null) {
      TreePath statement = EnclosingTrees.withLabels(path);
      // An endless loop is the last statement of its block; elsewhere there is no place.
      if (!(statement.getParentPath().getLeaf() instanceof BlockTree)) {
        return SuggestedFix.emptyFix();
      }
      edit.addBelow(
          source.end(loop),
          RETURN.with("value", result).code(edit),
          source.layoutAt(source.start(statement.getLeaf()), path));
    }
    return edit.build();
  }

  private boolean replaceCondition(Tree loop) {
    ExpressionTree old = null;
    if (loop instanceof WhileLoopTree w) {
      old = w.getCondition();
    } else if (loop instanceof DoWhileLoopTree d) {
      old = d.getCondition();
    } else if (loop instanceof ForLoopTree f) {
      old = f.getCondition();
      if (old == null) {
        return addCondition(f);
      }
    }
    while (old instanceof ParenthesizedTree p) {
      old = p.getExpression();
    }
    if (old == null || !source.has(old)) {
      return false;
    }
    edit.replace(old, CONDITION.line(edit));
    return true;
  }

  private boolean addCondition(ForLoopTree loop) {
    List<? extends StatementTree> initializers = loop.getInitializer();
    if (initializers.isEmpty() && loop.getUpdate().isEmpty() && replaceHead(loop)) {
      return true;
    }
    int from =
        initializers.isEmpty()
            ? source.start(loop)
            : source.end(initializers.get(initializers.size() - 1));
    // The end of the last initializer may or may not include the semicolon.
    int first =
        !initializers.isEmpty() && source.at(from - 1) == ';'
            ? from - 1
            : source.indexOf(';', from);
    if (first < 0 || source.indexOf(';', first + 1) < 0) {
      return false;
    }
    edit.insert(first + 1, " " + CONDITION.line(edit));
    return true;
  }

  /** Makes {@code for (;;)} a while loop; returns false if that would drop a comment. */
  private boolean replaceHead(ForLoopTree loop) {
    int start = source.start(loop);
    Matcher head = ENDLESS.matcher(source.of(loop));
    if (!head.lookingAt()) {
      return false;
    }
    edit.replace(
        start,
        start + head.end(),
        WHILE
            .with("open", head.group(1))
            .with("condition", CONDITION.line(edit))
            .with("padding", head.group(2))
            .line(edit));
    return true;
  }

  /** Returns what the code around has to return once the loop ends, or null for no value. */
  private @Nullable String missingResult(TreePath loop) {
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

  private Optional<Body> bodyAt(Tree tree) {
    return facts
        .bodyAt(TreeSite.of(tree))
        .filter(b -> b.kind() == Body.Kind.LAMBDA || b.kind() == Body.Kind.METHOD);
  }

  SuggestedFix leaveOnInterrupt(Remedy.LeaveOnInterrupt remedy) {
    CatchTree handler = Sites.tree(remedy.catchClause(), CatchTree.class);
    TreePath path = edit.path(handler);
    if (path == null
        || !source.has(handler)
        || (remedy.codeAfterLoop() && isInsideOther(path, Sites.tree(remedy.loop())))) {
      return SuggestedFix.emptyFix();
    }
    Code restore = remedy.restoresAlready() ? Code.NONE : RESTORE.code(edit);
    Code statements = restore.then(leave(remedy, path));
    String exception = handler.getParameter().getName().toString();
    Layout layout = source.layoutAt(source.start(handler), path);
    if (remedy.separateCatch()) {
      Code clause =
          OWN_CATCH.with("exception", exception).with("statements", statements).code(edit);
      String gap = source.isFirstOfLine(source.start(handler)) ? layout.newLine() : " ";
      edit.insert(source.start(handler), clause.at(layout) + gap);
      return edit.build();
    }
    if (handler.getParameter().getType() instanceof UnionTypeTree) {
      statements =
          IF_INTERRUPTED.with("exception", exception).with("statements", statements).code(edit);
    }
    return appendTo(handler.getBlock(), statements, layout)
        ? edit.build()
        : SuggestedFix.emptyFix();
  }

  SuggestedFix restoreInterrupt(Remedy.RestoreInterrupt remedy) {
    CatchTree handler = Sites.tree(remedy.catchClause(), CatchTree.class);
    TreePath path = edit.path(handler);
    if (path == null
        || !source.has(handler)
        || source.closingBrace(handler.getBlock()) < 0
        || handler.getParameter().getType() instanceof UnionTypeTree) {
      return SuggestedFix.emptyFix();
    }
    List<? extends StatementTree> statements = handler.getBlock().getStatements();
    // Nothing may follow a jump.
    int end = statements.size();
    if (end > 0 && JUMPS.contains(statements.get(end - 1).getKind())) {
      end--;
    }
    edit.addTo(
        handler.getBlock(), end, RESTORE.code(edit), source.layoutAt(source.start(handler), path));
    return edit.build();
  }

  private Code leave(Remedy.LeaveOnInterrupt remedy, TreePath handler) {
    if (remedy.codeAfterLoop()) {
      return BREAK.code(edit);
    }
    String result = missingResult(handler);
    return result == null ? RETURN_NOTHING.code(edit) : RETURN.with("value", result).code(edit);
  }

  /** Returns true if break would leave something else than the loop. */
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

  /** Adds statements to a handler, and returns false if there is no place for them. */
  private boolean appendTo(BlockTree block, Code statements, Layout outer) {
    if (source.closingBrace(block) < 0) {
      return false;
    }
    List<? extends StatementTree> old = block.getStatements();
    StatementTree last = old.isEmpty() ? null : old.get(old.size() - 1);
    if (last instanceof ContinueTree) {
      // Nothing may follow a continue: what leaves the loop takes its place.
      edit.replace(last, statements.at(outer.deeper()));
      return true;
    }
    edit.append(block, statements, outer);
    return true;
  }
}
