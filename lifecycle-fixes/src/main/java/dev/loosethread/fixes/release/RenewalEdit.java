package dev.loosethread.fixes.release;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        || declaredIn(start).stream().anyMatch(namesIn(value)::contains)) {
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

  private static Set<String> declaredIn(MethodTree method) {
    Set<String> names = new HashSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitVariable(VariableTree variable, Void unused) {
        names.add(variable.getName().toString());
        return super.visitVariable(variable, null);
      }
    }.scan(method, null);
    return names;
  }

  private static Set<String> namesIn(ExpressionTree value) {
    Set<String> names = new HashSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitIdentifier(IdentifierTree identifier, Void unused) {
        names.add(identifier.getName().toString());
        return null;
      }

      /** A lambda's parameter may not hide a local variable (JLS 15.27.1). */
      @Override
      public Void visitVariable(VariableTree variable, Void unused) {
        names.add(variable.getName().toString());
        return super.visitVariable(variable, null);
      }
    }.scan(value, null);
    return names;
  }
}
