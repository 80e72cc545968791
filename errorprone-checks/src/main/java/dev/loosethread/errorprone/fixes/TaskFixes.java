package dev.loosethread.errorprone.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.rules.Remedy;
import dev.loosethread.source.TreeSite;
import java.util.List;

/** Lets a task catch what it would throw. */
final class TaskFixes {
  private static final String MESSAGE = "Periodic task failed";

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

  private TreePath path(Tree tree) {
    return TreePath.getPath(state.getPath().getCompilationUnit(), tree);
  }

  private String unit(TreePath path) {
    TreePath type = path;
    while (!(type.getLeaf() instanceof ClassTree)) {
      type = type.getParentPath();
    }
    return source.unit((ClassTree) type.getLeaf());
  }

  /** What a handler's parameter must not hide: a lambda shares the names of its method. */
  private static Tree around(TreePath path) {
    TreePath p = path;
    while (!(p.getLeaf() instanceof MethodTree || p.getLeaf() instanceof ClassTree)) {
      p = p.getParentPath();
    }
    return p.getLeaf();
  }

  private String handler(TreePath path, String indent, SuggestedFix.Builder fix) {
    String unit = unit(path);
    String name = Variables.declares(around(path), "e") ? "failure" : "e";
    StringBuilder text = new StringBuilder();
    text.append("} catch (")
        .append(Imports.name("java.lang.RuntimeException", source, state, fix))
        .append(' ')
        .append(name)
        .append(") {\n");
    for (String statement :
        new FailureLog(source, state).statements(path, MESSAGE, name, unit, fix)) {
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
    String unit = unit(path);
    String outer = source.indentAt(brace);
    String indent = outer + unit;
    int open = source.afterOpeningBrace(block);
    int last = source.trimBefore(brace);
    String closing = "\n" + indent + handler(path, indent, fix);
    if (source.isOneLine(block)) {
      int first = source.start(block.getStatements().get(0));
      outer = source.indentAt(source.start(block));
      indent = outer + unit;
      closing = "\n" + indent + handler(path, indent, SuggestedFix.builder());
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
    String unit = unit(path);
    String indent = outer + unit;
    return String.join(
        "\n",
        List.of(
            "{",
            indent + "try {",
            indent + unit + call + ";",
            indent + handler(path, indent, fix),
            outer + "}"));
  }
}
