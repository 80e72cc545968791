package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.google.errorprone.fixes.SuggestedFixes;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.loosethread.fixes.text.ClassMembers;
import dev.loosethread.fixes.text.CodeTemplate;
import dev.loosethread.fixes.text.Sites;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.finding.Remedy;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Turns check-then-act on a flag into one compareAndSet, and adapts every other use of the flag. If
 * other work comes between the two, or other classes use the flag, the method becomes synchronized.
 */
final class AtomicGuardFix {
  private static final CodeTemplate COMPARE_AND_SET =
      CodeTemplate.of("${not}${flag}.compareAndSet(${expected}, ${started})");

  private final ClassFacts facts;
  private final Consumer<String> declines;
  private final SourceEdit edit;
  private final SourceText source;

  /**
   * @param declines told why there is no fix
   */
  AtomicGuardFix(ClassFacts facts, VisitorState state, Consumer<String> declines) {
    this.facts = facts;
    this.declines = declines;
    this.edit = new SourceEdit(state);
    this.source = edit.source();
  }

  /**
   * The whole condition of an if statement.
   *
   * @param isNegated whether it holds if the flag is false
   */
  private record Condition(TreePath path, IfTree test, boolean isNegated) {}

  SuggestedFix make(Remedy.AtomicGuard remedy) {
    SuggestedFix inOneStep = inOneStep(remedy);
    if (!inOneStep.isEmpty()) {
      return inOneStep;
    }
    if (remedy.whyNoLock().isPresent()) {
      declines.accept(
          "the test of "
              + remedy.flag().name()
              + " is not followed by its assignment alone, and "
              + remedy.whyNoLock().get());
      return SuggestedFix.emptyFix();
    }
    Tree start = Sites.tree(facts.body(remedy.start()).site());
    return source.has(start)
        ? SuggestedFixes.addModifiers(start, edit.state(), Modifier.SYNCHRONIZED)
            .orElse(SuggestedFix.emptyFix())
        : SuggestedFix.emptyFix();
  }

  private SuggestedFix inOneStep(Remedy.AtomicGuard remedy) {
    FieldFacts field = facts.field(remedy.flag()).orElse(null);
    if (field == null
        || !field.isPrivate()
        || !(Sites.tree(field.site()) instanceof VariableTree declaration)) {
      return SuggestedFix.emptyFix();
    }
    TreePath check = edit.path(remedy.check());
    TreePath set = edit.path(remedy.set());
    if (check == null || set == null || !source.has(declaration)) {
      return SuggestedFix.emptyFix();
    }
    Condition condition = condition(check);
    if (condition == null
        || !(set.getParentPath().getLeaf() instanceof ExpressionStatementTree statement)
        || !followsDirectly(condition.test(), statement, set)) {
      return SuggestedFix.emptyFix();
    }
    Tree tested = condition.path().getLeaf();
    // The test holds if already started, unless it is negated (or the flag's sense is).
    boolean holdsIfStarted = condition.isNegated() != remedy.startedValue();
    edit.replace(
        tested,
        COMPARE_AND_SET
            .with("not", holdsIfStarted ? "!" : "")
            .with("flag", flag(check.getLeaf()))
            .with("expected", String.valueOf(!remedy.startedValue()))
            .with("started", String.valueOf(remedy.startedValue()))
            .line(edit));
    edit.removeLine(statement);
    AtomicFlagField atomic = new AtomicFlagField(declaration, edit);
    if (field.type().equals(AtomicFlagField.TYPE)) {
      return edit.build();
    }
    ClassTree type =
        Sites.tree(facts.type(field.key().owner()).orElseThrow().site(), ClassTree.class);
    return !ClassMembers.sharesDeclaration(declaration, type, source)
            && atomic.replace(Set.of(tested, statement))
        ? edit.build()
        : SuggestedFix.emptyFix();
  }

  /** Returns the flag as the check writes it. */
  private String flag(Tree check) {
    return check instanceof MethodInvocationTree call
        ? source.of(((MemberSelectTree) call.getMethodSelect()).getExpression())
        : source.of(check);
  }

  /** Returns the condition that a check of the flag is, or null if it is only a part of one. */
  private static @Nullable Condition condition(TreePath check) {
    boolean isNegated = false;
    TreePath condition = check;
    for (TreePath p = check.getParentPath(); p != null; p = p.getParentPath()) {
      if (p.getLeaf() instanceof IfTree test) {
        return new Condition(condition, test, isNegated);
      }
      if (p.getLeaf() instanceof UnaryTree u && u.getKind() == Tree.Kind.LOGICAL_COMPLEMENT) {
        isNegated = !isNegated;
        condition = p;
      } else if (isCompared(p.getLeaf(), true) || isCompared(p.getLeaf(), false)) {
        isNegated ^= isCompared(p.getLeaf(), false);
        condition = p;
      } else if (!(p.getLeaf() instanceof ParenthesizedTree)) {
        // Part of a larger condition: compareAndSet would act where the test only looked.
        return null;
      }
    }
    return null;
  }

  /** Matches {@code == true} and {@code != false}, or their opposites. */
  private static boolean isCompared(Tree tree, boolean with) {
    if (!(tree instanceof BinaryTree comparison)
        || (comparison.getKind() != Tree.Kind.EQUAL_TO
            && comparison.getKind() != Tree.Kind.NOT_EQUAL_TO)) {
      return false;
    }
    boolean isSame = comparison.getKind() == Tree.Kind.EQUAL_TO;
    return isLiteral(comparison.getLeftOperand(), isSame == with)
        || isLiteral(comparison.getRightOperand(), isSame == with);
  }

  private static boolean isLiteral(ExpressionTree tree, boolean value) {
    return tree instanceof LiteralTree literal && Boolean.valueOf(value).equals(literal.getValue());
  }

  /** Returns true if nothing happens between the test and the set, which would come before it. */
  private boolean followsDirectly(IfTree test, StatementTree set, TreePath setPath) {
    if (!(setPath.getParentPath().getParentPath().getLeaf() instanceof BlockTree block)) {
      return false;
    }
    int index = block.getStatements().indexOf(set);
    if (index == 0) {
      return test.getThenStatement() == block;
    }
    return index > 0 && block.getStatements().get(index - 1) == test;
  }
}
