package dev.loosethread.fixes;

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
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.source.TreeSite;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Remembers whether the owner was created or handed in, beside every assignment that decides it:
 * {@code given != null ? given : create()}, or one of the two alone.
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
    Set<Tree> creations =
        remedy.creations().stream().map(s -> ((TreeSite) s).tree()).collect(Collectors.toSet());
    Map<ExpressionStatementTree, String> owns = new LinkedHashMap<>();
    int seen = 0;
    for (Body body : facts.bodies()) {
      for (Flow.Node node : body.flow().nodes()) {
        if (!(node.event() instanceof Event.Assign assign
            && assign.target() instanceof Value.Field target
            && target.key().equals(field.key()))) {
          continue;
        }
        if (body.kind() != Body.Kind.CONSTRUCTOR
            || !(((TreeSite) assign.site()).tree() instanceof AssignmentTree tree)) {
          return null;
        }
        ExpressionStatementTree statement = statementOf(tree);
        ExpressionTree value = strip(tree.getExpression());
        String decision = decision(value, creations, body, assign.value());
        if (statement == null || decision == null) {
          return null;
        }
        seen += decision.equals("false") ? 0 : 1;
        owns.put(statement, decision);
      }
    }
    // A creation that reaches the field on another way would count as handed in.
    return seen == creations.size() && !owns.isEmpty() ? declare(owns, fix) : null;
  }

  /** The expression statement in a block that an assignment is, or null. */
  private ExpressionStatementTree statementOf(AssignmentTree tree) {
    TreePath path = UnitIndex.path(tree, state);
    return path != null
            && path.getParentPath().getLeaf() instanceof ExpressionStatementTree statement
            && path.getParentPath().getParentPath().getLeaf() instanceof BlockTree
            && source.has(statement)
        ? statement
        : null;
  }

  private static ExpressionTree strip(ExpressionTree tree) {
    ExpressionTree e = tree;
    while (e instanceof ParenthesizedTree p) {
      e = p.getExpression();
    }
    return e;
  }

  /** An expression for whether the object owns what is assigned, or null if that is unclear. */
  private static String decision(
      ExpressionTree value, Set<Tree> creations, Body constructor, Value assigned) {
    if (creations.contains(value)) {
      return "true";
    }
    if (assigned instanceof Value.Null
        || assigned instanceof Value.Local local && constructor.parameters().contains(local)) {
      return "false";
    }
    if (!(value instanceof ConditionalExpressionTree conditional)
        || !(strip(conditional.getCondition()) instanceof BinaryTree test)
        || !(test.getLeftOperand() instanceof IdentifierTree given)
        || test.getRightOperand().getKind() != Tree.Kind.NULL_LITERAL) {
      return null;
    }
    ExpressionTree ifNull =
        switch (test.getKind()) {
          case EQUAL_TO -> conditional.getTrueExpression();
          case NOT_EQUAL_TO -> conditional.getFalseExpression();
          default -> null;
        };
    return ifNull != null && creations.contains(strip(ifNull))
        ? given.getName() + " == null"
        : null;
  }

  private String declare(Map<ExpressionStatementTree, String> owns, SuggestedFix.Builder fix) {
    ClassTree type =
        (ClassTree) ((TreeSite) facts.type(field.key().owner()).orElseThrow().site()).tree();
    String name = field.key().name();
    String flag =
        Variables.freeName(
            type, "owns" + Character.toUpperCase(name.charAt(0)) + name.substring(1));
    owns.forEach(
        (statement, decision) -> {
          int end = source.afterTrailingComment(source.end(statement));
          String indent = source.indentAt(source.start(statement));
          fix.replace(
              end, end, source.lines("\n" + indent + "this." + flag + " = ") + decision + ";");
        });
    // A final field is assigned once on every way, and the flag with it.
    String modifiers = field.isFinal() ? "private final" : "private";
    Fields.add(type, source, modifiers + " boolean " + flag + ";", fix);
    return flag;
  }
}
