package dev.loosethread.bench.operators;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;

/**
 * A field that holds true or false, and what its file does with it.
 *
 * @param declaration of the field
 * @param writes all but the initializer
 */
record Flag(TreePath declaration, VariableElement field, List<Write> writes, List<Poll> polls) {
  static final String ATOMIC = "java.util.concurrent.atomic.AtomicBoolean";

  private static final Set<String> GETS = Set.of("get", "getPlain", "getOpaque", "getAcquire");

  /**
   * An assignment, or a call that may change the value.
   *
   * @param value nothing if it is not known
   */
  record Write(TreePath path, Optional<Boolean> value) {
    /** The statement that does nothing else; null if there is none. */
    TreePath statement() {
      TreePath parent = path.getParentPath();
      return parent.getLeaf() instanceof ExpressionStatementTree ? parent : null;
    }

    MethodTree method() {
      return SourceUnit.enclosingMethod(path);
    }

    /** Returns whether it happens when the object is made. */
    boolean isInitial() {
      Tree code = SourceUnit.enclosingCode(path);
      return code == null || (code instanceof MethodTree method && method.getReturnType() == null);
    }

    boolean mayWrite(boolean wanted) {
      return value.isEmpty() || value.get() == wanted;
    }
  }

  /**
   * A loop that ends because of the flag.
   *
   * @param endsAt the value that ends it
   */
  record Poll(TreePath loop, boolean endsAt) {}

  /** All flags that a file declares. */
  static List<Flag> of(SourceUnit unit) {
    List<Flag> flags = new ArrayList<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitVariable(VariableTree node, Void unused) {
        if (unit.trees().getElement(getCurrentPath()) instanceof VariableElement variable
            && isFlag(unit, variable)) {
          flags.add(of(unit, getCurrentPath(), variable));
        }
        return super.visitVariable(node, null);
      }
    }.scan(unit.tree(), null);
    return flags;
  }

  /** Returns whether it is a field that holds true or false. */
  static boolean isFlag(SourceUnit unit, VariableElement variable) {
    return variable.getKind() == ElementKind.FIELD
        && (variable.asType().getKind() == TypeKind.BOOLEAN
            || unit.isSubtype(variable.asType(), ATOMIC));
  }

  private static Flag of(SourceUnit unit, TreePath declaration, VariableElement field) {
    List<Write> writes = new ArrayList<>();
    List<Poll> polls = new ArrayList<>();
    for (TreePath use : unit.uses(field)) {
      TreePath read = use;
      if (field.asType().getKind() == TypeKind.BOOLEAN) {
        Tree parent = use.getParentPath().getLeaf();
        if (parent instanceof AssignmentTree write && write.getVariable() == use.getLeaf()) {
          writes.add(new Write(use.getParentPath(), Invocation.literal(write.getExpression())));
          continue;
        }
        if (parent instanceof CompoundAssignmentTree write
            && write.getVariable() == use.getLeaf()) {
          writes.add(new Write(use.getParentPath(), Optional.empty()));
          continue;
        }
      } else {
        read = call(use);
        String name = read == null ? "" : Invocation.name((MethodInvocationTree) read.getLeaf());
        if (!GETS.contains(name)) {
          // Also what is handed over to others may change.
          writes.add(new Write(read == null ? use : read, written(unit, read, name)));
          continue;
        }
      }
      poll(read).ifPresent(polls::add);
    }
    return new Flag(declaration, field, List.copyOf(writes), List.copyOf(polls));
  }

  private static Optional<Boolean> written(SourceUnit unit, TreePath call, String name) {
    return call == null
        ? Optional.empty()
        : Invocation.of(unit, call)
            .flatMap(
                found ->
                    found.literal(
                        name.contains("ompareAndSet") || name.contains("ompareAndExchange")
                            ? 1
                            : 0));
  }

  private static TreePath call(TreePath use) {
    TreePath select = use.getParentPath();
    return select.getLeaf() instanceof MemberSelectTree member
            && member.getExpression() == use.getLeaf()
            && select.getParentPath().getLeaf() instanceof MethodInvocationTree call
            && call.getMethodSelect() == member
        ? select.getParentPath()
        : null;
  }

  private static Optional<Poll> poll(TreePath read) {
    boolean same = true;
    TreePath child = read;
    for (TreePath at = read.getParentPath(); at != null; child = at, at = at.getParentPath()) {
      Tree leaf = at.getLeaf();
      if (leaf instanceof IfTree choice && choice.getCondition() == child.getLeaf()) {
        Optional<Poll> leaves = exit(at, choice.getThenStatement(), same);
        return leaves.isPresent() ? leaves : exit(at, choice.getElseStatement(), !same);
      }
      if (child.getLeaf() == Loops.condition(leaf)) {
        return Optional.of(new Poll(at, !same));
      }
      if (leaf instanceof UnaryTree && leaf.getKind() == Tree.Kind.LOGICAL_COMPLEMENT) {
        same = !same;
      } else if (leaf instanceof BinaryTree binary && comparison(binary, child.getLeaf()) != null) {
        same ^= !comparison(binary, child.getLeaf());
      } else if (!(leaf instanceof ParenthesizedTree)
          && leaf.getKind() != Tree.Kind.CONDITIONAL_AND
          && leaf.getKind() != Tree.Kind.CONDITIONAL_OR) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * Returns whether it is true along with what it compares to a literal; null if it is no such
   * thing.
   */
  private static Boolean comparison(BinaryTree binary, Tree operand) {
    if (binary.getKind() != Tree.Kind.EQUAL_TO && binary.getKind() != Tree.Kind.NOT_EQUAL_TO) {
      return null;
    }
    return Invocation.literal(
            binary.getLeftOperand() == operand ? binary.getRightOperand() : binary.getLeftOperand())
        .map(value -> value == (binary.getKind() == Tree.Kind.EQUAL_TO))
        .orElse(null);
  }

  private static Optional<Poll> exit(TreePath choice, Tree branch, boolean endsAt) {
    return branch == null
        ? Optional.empty()
        : ControlFlow.exit(new TreePath(choice, branch))
            .flatMap(Loops::left)
            .map(loop -> new Poll(loop, endsAt));
  }

  /** The declaration, and the headers of all loops that poll it. */
  List<Lines> anchors(SourceUnit unit) {
    List<Lines> lines = new ArrayList<>();
    lines.add(unit.lines(declaration.getLeaf()));
    polls.forEach(poll -> lines.addAll(Loops.header(unit, poll.loop().getLeaf())));
    return lines;
  }
}
