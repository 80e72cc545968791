package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.source.TreeSite;

/** Lets end methods wait, but not for ever. */
final class WaitFixes {
  private final ClassFacts facts;
  private final VisitorState state;
  private final SourceText source;

  WaitFixes(ClassFacts facts, VisitorState state) {
    this.facts = facts;
    this.state = state;
    this.source = new SourceText(state);
  }

  SuggestedFix bound(Remedy.BoundWait remedy) {
    MethodInvocationTree call = (MethodInvocationTree) ((TreeSite) remedy.call()).tree();
    if (!source.has(call) || !source.has(call.getMethodSelect())) {
      return FixMaker.nothing();
    }
    TreePath path = UnitIndex.path(call, state);
    SuggestedFix.Builder fix = SuggestedFix.builder();
    String arguments = remedy.arguments();
    if (arguments.contains("@SECONDS@")) {
      arguments =
          arguments.replace(
              "@SECONDS@",
              Imports.name("java.util.concurrent.TimeUnit", source, state, fix) + ".SECONDS");
    }
    String bounded = source.of(call.getMethodSelect()) + "(" + arguments + ")";
    boolean isTermination =
        call.getMethodSelect() instanceof MemberSelectTree select
            && select.getIdentifier().contentEquals("awaitTermination");
    boolean isStatement =
        path != null && path.getParentPath().getLeaf() instanceof ExpressionStatementTree;
    if (isTermination && isStatement) {
      // What did not end in time is told to.
      String executor = source.of(((MemberSelectTree) call.getMethodSelect()).getExpression());
      String indent = source.indentAt(source.start(call));
      String unit = source.unit(path);
      fix.replace(
          path.getParentPath().getLeaf(),
          source.lines(
              "if (!"
                  + bounded
                  + ") {\n"
                  + indent
                  + unit
                  + executor
                  + ".shutdownNow();\n"
                  + indent
                  + "}"));
    } else {
      fix.replace(call, bounded);
    }
    return fix.build();
  }

  SuggestedFix awaitTermination(Remedy.AwaitTermination remedy) {
    MethodInvocationTree call = (MethodInvocationTree) ((TreeSite) remedy.call()).tree();
    TreePath path = UnitIndex.path(call, state);
    TypeFacts type = facts.type(remedy.type()).orElseThrow();
    ClassTree tree = (ClassTree) ((TreeSite) type.site()).tree();
    if (path == null
        || !source.has(call)
        || !(call.getMethodSelect() instanceof MemberSelectTree select)
        || !(path.getParentPath().getLeaf() instanceof ExpressionStatementTree)
        || !(path.getParentPath().getParentPath().getLeaf() instanceof BlockTree)) {
      return FixMaker.nothing();
    }
    SuggestedFix.Builder fix = SuggestedFix.builder();
    Shutdown shutdown = new Shutdown(type, tree, source, state);
    fix.replace(call, shutdown.methodName() + "(" + source.of(select.getExpression()) + ")");
    shutdown.declareMethod(fix);
    return fix.build();
  }
}
