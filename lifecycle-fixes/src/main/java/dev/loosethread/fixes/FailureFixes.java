package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.util.TreePath;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.source.TreeSite;
import java.util.List;
import javax.lang.model.type.TypeMirror;

/** Undoes what a method started if the rest of it fails. */
final class FailureFixes {
  private final ClassFacts facts;
  private final VisitorState state;
  private final SourceText source;

  FailureFixes(ClassFacts facts, VisitorState state) {
    this.facts = facts;
    this.state = state;
    this.source = new SourceText(state);
  }

  /** The part of a block that moves into a try block. */
  private record Rest(int from, int to, String indent) {}

  /**
   * What follows the statement moves into a try block, whose handler undoes the start and throws on
   * what it caught.
   */
  SuggestedFix undoOnFailure(Remedy.UndoOnFailure remedy) {
    TreePath path = UnitIndex.path(((TreeSite) remedy.started()).tree(), state);
    while (path != null && !(path.getParentPath().getLeaf() instanceof BlockTree)) {
      if (path.getLeaf() instanceof MethodTree || path.getLeaf() instanceof ClassTree) {
        return FixMaker.nothing();
      }
      path = path.getParentPath();
    }
    FieldFacts field = facts.field(remedy.undo().field()).orElse(null);
    // A block inside the method's own one is not the whole rest.
    if (path == null
        || field == null
        || !(path.getParentPath().getParentPath().getLeaf() instanceof MethodTree method)
        || !(path.getParentPath().getParentPath().getParentPath().getLeaf()
            instanceof ClassTree type)) {
      return FixMaker.nothing();
    }
    Rest rest = rest((StatementTree) path.getLeaf(), method);
    if (rest == null) {
      return FixMaker.nothing();
    }
    SuggestedFix.Builder fix = SuggestedFix.builder();
    String unit = source.unit(type);
    String indent = rest.indent();
    // Rethrown exactly: the compiler sees what the block can throw (JLS 11.2.2).
    String caught = method.getThrows().isEmpty() ? "RuntimeException | Error" : "Throwable";
    String name = Variables.freeName(method, "e");
    StringBuilder handler = new StringBuilder("\n" + indent + "} catch (" + caught + " ");
    handler.append(name).append(") {\n");
    for (String line : undo(field, remedy.undo(), method, name, unit, fix)) {
      handler.append(indent).append(unit).append(line).append('\n');
    }
    handler.append(indent).append(unit).append("throw ").append(name).append(";\n");
    handler.append(indent).append('}');
    fix.replace(rest.from(), rest.from(), source.lines("\n" + indent + "try {"));
    source.indent(rest.from(), rest.to(), unit, fix);
    fix.replace(rest.to(), rest.to(), source.lines(handler.toString()));
    return fix.build();
  }

  /** What runs after the statement, or under the condition that it is; null if not one block. */
  private Rest rest(StatementTree statement, MethodTree method) {
    BlockTree block = method.getBody();
    List<? extends StatementTree> statements = block.getStatements();
    boolean isLast = statements.get(statements.size() - 1) == statement;
    int from = source.has(statement) ? source.end(statement) : -1;
    int first;
    if (statement instanceof IfTree test && !Returns.isIn(test)) {
      if (!isLast
          || test.getElseStatement() != null
          || !(test.getThenStatement() instanceof BlockTree inner)
          || inner.getStatements().isEmpty()) {
        return null;
      }
      block = inner;
      from = source.afterOpeningBrace(inner);
      first = source.start(inner.getStatements().get(0));
    } else if (isLast) {
      return null;
    } else {
      first = source.start(statement);
    }
    int brace = source.closingBrace(block);
    for (StatementTree moved :
        statements.subList(statements.indexOf(statement) + 1, statements.size())) {
      // JLS 8.8.7: a try statement cannot hold it.
      if (moved.toString().matches("(.*\\.)?(this|super)\\((?s:.*)")) {
        return null;
      }
    }
    return from < 0 || brace < 0 || source.isOneLine(block)
        ? null
        : new Rest(
            source.afterTrailingComment(from), source.trimBefore(brace), source.indentAt(first));
  }

  private List<String> undo(
      FieldFacts field,
      Remedy.Undo undo,
      MethodTree method,
      String caught,
      String unit,
      SuggestedFix.Builder fix) {
    String name = field.key().name();
    String statement =
        (Variables.declares(method, name) ? "this." : "") + name + undo.action() + ";";
    TypeMirror thrown =
        undo.action().startsWith(".")
            ? new ReleaseCall(source, state).thrown(field.type(), undo.action().substring(1), null)
            : null;
    if (thrown == null) {
      return List.of(statement);
    }
    // What went wrong first is what the caller has to know.
    String second = Variables.freeName(method, "suppressed");
    return List.of(
        "try {",
        unit + statement,
        "} catch (" + Imports.name(thrown.toString(), source, state, fix) + " " + second + ") {",
        unit + caught + ".addSuppressed(" + second + ");",
        "}");
  }
}
