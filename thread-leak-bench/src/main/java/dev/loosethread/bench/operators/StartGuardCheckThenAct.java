package dev.loosethread.bench.operators;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;

/** Lets two threads pass a guard at once: asks a flag first, and sets it afterwards. */
final class StartGuardCheckThenAct implements Operator {
  private static final Set<String> NEED_A_LOCK = Set.of("wait", "notify", "notifyAll");

  @Override
  public String name() {
    return "start-guard-check-then-act";
  }

  @Override
  public Set<String> fitting() {
    return Set.of("NonAtomicStartGuard", "UnguardedStart");
  }

  @Override
  public void find(SourceUnit unit, Consumer<Candidate> candidates) {
    Set<Tree> unlocked = new HashSet<>();
    for (StartGuard guard : StartGuards.in(unit)) {
      if (guard.kind().isAtomic()) {
        // Under a lock the guard need not be atomic.
        if (!isLocked(guard) && (guard.isWhole() || !guard.kind().isRefusal())) {
          candidates.accept(
              candidate(
                  unit,
                  guard,
                  unit.start(guard.tree()),
                  "if " + unit.text(guard.tree().getCondition()),
                  split(unit, guard)));
        }
      } else if (guard.kind() != StartGuard.Kind.NULL_REFUSAL) {
        lock(guard)
            .filter(lock -> unlocked.add(lock.getLeaf()))
            .flatMap(lock -> unlock(unit, lock.getLeaf()))
            .ifPresent(
                edit ->
                    candidates.accept(
                        candidate(
                            unit,
                            guard,
                            edit.start(),
                            unit.text().substring(edit.start(), edit.end()),
                            List.of(edit))));
      }
    }
  }

  private static Candidate candidate(
      SourceUnit unit, StartGuard guard, int position, String what, List<Edit> edits) {
    List<Lines> anchors = guard.anchors(unit);
    anchors.add(unit.lines(position, position + 1));
    return new Candidate(position, what, List.of(edits), anchors);
  }

  private static List<Edit> split(SourceUnit unit, StartGuard guard) {
    boolean refusal = guard.kind().isRefusal();
    List<Edit> edits = new ArrayList<>();
    edits.add(
        unit.replace(
            guard.term().getLeaf(),
            (guard.started() == refusal ? "" : "!") + guard.name() + ".get()"));
    StatementTree then = guard.tree().getThenStatement();
    if (refusal) {
      edits.add(insert(unit.end(guard.tree()), " " + guard.set()));
    } else if (then instanceof BlockTree) {
      edits.add(insert(unit.start(then) + 1, " " + guard.set()));
    } else {
      edits.add(insert(unit.start(then), "{ " + guard.set() + " "));
      edits.add(insert(unit.end(then), " }"));
    }
    return edits;
  }

  private static Edit insert(int at, String text) {
    return new Edit(at, at, text);
  }

  /** The synchronized method or block that the guard is in. */
  private static Optional<TreePath> lock(StartGuard guard) {
    TreePath at = lockOrMethod(guard);
    return needsLock(at.getLeaf()) ? Optional.empty() : Optional.of(at);
  }

  private static boolean isLocked(StartGuard guard) {
    return lockOrMethod(guard).getLeaf() instanceof SynchronizedTree
        || (guard.method().getLeaf() instanceof MethodTree method
            && method.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED));
  }

  private static TreePath lockOrMethod(StartGuard guard) {
    TreePath at = guard.choice();
    while (at.getLeaf() != guard.method().getLeaf()
        && !(at.getLeaf() instanceof SynchronizedTree)) {
      at = at.getParentPath();
    }
    return at;
  }

  private static boolean needsLock(Tree tree) {
    return Boolean.TRUE.equals(
        new TreeScanner<Boolean, Void>() {
          @Override
          public Boolean visitMethodInvocation(MethodInvocationTree node, Void unused) {
            return NEED_A_LOCK.contains(Invocation.name(node))
                || Boolean.TRUE.equals(super.visitMethodInvocation(node, null));
          }

          @Override
          public Boolean reduce(Boolean one, Boolean other) {
            return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
          }
        }.scan(tree, null));
  }

  private static Optional<Edit> unlock(SourceUnit unit, Tree lock) {
    return lock instanceof SynchronizedTree block
        ? Optional.of(unit.blank(unit.start(block), unit.start(block.getBlock())))
        : ControlFlow.drop(unit, ((MethodTree) lock).getModifiers(), "synchronized");
  }
}
