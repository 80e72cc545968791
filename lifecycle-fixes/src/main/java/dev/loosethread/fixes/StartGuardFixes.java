package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.util.TreePath;
import dev.loosethread.fixes.text.ClassMembers;
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.Layout;
import dev.loosethread.fixes.text.ReturnFinder;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.fixes.text.TryBlock;
import dev.loosethread.fixes.text.VariableNames;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.finding.Remedy;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Lets only the first call of a start method through, until an end method resets the guard. */
final class StartGuardFixes {
  private static final CodeTemplate FIELD =
      CodeTemplate.of(
          "private final ${java.util.concurrent.atomic.AtomicBoolean} ${flag}"
              + " = new ${java.util.concurrent.atomic.AtomicBoolean}();");
  private static final CodeTemplate GUARD =
      CodeTemplate.of(
          """
          if (!${flag}.compareAndSet(false, true)) {
            return${value};
          }
          """);
  private static final CodeTemplate RESET_AND_RETHROW =
      CodeTemplate.of(
          """
          } catch (${caught} ${failure}) {
            ${flag}.set(false);
            throw ${failure};
          }
          """);
  private static final CodeTemplate RESET = CodeTemplate.of("${flag}${action};");

  private final ClassFacts facts;
  private final SourceEdit edit;
  private final SourceText source;

  StartGuardFixes(ClassFacts facts, VisitorState state) {
    this.facts = facts;
    this.edit = new SourceEdit(state);
    this.source = edit.source();
  }

  SuggestedFix addGuard(Remedy.AddStartGuard remedy) {
    Body start = facts.body(remedy.start());
    TypeFacts type = facts.type(start.owner()).orElseThrow();
    MethodTree method = methodOf(start);
    BlockTree body = method.getBody();
    if (body == null || !source.has(body) || source.closingBrace(body) < 0) {
      return SuggestedFix.emptyFix();
    }
    ClassTree tree = Sites.tree(type.site(), ClassTree.class);
    String flag = VariableNames.freeName(tree, "started");
    ClassMembers.addField(tree, FIELD.with("flag", flag).code(edit), edit);
    Code guard = GUARD.with("flag", flag).with("value", value(body)).code(edit);
    Layout outer = source.layoutOf(method, tree);
    if (remedy.startCanFail()) {
      Code onFailure =
          RESET_AND_RETHROW
              .with("caught", UncheckedCatch.types(!start.thrown().isEmpty(), edit))
              .with("failure", VariableNames.exception(firstIn(body), Set.of(flag)))
              .with("flag", flag)
              .code(edit);
      edit.wrapBody(body, guard.then(TryBlock.begin(edit)), onFailure, outer);
    } else {
      edit.addTo(body, 0, guard, outer);
    }
    for (int end : remedy.ends()) {
      reset(methodOf(facts.body(end)), flag, ".set(false)", tree);
    }
    return edit.build();
  }

  /** Returns the path to where the statements of a block begin. */
  private TreePath firstIn(BlockTree block) {
    TreePath path = Objects.requireNonNull(edit.path(block));
    return block.getStatements().isEmpty()
        ? path
        : new TreePath(path, block.getStatements().get(0));
  }

  /** Returns what the returns of the method return, with a space before it. */
  private String value(BlockTree body) {
    return ReturnFinder.firstIn(body)
        .map(ReturnTree::getExpression)
        .map(value -> " " + source.of(value))
        .orElse("");
  }

  SuggestedFix resetGuard(Remedy.ResetGuard remedy) {
    Body end = facts.body(remedy.endMethod());
    MethodTree method = methodOf(end);
    ClassTree type = Sites.tree(facts.type(end.owner()).orElseThrow().site(), ClassTree.class);
    String flag = VariableNames.reference(remedy.flag().name(), "this", method, type);
    reset(method, flag, remedy.action(), type);
    return edit.build();
  }

  private static MethodTree methodOf(Body body) {
    return Sites.tree(body.site(), MethodTree.class);
  }

  /** Resets the guard last in an end method, however the method ends. */
  private void reset(MethodTree end, String flag, String action, ClassTree type) {
    BlockTree body = end.getBody();
    if (body == null || !source.has(body) || source.closingBrace(body) < 0) {
      return;
    }
    Code statement = RESET.with("flag", flag).with("action", action).code(edit);
    Layout outer = source.layoutOf(end, type);
    if (!body.getStatements().isEmpty() && mayEndEarly(end)) {
      // Refusing every further start would be worse than letting a second one through.
      edit.wrapBody(body, TryBlock.begin(edit), TryBlock.endWithFinally(statement, edit), outer);
    } else {
      edit.append(body, statement, outer);
    }
  }

  private static boolean mayEndEarly(MethodTree end) {
    List<? extends StatementTree> statements = end.getBody().getStatements();
    StatementTree last = statements.isEmpty() ? null : statements.get(statements.size() - 1);
    return last instanceof ThrowTree
        || ReturnFinder.returnsIn(end.getBody())
        || !end.getThrows().isEmpty();
  }
}
