package dev.loosethread.bench.operators;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A task goes on after the one that waited for it has given up. */
final class CancelOnTimeoutDeleted implements Operator {
  private static final String TIMEOUT = "java.util.concurrent.TimeoutException";

  @Override
  public String name() {
    return "cancel-on-timeout-deleted";
  }

  @Override
  public Set<String> fitting() {
    return Set.of("TaskNotCancelledOnTimeout");
  }

  @Override
  public void find(SourceUnit unit, Consumer<Candidate> candidates) {
    Declarations declarations = new Declarations(unit, Handle.FUTURE);
    InOrder found = new InOrder();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitTry(TryTree node, Void unused) {
        for (CatchTree clause : node.getCatches()) {
          if (isOfTimeout(unit, clause)) {
            TreePath path = new TreePath(getCurrentPath(), clause);
            cancels(unit, path).forEach((receiver, calls) -> add(node, path, receiver, calls));
          }
        }
        return super.visitTry(node, null);
      }

      private void add(TryTree node, TreePath clause, String receiver, List<TreePath> calls) {
        TreePath last =
            node.getFinallyBlock() == null
                ? null
                : new TreePath(getCurrentPath(), node.getFinallyBlock());
        if (last != null && cancels(unit, last).containsKey(receiver)) {
          return;
        }
        Anchors anchors =
            new Anchors(unit, declarations)
                .header(SourceUnit.enclosingMethod(clause))
                .tree(clause.getLeaf());
        addWaits(unit, new TreePath(getCurrentPath(), node.getBlock()), receiver, anchors);
        MethodInvocationTree first = (MethodInvocationTree) calls.get(0).getLeaf();
        unit.variable(((MemberSelectTree) first.getMethodSelect()).getExpression())
            .ifPresent(anchors::variable);
        found.add(
            new Candidate(
                unit.start(first),
                unit.text(first),
                new Removal(unit).ofAll(calls),
                anchors.lines()));
      }
    }.scan(unit.tree(), null);
    found.tell(candidates);
  }

  private static boolean isOfTimeout(SourceUnit unit, CatchTree clause) {
    Tree type = clause.getParameter().getType();
    List<? extends Tree> types =
        type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
    return types.stream().anyMatch(one -> unit.isSubtype(unit.type(one), TIMEOUT));
  }

  /** The calls that cancel a future, by the source of what they are called on. */
  private static Map<String, List<TreePath>> cancels(SourceUnit unit, TreePath part) {
    Map<String, List<TreePath>> cancels = new LinkedHashMap<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree node, Void unused) {
        if (node.getMethodSelect() instanceof MemberSelectTree select
            && select.getIdentifier().contentEquals("cancel")
            && Handle.FUTURE.matches(unit, unit.type(select.getExpression()))) {
          cancels
              .computeIfAbsent(unit.text(select.getExpression()), r -> new ArrayList<>())
              .add(getCurrentPath());
        }
        return super.visitMethodInvocation(node, null);
      }
    }.scan(part, null);
    return cancels;
  }

  private static void addWaits(SourceUnit unit, TreePath block, String receiver, Anchors anchors) {
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree node, Void unused) {
        if (node.getMethodSelect() instanceof MemberSelectTree select
            && unit.text(select.getExpression()).equals(receiver)) {
          anchors.tree(node);
        }
        return super.visitMethodInvocation(node, null);
      }
    }.scan(block, null);
  }
}
