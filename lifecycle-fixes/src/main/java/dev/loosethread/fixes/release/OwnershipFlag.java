package dev.loosethread.fixes.release;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Symbol;
import dev.loosethread.fixes.text.ClassMembers;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.fixes.text.VariableNames;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Remedy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A flag that says whether the object has created the owner in a field, or got it from outside. It
 * is set beside every assignment that decides this: {@code given != null ? given : create()}, or
 * one of the two alone. A constructor that hands a new owner to another one sets it behind that
 * call.
 */
final class OwnershipFlag {
  private static final CodeTemplate ASSIGNMENT = CodeTemplate.of("this.${flag} = ${decision};");
  private static final CodeTemplate DECLARATION = CodeTemplate.of("${modifiers} boolean ${flag};");

  private final ClassFacts facts;
  private final FieldFacts field;
  private final ClassTree type;
  private final SourceEdit edit;
  private final SourceText source;
  private String obstacle = "";

  /**
   * @param type the class that declares the field
   */
  OwnershipFlag(ClassFacts facts, FieldFacts field, ClassTree type, SourceEdit edit) {
    this.facts = facts;
    this.field = field;
    this.type = type;
    this.edit = edit;
    this.source = edit.source();
  }

  /** Returns why there is no flag. */
  String obstacle() {
    return obstacle;
  }

  /** Declares and sets the flag, and returns its name; null if there is an {@link #obstacle}. */
  @Nullable String declare(Remedy.ReleaseField remedy) {
    Set<Tree> creations = remedy.creations().stream().map(Sites::tree).collect(Collectors.toSet());
    Map<ExpressionStatementTree, String> owns = new LinkedHashMap<>();
    Map<ExpressionStatementTree, String> handedOn = handedOn(creations);
    int seen = handedOn.size();
    for (Body body : facts.bodies()) {
      for (Flow.Node node : body.flow().nodes()) {
        if (!(node.event() instanceof Event.Assign assign
            && assign.target() instanceof Value.Field target
            && target.key().equals(field.key()))) {
          continue;
        }
        if (body.kind() != Body.Kind.CONSTRUCTOR
            || !(Sites.tree(assign.site()) instanceof AssignmentTree tree)) {
          obstacle = "line " + assign.site().line() + " gives it another value later";
          return null;
        }
        ExpressionStatementTree statement = statementOf(tree);
        ExpressionTree value = strip(tree.getExpression());
        String decision = decision(value, creations, body, assign.value());
        if (statement == null || decision == null) {
          obstacle =
              "line "
                  + assign.site().line()
                  + " does not show whether the object owns what it gets";
          return null;
        }
        seen += decision.equals("false") ? 0 : 1;
        owns.put(statement, decision);
      }
    }
    // A creation that reaches the field in another way would count as handed in.
    if (seen != creations.size() || owns.isEmpty()) {
      obstacle = "what is created for it reaches it through other code than constructors";
      return null;
    }
    if (handedOn.isEmpty()) {
      // The constructors that assign a final field exactly once do the same with the flag.
      return declare(owns, field.isFinal() ? "private final" : "private");
    }
    // The other constructor decides first, and says nothing of what it is given.
    owns.values().removeIf("false"::equals);
    owns.putAll(handedOn);
    return declare(owns, "private");
  }

  /** Returns the calls {@code this(..)} that hand a creation to the field, and who owns it then. */
  private Map<ExpressionStatementTree, String> handedOn(Set<Tree> creations) {
    Map<ExpressionStatementTree, String> calls = new LinkedHashMap<>();
    for (Body body : facts.bodies()) {
      if (body.kind() == Body.Kind.CONSTRUCTOR
          && body.owner().equals(field.key().owner())
          && Sites.tree(body.site()) instanceof MethodTree constructor) {
        MethodInvocationTree call = delegation(constructor);
        for (int i = 0; call != null && i < call.getArguments().size(); i++) {
          ExpressionTree argument = strip(call.getArguments().get(i));
          String decision = decision(argument, creations, body, Value.UNKNOWN);
          if (decision != null && keeps(ASTHelpers.getSymbol(call), i)) {
            calls.put(
                (ExpressionStatementTree) constructor.getBody().getStatements().get(0), decision);
          }
        }
      }
    }
    return calls;
  }

  /** Returns the call of another constructor that a constructor begins with; null if none. */
  private @Nullable MethodInvocationTree delegation(MethodTree constructor) {
    BlockTree body = constructor.getBody();
    return body != null
            && source.has(body)
            && !body.getStatements().isEmpty()
            && body.getStatements().get(0) instanceof ExpressionStatementTree statement
            && statement.getExpression() instanceof MethodInvocationTree call
            && call.getMethodSelect() instanceof IdentifierTree select
            && select.getName().contentEquals("this")
        ? call
        : null;
  }

  /** Returns whether a constructor puts what a parameter gets into the field in any case. */
  private boolean keeps(Symbol called, int position) {
    for (Tree member : type.getMembers()) {
      if (!(member instanceof MethodTree constructor)
          || !called.equals(ASTHelpers.getSymbol(constructor))
          || position >= constructor.getParameters().size()) {
        continue;
      }
      Symbol parameter = ASTHelpers.getSymbol(constructor.getParameters().get(position));
      MethodInvocationTree next = delegation(constructor);
      for (int i = 0; next != null && i < next.getArguments().size(); i++) {
        if (parameter.equals(ASTHelpers.getSymbol(strip(next.getArguments().get(i))))
            && keeps(ASTHelpers.getSymbol(next), i)) {
          return true;
        }
      }
      return constructor.getBody().getStatements().stream()
          .anyMatch(
              statement ->
                  statement instanceof ExpressionStatementTree e
                      && e.getExpression() instanceof AssignmentTree assignment
                      && isField(ASTHelpers.getSymbol(assignment.getVariable()))
                      && parameter.equals(ASTHelpers.getSymbol(strip(assignment.getExpression()))));
    }
    return false;
  }

  private boolean isField(@Nullable Symbol symbol) {
    return symbol != null && symbol.equals(ASTHelpers.getSymbol(Sites.tree(field.site())));
  }

  /** Returns the statement that an assignment is if it stands in a block, else null. */
  private @Nullable ExpressionStatementTree statementOf(AssignmentTree tree) {
    TreePath path = edit.path(tree);
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

  /** Returns a condition that holds if the object owns what is assigned, or null if unclear. */
  private static @Nullable String decision(
      ExpressionTree value, Set<Tree> creations, Body constructor, Value assigned) {
    if (creations.contains(value)) {
      return "true";
    }
    if (assigned instanceof Value.Null
        || (assigned instanceof Value.Local local && constructor.parameters().contains(local))) {
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

  private String declare(Map<ExpressionStatementTree, String> owns, String modifiers) {
    String name = field.key().name();
    String flag =
        VariableNames.freeName(
            type, "owns" + Character.toUpperCase(name.charAt(0)) + name.substring(1));
    owns.forEach(
        (statement, decision) ->
            edit.addBelow(
                source.afterTrailingComment(source.end(statement)),
                ASSIGNMENT.with("flag", flag).with("decision", decision).code(edit),
                source.layoutAt(source.start(statement), type)));
    ClassMembers.addField(
        type, DECLARATION.with("modifiers", modifiers).with("flag", flag).code(edit), edit);
    return flag;
  }
}
