package dev.loosethread.bench.operators;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;

/** A method that gives a field a fresh owner no longer ends the one before. */
final class ReplacementReleaseDeleted implements Operator {
  @Override
  public String name() {
    return "replacement-release-deleted";
  }

  @Override
  public Set<String> fitting() {
    return Set.of(
        "ExecutorReplacedWithoutShutdown", "ScheduledExecutorNotShutDown", "ExecutorNotShutDown");
  }

  @Override
  public void find(SourceUnit unit, Consumer<Candidate> candidates) {
    Releases releases = new Releases(unit, Handle.OWNER);
    InOrder found = new InOrder();
    releases
        .byVariable()
        .forEach(
            (variable, all) -> {
              if (all.get(0).isOfField() && Vocabulary.isOwner(unit, variable.asType())) {
                byCode(all).values().forEach(some -> find(unit, releases, variable, some, found));
              }
            });
    found.tell(candidates);
  }

  private static Map<Tree, List<Release>> byCode(List<Release> all) {
    Map<Tree, List<Release>> byCode = new LinkedHashMap<>();
    for (Release release : all) {
      Tree code = SourceUnit.enclosingCode(release.path());
      if (code != null) {
        byCode.computeIfAbsent(code, c -> new ArrayList<>()).add(release);
      }
    }
    return byCode;
  }

  private static void find(
      SourceUnit unit,
      Releases releases,
      VariableElement variable,
      List<Release> all,
      InOrder found) {
    Declarations declarations = releases.declarations();
    Optional<TreePath> fresh =
        declarations.values(variable).stream()
            .filter(value -> isFresh(unit, declarations, value))
            .filter(value -> all.stream().allMatch(it -> isReplaced(unit, declarations, it, value)))
            .findFirst();
    if (fresh.isPresent() && all.stream().allMatch(Release::isCertain)) {
      Anchors anchors = new Anchors(unit, declarations).variable(variable).releases(all);
      found.add(new Removal(unit).candidate(all, anchors));
    }
  }

  private static boolean isFresh(SourceUnit unit, Declarations declarations, TreePath value) {
    Tree leaf = value.getLeaf();
    if (leaf instanceof NewClassTree || leaf instanceof MethodInvocationTree) {
      return true;
    }
    return unit.variable((ExpressionTree) leaf)
        .filter(local -> local.getKind() == ElementKind.LOCAL_VARIABLE)
        .map(local -> declarations.values(local))
        .filter(values -> values.stream().anyMatch(from -> from.getLeaf() instanceof NewClassTree))
        .isPresent();
  }

  /**
   * Returns whether what was released had been in the field until the assignment, in one and the
   * same run.
   */
  private static boolean isReplaced(
      SourceUnit unit, Declarations declarations, Release release, TreePath value) {
    if (SourceUnit.enclosingCode(release.path()) != SourceUnit.enclosingCode(value)) {
      return false;
    }
    Tree receiver = release.path().getLeaf();
    int taken =
        unit.text(receiver).contains(release.variable().getSimpleName())
            ? unit.start(receiver)
            : taken(unit, declarations, release);
    return taken < unit.start(value.getLeaf()) && isReachedAfter(release.path(), value);
  }

  /** Returns where the local got the field's value that was released. */
  private static int taken(SourceUnit unit, Declarations declarations, Release release) {
    Tree code = SourceUnit.enclosingCode(release.path());
    return unit.uses(release.variable()).stream()
        .filter(use -> SourceUnit.enclosingCode(use) == code)
        .filter(use -> declarations.origin(use).isPresent())
        .mapToInt(use -> unit.start(use.getLeaf()))
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  /** Returns whether the two are not in branches that exclude each other. */
  private static boolean isReachedAfter(TreePath release, TreePath value) {
    for (TreePath at = release; at.getParentPath() != null; at = at.getParentPath()) {
      TreePath parent = at.getParentPath();
      if (contains(parent, value)) {
        return !(parent.getLeaf() instanceof IfTree);
      }
      boolean leaves =
          parent.getLeaf() instanceof BlockTree block
              && !block.getStatements().isEmpty()
              && isLeaving(block.getStatements().get(block.getStatements().size() - 1));
      if (leaves || parent.getLeaf() instanceof CatchTree) {
        return false;
      }
    }
    return false;
  }

  private static boolean isLeaving(StatementTree last) {
    return last instanceof ReturnTree || last instanceof ThrowTree;
  }

  private static boolean contains(TreePath ancestor, TreePath path) {
    for (TreePath at = path; at != null; at = at.getParentPath()) {
      if (at.getLeaf() == ancestor.getLeaf()) {
        return true;
      }
    }
    return false;
  }
}
