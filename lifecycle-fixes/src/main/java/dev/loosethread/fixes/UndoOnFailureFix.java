package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.util.TreePath;
import dev.loosethread.fixes.release.ReleaseCall;
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.EnclosingTrees;
import dev.loosethread.fixes.text.Layout;
import dev.loosethread.fixes.text.ReturnFinder;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.fixes.text.TryBlock;
import dev.loosethread.fixes.text.VariableNames;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.finding.Remedy;
import java.util.List;
import java.util.Set;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Undoes what a method has started if the rest of it fails. */
final class UndoOnFailureFix {
  private static final CodeTemplate HANDLER =
      CodeTemplate.of(
          """
          } catch (${caught} ${failure}) {
            ${undo}
            throw ${failure};
          }
          """);
  private static final CodeTemplate UNDO = CodeTemplate.of("${field}${action};");
  private static final CodeTemplate UNDO_THAT_MAY_FAIL =
      CodeTemplate.of(
          """
          try {
            ${undo}
          } catch (${checked} ${second}) {
            ${failure}.addSuppressed(${second});
          }
          """);

  private final ClassFacts facts;
  private final ClassFixes fixes;
  private final SourceEdit edit;
  private final SourceText source;

  UndoOnFailureFix(ClassFacts facts, ClassFixes fixes, VisitorState state) {
    this.facts = facts;
    this.fixes = fixes;
    this.edit = new SourceEdit(state);
    this.source = edit.source();
  }

  /** The part of a block that moves into a try block. */
  private record Rest(TreePath first, int from, int to, Layout layout) {}

  /**
   * Moves the code after the statement into a try block, whose handler undoes the start and
   * rethrows what it caught.
   */
  SuggestedFix make(Remedy.UndoOnFailure remedy) {
    TreePath path = edit.path(remedy.started());
    while (path != null && !(path.getParentPath().getLeaf() instanceof BlockTree)) {
      if (path.getLeaf() instanceof MethodTree || path.getLeaf() instanceof ClassTree) {
        return SuggestedFix.emptyFix();
      }
      path = path.getParentPath();
    }
    FieldFacts field = facts.field(remedy.undo().field()).orElse(null);
    // The rest of a nested block is not the rest of the method.
    if (path == null
        || field == null
        || !(path.getParentPath().getParentPath().getLeaf() instanceof MethodTree method)) {
      return SuggestedFix.emptyFix();
    }
    Rest rest = rest((StatementTree) path.getLeaf(), path.getParentPath(), method);
    if (rest == null || !fixes.takeBlock(method.getBody())) {
      return SuggestedFix.emptyFix();
    }
    // Rethrown exactly: the compiler sees what the block can throw (JLS 11.2.2).
    String caught = UncheckedCatch.types(!method.getThrows().isEmpty(), edit);
    String failure = VariableNames.exception(rest.first(), Set.of(field.key().name()));
    Code handler =
        HANDLER
            .with("caught", caught)
            .with("failure", failure)
            .with("undo", undo(field, remedy.undo(), method, rest.first(), failure))
            .code(edit);
    TryBlock.wrap(rest.from(), rest.to(), handler, rest.layout(), edit);
    return edit.build();
  }

  /**
   * Returns what runs after a statement, or in the block of an if statement that is the last one;
   * null if a try block cannot hold it.
   */
  private @Nullable Rest rest(StatementTree statement, TreePath body, MethodTree method) {
    BlockTree block = method.getBody();
    List<? extends StatementTree> statements = block.getStatements();
    TreePath first;
    boolean isLast = statements.get(statements.size() - 1) == statement;
    int from = source.has(statement) ? source.end(statement) : -1;
    int beside;
    if (statement instanceof IfTree test && !ReturnFinder.returnsIn(test)) {
      if (!isLast
          || test.getElseStatement() != null
          || !(test.getThenStatement() instanceof BlockTree inner)
          || inner.getStatements().isEmpty()) {
        return null;
      }
      block = inner;
      from = source.afterOpeningBrace(inner);
      beside = source.start(inner.getStatements().get(0));
      first = edit.path(inner.getStatements().get(0));
    } else if (isLast) {
      return null;
    } else {
      beside = source.start(statement);
      first = new TreePath(body, statements.get(statements.indexOf(statement) + 1));
    }
    int brace = source.closingBrace(block);
    for (StatementTree moved :
        statements.subList(statements.indexOf(statement) + 1, statements.size())) {
      // JLS 8.8.7: the call of another constructor cannot be in a try statement.
      if (moved.toString().matches("(.*\\.)?(this|super)\\((?s:.*)")) {
        return null;
      }
    }
    return first == null || from < 0 || brace < 0 || source.isOneLine(block)
        ? null
        : new Rest(
            first,
            source.afterTrailingComment(from),
            source.trimBefore(brace),
            source.layoutAt(beside, body));
  }

  private Code undo(
      FieldFacts field, Remedy.Undo undo, MethodTree method, TreePath place, String failure) {
    Code statement =
        UNDO.with(
                "field",
                VariableNames.reference(
                    field.key().name(), "this", method, EnclosingTrees.type(place)))
            .with("action", undo.action())
            .code(edit);
    TypeMirror thrown =
        undo.action().startsWith(".")
            ? new ReleaseCall(edit).thrown(field.type(), undo.action().substring(1), null)
            : null;
    if (thrown == null) {
      return statement;
    }
    // The caller has to learn of the first failure.
    return UNDO_THAT_MAY_FAIL
        .with("undo", statement)
        .with("checked", edit.nameOf(thrown.toString()))
        .with("second", VariableNames.freeLocal(place, "suppressed", List.of()))
        .with("failure", failure)
        .code(edit);
  }
}
