package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.source.TreeSite;
import java.util.ArrayList;
import java.util.List;

/** Lets a task catch what it would throw. */
final class TaskFixes {
  private static final String MESSAGE = "Periodic task failed";
  private static final String ITEM_MESSAGE = "Work on one item failed";

  private final ClassFacts facts;
  private final VisitorState state;
  private final SourceText source;

  TaskFixes(ClassFacts facts, VisitorState state) {
    this.facts = facts;
    this.state = state;
    this.source = new SourceText(state);
  }

  SuggestedFix catchFailures(Remedy.CatchInTask remedy) {
    Tree argument =
        ((MethodInvocationTree) ((TreeSite) remedy.call()).tree())
            .getArguments()
            .get(remedy.argument());
    if (!source.has(argument)) {
      return FixMaker.nothing();
    }
    if (argument instanceof MemberReferenceTree reference) {
      return reference(reference);
    }
    Tree code = ((TreeSite) facts.body(remedy.body().orElseThrow()).site()).tree();
    if (!source.has(code)) {
      return FixMaker.nothing();
    }
    if (code instanceof LambdaExpressionTree lambda) {
      return lambda.getBody() instanceof BlockTree block
          ? block(block, lambda)
          : expression((ExpressionTree) lambda.getBody(), lambda);
    }
    // What others call too may count on the exception.
    return code instanceof MethodTree method
            && method.getBody() != null
            && method.getName().contentEquals("run")
            && !remedy.isCalledDirectly()
        ? block(method.getBody(), method)
        : FixMaker.nothing();
  }

  /** What the loop's block does from the failing statement on moves into a try block. */
  SuggestedFix catchInLoop(Remedy.CatchInLoop remedy) {
    Tree loop = ((TreeSite) remedy.loop()).tree();
    TreePath path = path(((TreeSite) remedy.work()).tree());
    StatementTree body =
        loop instanceof WhileLoopTree w
            ? w.getStatement()
            : loop instanceof DoWhileLoopTree d
                ? d.getStatement()
                : loop instanceof ForLoopTree f ? f.getStatement() : null;
    if (path == null || !(body instanceof BlockTree block) || source.isOneLine(block)) {
      return FixMaker.nothing();
    }
    while (path.getParentPath() != null && path.getParentPath().getLeaf() != block) {
      // In a try block that catches some of it, the rest has to be caught around that.
      path = path.getParentPath();
    }
    int brace = source.closingBrace(block);
    if (path.getParentPath() == null || brace < 0 || !source.has(path.getLeaf())) {
      return FixMaker.nothing();
    }
    SuggestedFix.Builder fix = SuggestedFix.builder();
    String unit = source.unit(path);
    int first = source.start(path.getLeaf());
    String indent = source.indentAt(first);
    int last = source.trimBefore(brace);
    Tree work = ((TreeSite) remedy.work()).tree();
    if (!remedy.isThrownOn()
        && path.getLeaf() instanceof TryTree guarded
        && !guarded.getCatches().isEmpty()
        && source.end(guarded) == last
        && source.start(work) < source.end(guarded.getBlock())) {
      // A clause more than there is.
      int end = source.end(guarded.getCatches().get(guarded.getCatches().size() - 1));
      fix.replace(end - 1, end, source.lines(handler(path, indent, ITEM_MESSAGE, fix)));
      return fix.build();
    }
    fix.replace(first, first, source.lines("try {\n" + indent + unit));
    source.indent(first, last, unit, fix);
    fix.replace(last, last, source.lines("\n" + indent + handler(path, indent, ITEM_MESSAGE, fix)));
    return fix.build();
  }

  /** The lambda first returns if the condition holds. */
  SuggestedFix checkFlagFirst(Remedy.CheckFlagFirst remedy) {
    Tree code = ((TreeSite) facts.body(remedy.lambda()).site()).tree();
    TreePath path = source.has(code) ? path(code) : null;
    if (path == null || !(code instanceof LambdaExpressionTree lambda)) {
      return FixMaker.nothing();
    }
    SuggestedFix.Builder fix = SuggestedFix.builder();
    String unit = source.unit(path);
    if (lambda.getBody() instanceof BlockTree block) {
      if (source.isOneLine(block) || block.getStatements().isEmpty()) {
        return FixMaker.nothing();
      }
      int open = source.afterOpeningBrace(block);
      String indent = source.indentAt(source.start(block.getStatements().get(0)));
      fix.replace(
          open, open, source.lines("\n" + String.join("\n", returnIf(remedy, indent, unit))));
      return fix.build();
    }
    Tree expression = lambda.getBody();
    if (!source.has(expression)) {
      return FixMaker.nothing();
    }
    String outer = source.indentAt(source.start(lambda));
    String indent = outer + unit;
    List<String> lines = new ArrayList<>(List.of("{"));
    lines.addAll(returnIf(remedy, indent, unit));
    lines.add(indent + source.of(expression) + ";");
    lines.add(outer + "}");
    fix.replace(expression, source.lines(String.join("\n", lines)));
    return fix.build();
  }

