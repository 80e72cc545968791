package dev.loosethread.bench.operators;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * A try that keeps all exceptions from what is around it.
 *
 * @param clauses those that catch unchecked exceptions in general
 */
record BroadCatch(TreePath path, List<CatchTree> clauses) {
  private static final Set<String> BROAD =
      Set.of("java.lang.Throwable", "java.lang.Exception", "java.lang.RuntimeException");

  /** Checked exceptions that the body may throw. */
  private static final List<String> COMMON =
      List.of(
          "java.io.IOException", "InterruptedException", "java.util.concurrent.ExecutionException");

  /**
   * Those among some statements.
   *
   * @param leaving whether clauses count that return or break
   */
  static List<BroadCatch> among(SourceUnit unit, List<TreePath> statements, boolean leaving) {
    List<BroadCatch> found = new ArrayList<>();
    for (TreePath path : statements) {
      if (path.getLeaf() instanceof TryTree statement) {
        List<CatchTree> clauses = new ArrayList<>();
        for (CatchTree clause : statement.getCatches()) {
          if (isBroad(unit, clause) && goesOn(new TreePath(path, clause), leaving)) {
            clauses.add(clause);
          }
        }
        if (!clauses.isEmpty()) {
          found.add(new BroadCatch(path, clauses));
        }
      }
    }
    return found;
  }

  private static boolean goesOn(TreePath clause, boolean leaving) {
    BlockTree block = ((CatchTree) clause.getLeaf()).getBlock();
    return ControlFlow.exit(new TreePath(clause, block))
        .filter(
            exit ->
                exit.getLeaf() instanceof ThrowTree
                    || (!leaving
                        && (exit.getLeaf() instanceof ReturnTree || Loops.left(exit).isPresent())))
        .isEmpty();
  }

  private static boolean isBroad(SourceUnit unit, CatchTree clause) {
    return ControlFlow.caught(clause).stream()
        .anyMatch(type -> BROAD.contains(unit.types().erasure(unit.type(type)).toString()));
  }

  TryTree tree() {
    return (TryTree) path.getLeaf();
  }

  Candidate candidate(SourceUnit unit, List<Lines> around) {
    List<Lines> anchors = new ArrayList<>(around);
    anchors.add(unit.lines(tree()));
    return new Candidate(
        unit.start(tree()),
        "catch (" + unit.text(clauses.get(0).getParameter()) + ")",
        variants(unit),
        anchors);
  }

  /** Without the clauses; else with as little as has to be caught in the last of them. */
  private List<List<Edit>> variants(SourceUnit unit) {
    List<Edit> gone = new ArrayList<>();
    if (clauses.size() == tree().getCatches().size()
        && tree().getFinallyBlock() == null
        && tree().getResources().isEmpty()) {
      gone.add(unit.blank(unit.start(tree()), unit.start(tree().getBlock())));
    }
    clauses.forEach(clause -> gone.add(unit.blank(clause)));
    List<List<Edit>> variants = new ArrayList<>();
    variants.add(gone);
    CatchTree last = clauses.get(clauses.size() - 1);
    for (String type : types(unit)) {
      List<Edit> narrowed = new ArrayList<>();
      clauses.stream().filter(c -> c != last).forEach(c -> narrowed.add(unit.blank(c)));
      narrowed.add(unit.replace(last.getParameter().getType(), type));
      variants.add(narrowed);
    }
    return variants;
  }

  private List<String> types(SourceUnit unit) {
    List<TypeMirror> caught =
        tree().getCatches().stream()
            .filter(clause -> !clauses.contains(clause))
            .flatMap(clause -> ControlFlow.caught(clause).stream())
            .map((Tree type) -> unit.type(type))
            .toList();
    List<TypeMirror> thrown = new ArrayList<>(CheckedExceptions.of(unit, path, tree()));
    thrown.removeIf(type -> caught.stream().anyMatch(other -> unit.types().isSubtype(type, other)));
    List<String> types = new ArrayList<>();
    List<String> names =
        thrown.stream()
            .filter(
                type ->
                    thrown.stream().noneMatch(o -> o != type && unit.types().isSubtype(type, o)))
            .map(type -> ((DeclaredType) type).asElement().toString())
            .toList();
    if (!names.isEmpty() && names.stream().noneMatch(BROAD::contains)) {
      types.add(String.join(" | ", names));
    }
    COMMON.stream().filter(type -> !types.contains(type)).forEach(types::add);
    return types;
  }
}
