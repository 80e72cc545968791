package dev.loosethread.fixes.release;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.fixes.text.VariableNames;
import java.util.List;

/** Moves the creation of an owner from the initializer of its field to the method that uses it. */
final class RenewalEdit {
  private static final CodeTemplate CREATE =
      CodeTemplate.of(
          """
          if (${name} == null) {
            ${name} = ${value};
          }
          """);

  private final VariableTree declaration;
  private final SourceEdit edit;
  private final SourceText source;

  RenewalEdit(VariableTree declaration, SourceEdit edit) {
    this.declaration = declaration;
    this.edit = edit;
    this.source = edit.source();
  }

  /**
   * Returns false if the creation would mean something else there.
   *
   * @param use where the method uses it first
   * @param name how the method names the field
   */
  boolean apply(MethodTree start, Tree use, String name, ClassTree type) {
    ExpressionTree value = declaration.getInitializer();
    BlockTree body = start.getBody();
    if (value == null
        || body == null
        || !source.has(declaration)
        || !source.has(value)
        || !source.isOneLine(value)
        || source.closingBrace(body) < 0
        || hides(start, value)) {
      return false;
    }
    int index = statementWith(use, body.getStatements());
    if (index < 0) {
      return false;
    }
    String head =
        source.of(declaration).substring(0, source.start(value) - source.start(declaration));
    edit.replace(
        source.start(declaration),
        source.end(declaration),
        head.replaceFirst("\\bfinal\\s+", "").replaceFirst("\\s*=\\s*$", "") + ";");
    edit.addTo(
        body,
        index,
        CREATE.with("name", name).with("value", source.of(value)).code(edit),
        source.layoutOf(start, type));
    return true;
  }

  private int statementWith(Tree use, List<? extends StatementTree> statements) {
    for (int i = 0; i < statements.size(); i++) {
      if (source.start(statements.get(i)) <= source.start(use)
          && source.end(use) <= source.end(statements.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** A lambda's parameter may not hide a local variable either (JLS 15.27.1). */
  private static boolean hides(MethodTree method, ExpressionTree value) {
    return VariableNames.declaredIn(method).stream()
        .anyMatch(name -> VariableNames.uses(value, name) || VariableNames.declares(value, name));
  }
}