  private static List<String> returnIf(Remedy.CheckFlagFirst remedy, String indent, String unit) {
    return List.of(
        indent + "if (" + remedy.condition() + ") {", indent + unit + "return;", indent + "}");
  }

  private TreePath path(Tree tree) {
    return UnitIndex.path(tree, state);
  }

  /** What a handler's parameter must not hide: a lambda shares the names of its method. */
  private static Tree around(TreePath path) {
    TreePath p = path;
    while (!(p.getLeaf() instanceof MethodTree || p.getLeaf() instanceof ClassTree)) {
      p = p.getParentPath();
    }
    return p.getLeaf();
  }

  private String handler(TreePath path, String indent, String message, SuggestedFix.Builder fix) {
    String unit = source.unit(path);
    String name = Variables.declares(around(path), "e") ? "failure" : "e";
    StringBuilder text = new StringBuilder();
    text.append("} catch (")
        .append(Imports.name("java.lang.RuntimeException", source, state, fix))
        .append(' ')
        .append(name)
        .append(") {\n");
    for (String statement :
        new FailureLog(source, state).statements(path, message, name, unit, fix)) {
      text.append(indent).append(unit).append(statement).append('\n');
    }
    return text.append(indent).append('}').toString();
  }

  /** The statements of a block move into a try block. */
  private SuggestedFix block(BlockTree block, Tree code) {
    TreePath path = path(code);
    int brace = source.closingBrace(block);
    if (path == null || brace < 0 || block.getStatements().isEmpty()) {
      return FixMaker.nothing();
    }
    SuggestedFix.Builder fix = SuggestedFix.builder();
    String unit = source.unit(path);
    String outer = source.indentAt(brace);
    String indent = outer + unit;
    int open = source.afterOpeningBrace(block);
    int last = source.trimBefore(brace);
    String closing = "\n" + indent + handler(path, indent, MESSAGE, fix);
    if (source.isOneLine(block)) {
      int first = source.start(block.getStatements().get(0));
      outer = source.indentAt(source.start(block));
      indent = outer + unit;
      closing = "\n" + indent + handler(path, indent, MESSAGE, SuggestedFix.builder());
      fix.replace(open, first, source.lines("\n" + indent + "try {\n" + indent + unit));
      fix.replace(last, brace, source.lines(closing + "\n" + outer));
      return fix.build();
    }
    fix.replace(open, open, source.lines("\n" + indent + "try {"));
    source.indent(open, last, unit, fix);
    fix.replace(last, last, source.lines(closing));
    return fix.build();
  }

  private SuggestedFix expression(ExpressionTree expression, LambdaExpressionTree lambda) {
    SuggestedFix.Builder fix = SuggestedFix.builder();
    TreePath path = path(lambda);
    if (path == null || !source.has(expression)) {
      return FixMaker.nothing();
    }
    fix.replace(
        source.start(expression),
        source.end(expression),
        source.lines(guarded(path, source.of(expression), fix)));
    return fix.build();
  }

  private SuggestedFix reference(MemberReferenceTree reference) {
    ExpressionTree qualifier = reference.getQualifierExpression();
    TreePath path = path(reference);
    // Anything else may be costly or changing: a method reference evaluates it once.
    boolean isPlain = qualifier instanceof IdentifierTree || qualifier instanceof MemberSelectTree;
    if (path == null
        || !isPlain
        || reference.getMode() != MemberReferenceTree.ReferenceMode.INVOKE
        || !source.has(qualifier)) {
      return FixMaker.nothing();
    }
    SuggestedFix.Builder fix = SuggestedFix.builder();
    boolean isThis = qualifier instanceof IdentifierTree i && i.getName().contentEquals("this");
    String call =
        (isThis ? "" : source.of(qualifier) + ".") + reference.getName().toString() + "()";
    fix.replace(
        source.start(reference),
        source.end(reference),
        source.lines("() -> " + guarded(path, call, fix)));
    return fix.build();
  }

  private String guarded(TreePath path, String call, SuggestedFix.Builder fix) {
    String outer = source.indentAt(source.start(path.getLeaf()));
    String unit = source.unit(path);
    String indent = outer + unit;
    return String.join(
        "\n",
        List.of(
            "{",
            indent + "try {",
            indent + unit + call + ";",
            indent + handler(path, indent, MESSAGE, fix),
            outer + "}"));
  }
}
