package dev.loosethread.bench.operators;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/** An end method gives up before it ends an owner if something else was never set. */
final class ReleaseBehindEarlyReturn implements Operator {
  @Override
  public String name() {
    return "release-behind-early-return";
  }

  @Override
  public Set<String> fitting() {
    return Fitting.FIELD;
  }

  @Override
  public void find(SourceUnit unit, Consumer<Candidate> candidates) {
    Releases releases = new Releases(unit, Handle.OWNER);
    Declarations declarations = releases.declarations();
    InOrder found = new InOrder();
    releases
        .byVariable()
        .forEach(
            (variable, all) -> {
              Release first = all.get(0);
              MethodTree method = first.method();
              if (!first.isOfField()
                  || releases.isForeign(variable)
                  || method == null
                  || !Vocabulary.isEndMethod(method)
                  || unit.type(method.getReturnType()).getKind() != TypeKind.VOID
                  || !all.stream().allMatch(it -> it.isCertain() && it.method() == method)
                  || all.stream().anyMatch(it -> Unfinally.finallyOf(it.path()).isPresent())) {
                return;
              }
              Optional<Tree> statement = statement(first.path());
              Optional<String> condition =
                  statement.flatMap(it -> condition(unit, declarations, variable, method));
              if (condition.isPresent()) {
                int at = unit.start(statement.get());
                Edit edit = new Edit(at, at, "if (" + condition.get() + ") return; ");
                found.add(
                    new Candidate(
                        at,
                        edit.text() + unit.text(first.path().getLeaf()),
                        List.of(List.of(edit)),
                        new Anchors(unit, declarations)
                            .variable(variable)
                            .releases(all)
                            .tree(statement.get())
                            .lines()));
              }
            });
    found.tell(candidates);
  }

  /** The statement of a block that the call is, or is guarded by; none in branches and loops. */
  private static Optional<Tree> statement(TreePath call) {
    if (!(call.getParentPath().getLeaf() instanceof ExpressionStatementTree)) {
      return Optional.empty();
    }
    Tree statement = null;
    for (TreePath at = call.getParentPath(); ; at = at.getParentPath()) {
      Tree parent = at.getParentPath().getLeaf();
      if (parent instanceof MethodTree) {
        return Optional.ofNullable(statement);
      }
      boolean isPassed =
          parent instanceof BlockTree
              || parent instanceof SynchronizedTree
              || (parent instanceof IfTree branch && branch.getThenStatement() == at.getLeaf())
              || (parent instanceof TryTree body && body.getBlock() == at.getLeaf());
      if (!isPassed) {
        return Optional.empty();
      }
      if (parent instanceof BlockTree && statement == null) {
        statement = at.getLeaf();
      }
    }
  }

  /** Returns what does not say anything about the owner: no method sets or starts both. */
  private static Optional<String> condition(
      SourceUnit unit, Declarations declarations, VariableElement owner, MethodTree method) {
    Element type = owner.getEnclosingElement();
    TreePath path = declarations.declaration(unit.element(method));
    boolean isOfObject =
        !method.getModifiers().getFlags().contains(Modifier.STATIC)
            && path.getParentPath().getLeaf() instanceof ClassTree around
            && type.equals(unit.element(around));
    if (!isOfObject) {
      return Optional.empty();
    }
    Set<Element> taboo =
        declarations.values(owner).stream()
            .map(value -> method(unit, value))
            .collect(Collectors.toSet());
    taboo.add(unit.element(method));
    unit.uses(owner).stream()
        .filter(use -> Anchors.isStarted(use))
        .forEach(use -> taboo.add(method(unit, use)));
    List<VariableElement> others =
        ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
            .filter(field -> !field.equals(owner))
            .filter(field -> !field.getModifiers().contains(Modifier.FINAL))
            .filter(field -> !field.getModifiers().contains(Modifier.STATIC))
            .filter(field -> isSetOnlyElsewhere(unit, declarations, field, taboo))
            .toList();
    Optional<String> other =
        others.stream()
            .filter(field -> !field.asType().getKind().isPrimitive())
            .map(field -> "this." + field.getSimpleName() + " == null")
            .findFirst();
    return other.or(
        () ->
            others.stream()
                .filter(field -> field.asType().getKind() == TypeKind.BOOLEAN)
                .map(field -> "!this." + field.getSimpleName())
                .findFirst());
  }

  /** Returns whether it is unset at first, and set by methods, none of them one of these. */
  private static boolean isSetOnlyElsewhere(
      SourceUnit unit, Declarations declarations, Element field, Set<Element> taboo) {
    List<TreePath> values =
        declarations.values(field).stream().filter(value -> !isFalse(value.getLeaf())).toList();
    return !values.isEmpty()
        && values.stream()
            .noneMatch(
                value -> {
                  Element by = method(unit, value);
                  return value.getParentPath().getLeaf() instanceof VariableTree
                      || by == null
                      || by.getKind() == ElementKind.CONSTRUCTOR
                      || taboo.contains(by);
                });
  }

  private static boolean isFalse(Tree value) {
    return value instanceof LiteralTree literal && Boolean.FALSE.equals(literal.getValue());
  }

  private static Element method(SourceUnit unit, TreePath value) {
    MethodTree method = SourceUnit.enclosingMethod(value);
    return method == null ? null : unit.element(method);
  }
}
