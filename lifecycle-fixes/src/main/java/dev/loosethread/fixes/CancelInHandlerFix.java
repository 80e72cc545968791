package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.EnclosingTrees;
import dev.loosethread.fixes.text.Layout;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.model.finding.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cancels a future first thing in an exception handler. If the try block declares the future, which
 * its handlers do not see (JLS 6.3), the declaration moves in front of the try statement.
 */
final class CancelInHandlerFix {
  private static final CodeTemplate CANCEL = CodeTemplate.of("${future}.cancel(true);");

  private static final CodeTemplate CANCEL_IF_ANY =
      CodeTemplate.of(
          """
          if (${future} != null) {
            ${future}.cancel(true);
          }
          """);
  private static final CodeTemplate DECLARE = CodeTemplate.of("${type} ${future} = null;");

  private final Consumer<String> declines;
  private final SourceEdit edit;
  private final SourceText source;

  /**
   * @param declines told why there is no fix
   */
  CancelInHandlerFix(VisitorState state, Consumer<String> declines) {
    this.declines = declines;
    this.edit = new SourceEdit(state);
    this.source = edit.source();
  }

  SuggestedFix make(Remedy.CancelInHandler remedy) {
    CatchTree handler = Sites.tree(remedy.catchClause(), CatchTree.class);
    BlockTree block = handler.getBlock();
    TreePath path = edit.path(handler);
    if (path == null
        || !(path.getParentPath().getLeaf() instanceof TryTree statement)
        || !source.has(block)
        || source.closingBrace(block) < 0) {
      return SuggestedFix.emptyFix();
    }
    Layout outer = source.layoutAt(source.start(handler), path);
    List<VariableTree> hidden = declarations(statement.getBlock(), remedy.future());
    if (!hidden.isEmpty() && !moveOut(hidden, path.getParentPath(), remedy.future())) {
      declines.accept("the handler does not see " + remedy.future());
      return SuggestedFix.emptyFix();
    }
    CodeTemplate cancel = hidden.isEmpty() ? CANCEL : CANCEL_IF_ANY;
    edit.addTo(block, 0, cancel.with("future", remedy.future()).code(edit), outer);
    return edit.build();
  }

  private static List<VariableTree> declarations(Tree within, String name) {
    List<VariableTree> found = new ArrayList<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitVariable(VariableTree variable, Void unused) {
        if (variable.getName().contentEquals(name)) {
          found.add(variable);
        }
        return super.visitVariable(variable, null);
      }
    }.scan(within, null);
    return found;
  }

  /** Declares the future before the statement, and returns false if that cannot be done. */
  private boolean moveOut(List<VariableTree> hidden, TreePath statement, String name) {
    VariableTree variable = hidden.get(0);
    Tree scope = EnclosingTrees.methodOrType(statement);
    if (hidden.size() > 1
        || declarations(scope, name).size() > 1
        || !(statement.getParentPath().getLeaf() instanceof BlockTree)
        || variable.getInitializer() == null
        || !source.has(variable)
        || !source.has(variable.getType())
        || !source.has(variable.getInitializer())) {
      return false;
    }
    int from = source.end(variable.getType());
    int to = source.start(variable.getInitializer());
    // Neither modifiers nor other variables of the same declaration.
    if (source.start(variable) != source.start(variable.getType())
        || !source.between(from, to).matches(name + "\\s*=")) {
      return false;
    }
    Code declare =
        DECLARE.with("type", source.of(variable.getType())).with("future", name).code(edit);
    int start = source.start(statement.getLeaf());
    edit.addAbove(start, declare, source.layoutAt(start, statement));
    edit.replace(source.start(variable), to, name + " = ");
    return true;
  }
}
