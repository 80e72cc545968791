package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
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
import com.sun.source.util.TreePathScanner;
import com.sun.tools.javac.code.Symbol;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.source.TreeSite;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Turns check-then-act on a flag into one compareAndSet, and every other use with it. */
final class AtomicGuardFix {
  private static final String ATOMIC = "java.util.concurrent.atomic.AtomicBoolean";

  private final ClassFacts facts;
  private final VisitorState state;
  private final SourceText source;

  AtomicGuardFix(ClassFacts facts, VisitorState state) {
    this.facts = facts;
    this.state = state;
    this.source = new SourceText(state);
  }

  SuggestedFix make(Remedy.AtomicGuard remedy) {
    FieldFacts field = facts.field(remedy.flag()).orElse(null);
    if (field == null || !(((TreeSite) field.site()).tree() instanceof VariableTree declaration)) {
      return FixMaker.nothing();
    }
    TreePath check = path(((TreeSite) remedy.check()).tree());
    TreePath set = path(((TreeSite) remedy.set()).tree());
    if (check == null || set == null || !source.has(declaration)) {
      return FixMaker.nothing();
    }
    boolean isNegated = false;
    TreePath condition = check;
    for (TreePath p = check.getParentPath(); !(p.getLeaf() instanceof IfTree); ) {
      if (p.getLeaf() instanceof UnaryTree u && u.getKind() == Tree.Kind.LOGICAL_COMPLEMENT) {
        isNegated = !isNegated;
        condition = p;
      } else if (isCompared(p.getLeaf(), true) || isCompared(p.getLeaf(), false)) {
        isNegated ^= isCompared(p.getLeaf(), false);
        condition = p;
      } else if (!(p.getLeaf() instanceof ParenthesizedTree)) {
        // Part of a larger condition: compareAndSet would act where the test only looked.
        return FixMaker.nothing();
      }
      p = p.getParentPath();
      if (p == null) {
        return FixMaker.nothing();
      }
    }
    IfTree test = ifOf(condition);
    if (!(set.getParentPath().getLeaf() instanceof ExpressionStatementTree statement)
        || !followsDirectly(test, statement, set)) {
      return FixMaker.nothing();
    }
    String name =
        ((TreeSite) remedy.check()).tree() instanceof MethodInvocationTree call
            ? source.of(((MemberSelectTree) call.getMethodSelect()).getExpression())
            : source.of(((TreeSite) remedy.check()).tree());
    String cas =
        name + ".compareAndSet(" + !remedy.startedValue() + ", " + remedy.startedValue() + ")";
    // The test holds if already started, unless it is negated (or the flag's sense is).
    boolean holdsIfStarted = isNegated != remedy.startedValue();
    SuggestedFix.Builder fix = SuggestedFix.builder();
    fix.replace(condition.getLeaf(), holdsIfStarted ? "!" + cas : cas);
    removeStatement(statement, fix);
    if (field.type().equals(ATOMIC)) {
      return fix.build();
    }
    ClassTree type =
        (ClassTree) ((TreeSite) facts.type(field.key().owner()).orElseThrow().site()).tree();
    if (Fields.isShared(declaration, type, source)) {
      return FixMaker.nothing();
    }
    return rewriteUses(declaration, condition.getLeaf(), statement, fix)
        ? fix.build()
        : FixMaker.nothing();
  }

  /** {@code == true} or {@code != false}, and the opposite. */
  private static boolean isCompared(Tree tree, boolean with) {
    if (!(tree instanceof BinaryTree comparison)
        || comparison.getKind() != Tree.Kind.EQUAL_TO
            && comparison.getKind() != Tree.Kind.NOT_EQUAL_TO) {
      return false;
    }
    boolean isSame = comparison.getKind() == Tree.Kind.EQUAL_TO;
    return isLiteral(comparison.getLeftOperand(), isSame == with)
        || isLiteral(comparison.getRightOperand(), isSame == with);
  }

