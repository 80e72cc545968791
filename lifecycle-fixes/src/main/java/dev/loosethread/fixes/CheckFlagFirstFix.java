package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Remedy;

/** Lets a task return at once if the object has been closed. */
final class CheckFlagFirstFix {
  private static final CodeTemplate CHECK =
      CodeTemplate.of(
          """
          if (${condition}) {
            return;
          }
          """);
  private static final CodeTemplate BLOCK =
      CodeTemplate.of(
          """
          {
            ${check}
            ${expression};
          }
          """);

  private final ClassFacts facts;
  private final SourceEdit edit;
  private final SourceText source;

  CheckFlagFirstFix(ClassFacts facts, VisitorState state) {
    this.facts = facts;
    this.edit = new SourceEdit(state);
    this.source = edit.source();
  }

  SuggestedFix make(Remedy.CheckFlagFirst remedy) {
    Tree code = Sites.tree(facts.body(remedy.lambda()).site());
    TreePath path = source.has(code) ? edit.path(code) : null;
    if (path == null || !(code instanceof LambdaExpressionTree lambda)) {
      return SuggestedFix.emptyFix();
    }
    Code check = CHECK.with("condition", remedy.condition()).code(edit);
    if (lambda.getBody() instanceof BlockTree block) {
      if (source.isOneLine(block) || block.getStatements().isEmpty()) {
        return SuggestedFix.emptyFix();
      }
      int first = source.start(block.getStatements().get(0));
      edit.addBelow(source.afterOpeningBrace(block), check, source.layoutAt(first, path));
      return edit.build();
    }
    Tree expression = lambda.getBody();
    if (!source.has(expression)) {
      return SuggestedFix.emptyFix();
    }
    Code block = BLOCK.with("check", check).with("expression", source.of(expression)).code(edit);
    edit.replace(expression, block.at(source.layoutAt(source.start(lambda), path)));
    return edit.build();
  }
}
