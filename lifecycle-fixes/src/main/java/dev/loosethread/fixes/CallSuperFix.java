package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.EnclosingTrees;
import dev.loosethread.fixes.text.Layout;
import dev.loosethread.fixes.text.ReturnFinder;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.fixes.text.TryBlock;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Remedy;
import java.util.stream.Collectors;

/** Calls the overridden method last in an end method. */
final class CallSuperFix {
  private static final CodeTemplate CALL = CodeTemplate.of("super.${method}(${arguments});");

  private final ClassFacts facts;
  private final SourceEdit edit;

  CallSuperFix(ClassFacts facts, VisitorState state) {
    this.facts = facts;
    this.edit = new SourceEdit(state);
  }

  SuggestedFix make(Remedy.CallSuper remedy) {
    MethodTree method = Sites.tree(facts.body(remedy.endMethod()).site(), MethodTree.class);
    BlockTree body = method.getBody();
    SourceText source = edit.source();
    // An early return skips the call; whether it should is not for a fix to decide.
    TreePath path = edit.path(method);
    if (path == null
        || !source.has(body)
        || source.closingBrace(body) < 0
        || ReturnFinder.returnsIn(body)) {
      return SuggestedFix.emptyFix();
    }
    Code call =
        CALL.with("method", method.getName().toString())
            .with(
                "arguments",
                method.getParameters().stream()
                    .map(parameter -> parameter.getName().toString())
                    .collect(Collectors.joining(", ")))
            .code(edit);
    Layout outer = source.layoutOf(method, EnclosingTrees.type(path.getParentPath()));
    if (remedy.inFinally()) {
      edit.wrapBody(body, TryBlock.begin(edit), TryBlock.endWithFinally(call, edit), outer);
    } else {
      edit.append(body, call, outer);
    }
    return edit.build();
  }
}
