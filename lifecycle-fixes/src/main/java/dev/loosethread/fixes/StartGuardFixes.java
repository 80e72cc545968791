package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;
import dev.loosethread.fixes.release.EndMethodEdit;
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
    if (body == null || !source.has(body)) {
      return SuggestedFix.emptyFix();
    }
    ClassTree tree = Sites.tree(type.site(), ClassTree.class);
    String flag = VariableNames.freeName(tree, "started");
    ClassMembers.addField(tree, FIELD.with("flag", flag).code(edit), edit);
    Code guard = GUARD.with("flag", flag).with("value", value(body)).code(edit);
    Layout outer = source.layoutAt(source.start(method), tree);
    Layout inner = outer.deeper();
    Code before = remedy.startCanFail() ? guard.then(TryBlock.begin(edit)) : guard;
    Code after = remedy.startCanFail() ? onFailure(start, flag, tree) : Code.NONE;
    int open = source.afterOpeningBrace(body);
    if (source.isOneLine(body)) {
      if (!holdsOnlyStatements(body)) {
        return SuggestedFix.emptyFix();
      }
      edit.replace(open, source.closingBrace(body), spread(body, before, after, outer));
    } else if (remedy.startCanFail()) {
      edit.wrap(open, source.trimBefore(source.closingBrace(body)), before, after, inner);
    } else {
      edit.addBelow(open, before, inner);
    }
    for (int end : remedy.ends()) {
      reset(methodOf(facts.body(end)), flag, ".set(false)", tree);
    }
    return edit.build();
  }

  /** Returns what the returns of the method return, with a space before it. */
  private String value(BlockTree body) {
    return ReturnFinder.firstIn(body)
        .map(ReturnTree::getExpression)
        .map(value -> " " + source.of(value))
        .orElse("");
  }

  private Code onFailure(Body start, String flag, ClassTree tree) {
    return RESET_AND_RETHROW
        .with("caught", start.thrown().isEmpty() ? "RuntimeException | Error" : "Throwable")
        .with("failure", VariableNames.freeName(tree, "e"))
        .with("flag", flag)
        .code(edit);
  }

  /** Returns whether nothing but white space is between the statements, no comment for example. */
  private boolean holdsOnlyStatements(BlockTree body) {
    int from = source.afterOpeningBrace(body);
    for (StatementTree statement : body.getStatements()) {
      if (source.skipWhiteSpace(from) != source.start(statement)) {
        return false;
      }
      from = source.end(statement);
    }
    return source.skipWhiteSpace(from) == source.closingBrace(body);
  }

  /** Returns the content of a one-line block with each statement on a line of its own. */
  private String spread(BlockTree body, Code before, Code after, Layout outer) {
    Layout inner = outer.deeper();
    Layout innermost = after.isEmpty() ? inner : inner.deeper();
    StringBuilder text = new StringBuilder(inner.newLine()).append(before.at(inner));
    for (StatementTree statement : body.getStatements()) {
      text.append(innermost.newLine()).append(source.of(statement));
    }
    if (!after.isEmpty()) {
      text.append(inner.newLine()).append(after.at(inner));
    }
    return text.append(outer.newLine()).toString();
  }

  SuggestedFix resetGuard(Remedy.ResetGuard remedy) {
    Body end = facts.body(remedy.endMethod());
    MethodTree method = methodOf(end);
    ClassTree type = Sites.tree(facts.type(end.owner()).orElseThrow().site(), ClassTree.class);
    String flag = VariableNames.reference(remedy.flag().name(), "this", method);
    reset(method, flag, remedy.action(), type);
    return edit.build();
  }

  private static MethodTree methodOf(Body body) {
    return Sites.tree(body.site(), MethodTree.class);
  }

  /** Resets the guard last in an end method, however the method ends. */
  private void reset(MethodTree end, String flag, String action, ClassTree type) {
    BlockTree body = end.getBody();
    if (body == null || !source.has(body)) {
      return;
    }
    Code statement = RESET.with("flag", flag).with("action", action).code(edit);
    boolean mayEndEarly = mayEndEarly(end);
    if (body.getStatements().isEmpty() || (mayEndEarly && source.isOneLine(body))) {
      new EndMethodEdit(type, edit).insert(end, statement);
      return;
    }
    Layout outer = source.layoutAt(source.start(end), type);
    Layout inner = outer.deeper();
    int last = source.trimBefore(source.closingBrace(body));
    if (mayEndEarly) {
      // Refusing every further start would be worse than letting a second one through.
      Code inAnyCase = TryBlock.endWithFinally(statement, edit);
      TryBlock.wrap(source.afterOpeningBrace(body), last, inAnyCase, inner, edit);
    } else if (source.isOneLine(body)) {
      edit.insert(last, inner.newLine() + statement.at(inner) + outer.newLine());
    } else {
      edit.addBelow(last, statement, inner);
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
