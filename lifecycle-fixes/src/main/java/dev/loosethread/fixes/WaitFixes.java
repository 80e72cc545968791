package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.ShutdownMethod;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.finding.Remedy;

/** Lets end methods wait, but with a limit. */
final class WaitFixes {
  private static final CodeTemplate CALL = CodeTemplate.of("${method}(${arguments})");
  private static final CodeTemplate SHUT_DOWN_UNLESS =
      CodeTemplate.of(
          """
          if (!${wait}) {
            ${executor}.shutdownNow();
          }
          """);

  private final ClassFacts facts;
  private final SourceEdit edit;
  private final SourceText source;

  WaitFixes(ClassFacts facts, VisitorState state) {
    this.facts = facts;
    this.edit = new SourceEdit(state);
    this.source = edit.source();
  }

  SuggestedFix bound(Remedy.BoundWait remedy) {
    MethodInvocationTree call = Sites.tree(remedy.call(), MethodInvocationTree.class);
    if (!source.has(call) || !source.has(call.getMethodSelect())) {
      return SuggestedFix.emptyFix();
    }
    String bounded =
        CALL.with("method", source.of(call.getMethodSelect()))
            .with("arguments", CodeTemplate.of(remedy.arguments()).line(edit))
            .line(edit);
    TreePath path = edit.path(call);
    if (path != null
        && path.getParentPath().getLeaf() instanceof ExpressionStatementTree statement
        && call.getMethodSelect() instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("awaitTermination")) {
      // Tasks that did not end in time are interrupted.
      Code code =
          SHUT_DOWN_UNLESS
              .with("wait", bounded)
              .with("executor", source.of(select.getExpression()))
              .code(edit);
      edit.replace(statement, code.at(source.layoutAt(source.start(call), path)));
    } else {
      edit.replace(call, bounded);
    }
    return edit.build();
  }

  SuggestedFix awaitTermination(Remedy.AwaitTermination remedy) {
    MethodInvocationTree call = Sites.tree(remedy.call(), MethodInvocationTree.class);
    TreePath path = edit.path(call);
    TypeFacts type = facts.type(remedy.type()).orElseThrow();
    if (path == null
        || !source.has(call)
        || !(call.getMethodSelect() instanceof MemberSelectTree select)
        || !(path.getParentPath().getLeaf() instanceof ExpressionStatementTree)
        || !(path.getParentPath().getParentPath().getLeaf() instanceof BlockTree)) {
      return SuggestedFix.emptyFix();
    }
    ShutdownMethod shutdown =
        new ShutdownMethod(type, Sites.tree(type.site(), ClassTree.class), edit);
    edit.replace(call, shutdown.call(source.of(select.getExpression()), edit));
    shutdown.declare(edit);
    return edit.build();
  }
}
