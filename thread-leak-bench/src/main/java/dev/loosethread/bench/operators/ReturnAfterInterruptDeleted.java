package dev.loosethread.bench.operators;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Lets a loop go on after an interrupt that ended it. */
final class ReturnAfterInterruptDeleted implements Operator {
  @Override
  public String name() {
    return "return-after-interrupt-deleted";
  }

  @Override
  public Set<String> fitting() {
    return Set.of("InterruptSwallowedInLoop", "UninterruptibleLoop");
  }

  @Override
  public void find(SourceUnit unit, Consumer<Candidate> candidates) {
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitCatch(CatchTree node, Void unused) {
        TreePath clause = getCurrentPath();
        if (catchesInterrupt(unit, clause)) {
          ControlFlow.exit(new TreePath(clause, node.getBlock()))
              .ifPresent(
                  exit ->
                      Loops.left(exit)
                          .filter(loop -> !endsOtherwise(loop.getLeaf(), node))
                          .ifPresent(loop -> candidates.accept(candidate(clause, exit, loop))));
        }
        return super.visitCatch(node, null);
      }

      private Candidate candidate(TreePath clause, TreePath exit, TreePath loop) {
        List<Lines> anchors = new ArrayList<>(Loops.header(unit, loop.getLeaf()));
        anchors.add(unit.lines(clause.getParentPath().getLeaf()));
        anchors.addAll(ControlFlow.codeHeader(unit, loop));
        return new Candidate(
            unit.start(exit.getLeaf()),
            unit.text(exit.getLeaf()),
            List.of(List.of(ControlFlow.delete(unit, exit))),
            anchors);
      }
    }.scan(unit.tree(), null);
  }

  private static boolean catchesInterrupt(SourceUnit unit, TreePath clause) {
    return ControlFlow.caught((CatchTree) clause.getLeaf()).stream()
        .anyMatch(type -> unit.isSubtype(unit.type(type), "java.lang.InterruptedException"));
  }

  /** Returns whether the loop's condition sees what else the clause does. */
  private static boolean endsOtherwise(Tree loop, CatchTree clause) {
    Set<String> asked = names(Loops.condition(loop));
    return Boolean.TRUE.equals(
        new TreeScanner<Boolean, Void>() {
          @Override
          public Boolean visitAssignment(AssignmentTree node, Void unused) {
            return isAsked(node.getVariable()) || reduce(super.visitAssignment(node, null), null);
          }

          @Override
          public Boolean visitMethodInvocation(MethodInvocationTree node, Void unused) {
            boolean seen =
                switch (Invocation.name(node)) {
                  case "interrupt" ->
                      asked.contains("isInterrupted") || asked.contains("interrupted");
                  case "set" -> isAsked(node.getMethodSelect());
                  default -> false;
                };
            return seen || reduce(super.visitMethodInvocation(node, null), null);
          }

          @Override
          public Boolean reduce(Boolean one, Boolean other) {
            return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
          }

          private boolean isAsked(Tree tree) {
            return names(tree).stream().anyMatch(asked::contains);
          }
        }.scan(clause.getBlock(), null));
  }

  private static Set<String> names(Tree tree) {
    Set<String> names = new HashSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitIdentifier(IdentifierTree node, Void unused) {
        return add(node.getName());
      }

      @Override
      public Void visitMemberSelect(MemberSelectTree node, Void unused) {
        add(node.getIdentifier());
        return super.visitMemberSelect(node, null);
      }

      private Void add(CharSequence name) {
        if (!name.toString().equals("this")) {
          names.add(name.toString());
        }
        return null;
      }
    }.scan(tree, null);
    return names;
  }
}
