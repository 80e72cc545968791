package dev.loosethread.errorprone.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.rules.Remedy;
import dev.loosethread.source.TreeSite;

/**
 * Remembers whether the owner was created or handed in, where a constructor chooses with {@code
 * given != null ? given : create()}.
 */
final class OwnershipFlag {
  private final ClassFacts facts;
  private final FieldFacts field;
  private final SourceText source;
  private final VisitorState state;

  OwnershipFlag(ClassFacts facts, FieldFacts field, SourceText source, VisitorState state) {
    this.facts = facts;
    this.field = field;
    this.source = source;
    this.state = state;
  }

  /** Declares and sets the flag; its name, or null where the code has another shape. */
  String declare(Remedy.ReleaseField remedy, SuggestedFix.Builder fix) {
    if (remedy.creations().size() != 1 || !isSetByTheOnlyConstructor()) {
      return null;
    }
    TreePath path =
        TreePath.getPath(
            state.getPath().getCompilationUnit(), ((TreeSite) remedy.creations().get(0)).tree());
    while (path != null && path.getLeaf() instanceof ExpressionTree) {
      if (path.getLeaf() instanceof ConditionalExpressionTree conditional
          && path.getParentPath().getLeaf() instanceof AssignmentTree
          && path.getParentPath().getParentPath().getLeaf() instanceof ExpressionStatementTree s
          && path.getParentPath().getParentPath().getParentPath().getLeaf() instanceof BlockTree) {
        return declare(conditional, s, fix);
      }
      path = path.getParentPath();
    }
    return null;
  }

  private String declare(
      ConditionalExpressionTree conditional,
      ExpressionStatementTree statement,
      SuggestedFix.Builder fix) {
    ExpressionTree condition = conditional.getCondition();
    while (condition instanceof ParenthesizedTree p) {
      condition = p.getExpression();
    }
    if (!(condition instanceof BinaryTree test)
        || !(test.getLeftOperand() instanceof IdentifierTree given)
        || test.getRightOperand().getKind() != Tree.Kind.NULL_LITERAL
        || !source.has(statement)) {
      return null;
    }
    if (test.getKind() != Tree.Kind.EQUAL_TO && test.getKind() != Tree.Kind.NOT_EQUAL_TO) {
      return null;
    }
    ClassTree type =
        (ClassTree) ((TreeSite) facts.type(field.key().owner()).orElseThrow().site()).tree();
    String name = field.key().name();
    String flag =
        Variables.freeName(
            type, "owns" + Character.toUpperCase(name.charAt(0)) + name.substring(1));
    int end = source.end(statement);
    fix.replace(
        end,
        end,
        source.lines("\n" + source.indentAt(source.start(statement)))
            + "this."
            + flag
            + " = "
            + given.getName()
            + " == null;");
    Fields.add(type, source, "private final boolean " + flag + ";", fix);
    return flag;
  }

  private boolean isSetByTheOnlyConstructor() {
    return facts.bodies().stream()
            .filter(
                b ->
                    b.kind() == Body.Kind.CONSTRUCTOR
                        && b.owner().equals(field.key().owner())
                        && ((TreeSite) b.site()).tree() instanceof MethodTree)
            .filter(this::doesNotDelegate)
            .count()
        == 1;
  }

  private boolean doesNotDelegate(Body constructor) {
    return constructor.flow().nodes().stream()
        .noneMatch(
            n ->
                n.event() instanceof dev.loosethread.model.facts.Event.Call c
                    && c.isSuper()
                    && c.method().isConstructor()
                    && c.method().owner().equals(constructor.owner()));
  }
}
