package dev.loosethread.fixes;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import com.sun.tools.javac.code.Symbol;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Replaces a boolean field by an AtomicBoolean, and adapts the code that uses it. */
final class AtomicFlagField {
  static final String TYPE = "java.util.concurrent.atomic.AtomicBoolean";

  private static final CodeTemplate DECLARATION =
      CodeTemplate.of(
          "private${static} final ${java.util.concurrent.atomic.AtomicBoolean} ${name}"
              + " = new ${java.util.concurrent.atomic.AtomicBoolean}(${initial});");

  private final VariableTree declaration;
  private final SourceEdit edit;
  private final SourceText source;

  AtomicFlagField(VariableTree declaration, SourceEdit edit) {
    this.declaration = declaration;
    this.edit = edit;
    this.source = edit.source();
  }

  /**
   * Replaces the field, and returns false if it is used in a way that an AtomicBoolean is not.
   *
   * @param done trees that are not to be adapted
   */
  boolean replace(Set<Tree> done) {
    if (!declaration.getModifiers().getFlags().contains(Modifier.PRIVATE)
        || !declaration.getModifiers().getAnnotations().isEmpty()
        || declaration.getType() == null) {
      return false;
    }
    Uses uses = new Uses(done);
    uses.scan(edit.state().getPath().getCompilationUnit(), null);
    if (!uses.areReplaceable) {
      return false;
    }
    boolean isStatic = declaration.getModifiers().getFlags().contains(Modifier.STATIC);
    String initial =
        declaration.getInitializer() == null ? "" : source.of(declaration.getInitializer());
    edit.replace(
        source.start(declaration),
        source.end(declaration),
        DECLARATION
            .with("static", isStatic ? " static" : "")
            .with("name", declaration.getName().toString())
            .with("initial", initial.equals("false") ? "" : initial)
            .line(edit));
    uses.edits.forEach(Runnable::run);
    return true;
  }

  /** Collects the changes of all uses. */
  private final class Uses extends TreePathScanner<Void, Void> {
    private final Symbol field = ASTHelpers.getSymbol(declaration);
    private final Set<Tree> done;
    private final List<Runnable> edits = new ArrayList<>();
    private boolean areReplaceable = true;

    Uses(Set<Tree> done) {
      this.done = done;
    }

    @Override
    public Void scan(Tree tree, Void unused) {
      return tree == null || done.contains(tree) ? null : super.scan(tree, null);
    }

    @Override
    public Void visitIdentifier(IdentifierTree tree, Void unused) {
      if (field.equals(ASTHelpers.getSymbol(tree))) {
        use(tree);
      }
      return null;
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree tree, Void unused) {
      if (field.equals(ASTHelpers.getSymbol(tree))) {
        use(tree);
        return null;
      }
      return super.visitMemberSelect(tree, null);
    }

    private void use(ExpressionTree tree) {
      Tree parent = getCurrentPath().getParentPath().getLeaf();
      if (parent instanceof AssignmentTree assignment && assignment.getVariable() == tree) {
        ExpressionTree value = assignment.getExpression();
        // The value of set(..) is not that of the assignment.
        areReplaceable &=
            getCurrentPath().getParentPath().getParentPath().getLeaf()
                instanceof ExpressionStatementTree;
        edits.add(
            () -> {
              edit.replace(source.end(tree), source.start(value), ".set(");
              edit.surround(value, "", ")");
            });
      } else if (parent instanceof CompoundAssignmentTree) {
        areReplaceable = false;
      } else {
        edits.add(() -> edit.surround(tree, "", ".get()"));
      }
    }
  }
}
