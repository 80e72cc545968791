package dev.loosethread.bench.operators;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Lets the first exception end the loop of a worker. */
final class WorkerCatchDeleted implements Operator {
  private static final String RUNNABLE = "java.lang.Runnable";
  private static final Set<String> TAKE_TASKS = Set.of("execute", "submit", "newThread");

  @Override
  public String name() {
    return "worker-catch-deleted";
  }

  @Override
  public Set<String> fitting() {
    return Set.of("WorkerLoopMayDie");
  }

  @Override
  public void find(SourceUnit unit, Consumer<Candidate> candidates) {
    List<Candidate> found = new ArrayList<>();
    new Workers(unit, found).scan(unit.tree(), null);
    found.sort(Comparator.comparing(Candidate::position));
    found.forEach(candidates);
  }

  /** Returns whether a loop further out goes on when this one fails. */
  private static boolean isSaved(SourceUnit unit, TreePath loop) {
    TreePath at = loop.getParentPath();
    while (!ControlFlow.isOtherCode(at.getLeaf())) {
      if (!BroadCatch.among(unit, List.of(at), false).isEmpty()
          && Loops.openAround(at).isPresent()) {
        return true;
      }
      at = at.getParentPath();
    }
    return false;
  }

  /** The endless loops of a method or lambda. */
  private static List<TreePath> loops(TreePath code) {
    List<TreePath> loops = new ArrayList<>();
    Tasks.body(code)
        .ifPresent(
            body ->
                new TreePathScanner<Void, Void>() {
                  @Override
                  public Void visitWhileLoop(WhileLoopTree node, Void unused) {
                    add();
                    return super.visitWhileLoop(node, null);
                  }

                  @Override
                  public Void visitDoWhileLoop(DoWhileLoopTree node, Void unused) {
                    add();
                    return super.visitDoWhileLoop(node, null);
                  }

                  @Override
                  public Void visitForLoop(ForLoopTree node, Void unused) {
                    add();
                    return super.visitForLoop(node, null);
                  }

                  @Override
                  public Void visitClass(ClassTree node, Void unused) {
                    return null;
                  }

                  @Override
                  public Void visitLambdaExpression(LambdaExpressionTree node, Void unused) {
                    return null;
                  }

                  private void add() {
                    if (Loops.isEndless(getCurrentPath().getLeaf())) {
                      loops.add(getCurrentPath());
                    }
                  }
                }.scan(body, null));
    return loops;
  }

  /** Finds the handlers of the loops that run on other threads. */
  private static final class Workers extends TreePathScanner<Void, Void> {
    private final SourceUnit unit;
    private final List<Candidate> found;
    private final Set<Integer> seen = new HashSet<>();

    Workers(SourceUnit unit, List<Candidate> found) {
      this.unit = unit;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree node, Void unused) {
      TreePath path = getCurrentPath();
      if (Tasks.isRun(node) && unit.isSubtype(unit.type(path.getParentPath()), RUNNABLE)) {
        add(path, List.of());
      }
      return super.visitMethod(node, null);
    }

    @Override
    public Void visitNewClass(NewClassTree node, Void unused) {
      if (unit.isSubtype(unit.type(getCurrentPath()), "java.lang.Thread")) {
        addTasks(getCurrentPath(), node.getArguments());
      }
      return super.visitNewClass(node, null);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree node, Void unused) {
      Invocation.of(unit, getCurrentPath())
          .filter(
              call ->
                  TAKE_TASKS.contains(call.name())
                      && call.isOn(
                          unit,
                          "java.util.concurrent.Executor",
                          "java.util.concurrent.ThreadFactory"))
          .ifPresent(call -> addTasks(call.path(), call.arguments()));
      return super.visitMethodInvocation(node, null);
    }

    private void addTasks(TreePath call, List<? extends Tree> arguments) {
      for (Tree argument : arguments) {
        Tasks.code(unit, new TreePath(call, argument))
            .ifPresent(code -> add(code, List.of(unit.lines(call.getLeaf()))));
      }
    }

    private void add(TreePath code, List<Lines> around) {
      for (TreePath loop : loops(code)) {
        if (isSaved(unit, loop)) {
          continue;
        }
        List<Lines> anchors = new ArrayList<>(around);
        anchors.add(ControlFlow.header(unit, code.getLeaf()));
        anchors.addAll(Loops.header(unit, loop.getLeaf()));
        for (BroadCatch guard : BroadCatch.among(unit, Loops.statements(loop), false)) {
          if (seen.add(unit.start(guard.tree()))) {
            found.add(guard.candidate(unit, anchors));
          }
        }
      }
    }
  }
}