  private static boolean isLiteral(ExpressionTree tree, boolean value) {
    return tree instanceof LiteralTree literal && Boolean.valueOf(value).equals(literal.getValue());
  }

  private TreePath path(Tree tree) {
    return UnitIndex.path(tree, state);
  }

  private static IfTree ifOf(TreePath condition) {
    TreePath p = condition;
    while (!(p.getLeaf() instanceof IfTree)) {
      p = p.getParentPath();
    }
    return (IfTree) p.getLeaf();
  }

  /** Only then does nothing happen between the test and the set that would now come after it. */
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

  private void removeStatement(StatementTree statement, SuggestedFix.Builder fix) {
    int start = source.start(statement);
    int end = source.end(statement);
    int lineStart = start;
    while (source.at(lineStart - 1) == ' ' || source.at(lineStart - 1) == '\t') {
      lineStart--;
    }
    if (source.at(lineStart - 1) == '\n' && source.at(end) == '\n') {
      fix.replace(lineStart, end + 1, "");
    } else if (source.at(lineStart - 1) == '\n'
        && source.at(end) == '\r'
        && source.at(end + 1) == '\n') {
      fix.replace(lineStart, end + 2, "");
    } else {
      fix.replace(start, end, "");
    }
  }

  private boolean rewriteUses(
      VariableTree declaration, Tree check, StatementTree set, SuggestedFix.Builder fix) {
    Symbol symbol = ASTHelpers.getSymbol(declaration);
    if (!declaration.getModifiers().getFlags().contains(Modifier.PRIVATE)
        || declaration.getType() == null) {
      return false;
    }
    List<Runnable> edits = new ArrayList<>();
    boolean[] isPlain = {true};
    new TreePathScanner<Void, Void>() {
      @Override
      public Void scan(Tree tree, Void unused) {
        return tree == check || tree == set ? null : super.scan(tree, null);
      }

      @Override
      public Void visitIdentifier(IdentifierTree tree, Void unused) {
        use(tree);
        return null;
      }

      @Override
      public Void visitMemberSelect(MemberSelectTree tree, Void unused) {
        if (symbol.equals(ASTHelpers.getSymbol(tree))) {
          use(tree);
          return null;
        }
        return super.visitMemberSelect(tree, null);
      }

      private void use(ExpressionTree tree) {
        if (!symbol.equals(ASTHelpers.getSymbol(tree))) {
          return;
        }
        Tree parent = getCurrentPath().getParentPath().getLeaf();
        if (parent instanceof AssignmentTree assignment && assignment.getVariable() == tree) {
          ExpressionTree value = assignment.getExpression();
          isPlain[0] &=
              getCurrentPath().getParentPath().getParentPath().getLeaf()
                  instanceof ExpressionStatementTree;
          edits.add(
              () -> {
                fix.replace(source.end(tree), source.start(value), ".set(");
                fix.postfixWith(value, ")");
              });
        } else if (parent instanceof CompoundAssignmentTree) {
          isPlain[0] = false;
        } else {
          edits.add(() -> fix.postfixWith(tree, ".get()"));
        }
      }
    }.scan(state.getPath().getCompilationUnit(), null);
    if (!isPlain[0]) {
      return false;
    }
    String atomic = Imports.name(ATOMIC, source, state, fix);
    String modifiers =
        declaration.getModifiers().getFlags().contains(Modifier.STATIC)
            ? "private static final "
            : "private final ";
    String initial =
        declaration.getInitializer() == null ? "" : source.of(declaration.getInitializer());
    int from = source.start(declaration);
    int annotationsEnd = from;
    for (Tree annotation : declaration.getModifiers().getAnnotations()) {
      annotationsEnd = Math.max(annotationsEnd, source.end(annotation));
    }
    if (annotationsEnd > from) {
      return false;
    }
    fix.replace(
        from,
        source.end(declaration),
        modifiers
            + atomic
            + " "
            + declaration.getName()
            + " = new "
            + atomic
            + "("
            + (initial.equals("false") ? "" : initial)
            + ");");
    edits.forEach(Runnable::run);
    return true;
  }
}
