package dev.loosethread.bench.operators;

import com.sun.source.tree.IfTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.VariableElement;

/**
 * A guard that keeps a method from starting something twice.
 *
 * @param method that starts something
 * @param choice the if
 * @param term the part of its condition, without parentheses around it
 * @param name of the field, as the term has it
 * @param started the field's value as soon as the thing is started; true if it is no flag
 * @param starts lines that start something
 */
record StartGuard(
    Kind kind,
    TreePath method,
    TreePath choice,
    TreePath term,
    VariableElement field,
    String name,
    boolean started,
    List<Lines> starts) {
  enum Kind {
    /** One call asks and sets a flag, and the method ends if it was set. */
    ATOMIC_REFUSAL,
    /** One call asks and sets a flag, and the start stands in the if. */
    ATOMIC_ENTRY,
    /** The method ends if a flag is true, and makes it true further down. */
    FLAG_REFUSAL,
    /** The start stands in an if, which asks for false and makes it true. */
    FLAG_ENTRY,
    /** The method ends if a field has a value, and gives it one further down. */
    NULL_REFUSAL;

    boolean isRefusal() {
      return this != ATOMIC_ENTRY && this != FLAG_ENTRY;
    }

    boolean isAtomic() {
      return this == ATOMIC_ENTRY || this == ATOMIC_REFUSAL;
    }
  }

  IfTree tree() {
    return (IfTree) choice.getLeaf();
  }

  /** Returns whether the term is all that the condition asks. */
  boolean isWhole() {
    return isWhole(choice, term);
  }

  static boolean isWhole(TreePath choice, TreePath term) {
    Tree condition = ((IfTree) choice.getLeaf()).getCondition();
    return ControlFlow.plain(new TreePath(choice, condition)).getLeaf() == term.getLeaf();
  }

  /** The statement that sets the flag. */
  String set() {
    return name + ".set(" + started + ");";
  }

  /** Returns where a finding may stand. */
  List<Lines> anchors(SourceUnit unit) {
    List<Lines> lines = new ArrayList<>(starts);
    Tree declaration = unit.trees().getTree(field);
    if (declaration != null && unit.path(declaration) != null) {
      lines.add(unit.lines(declaration));
    }
    lines.add(unit.headerLines(method.getLeaf()));
    lines.add(unit.lines(choice.getLeaf()));
    return lines;
  }
}
