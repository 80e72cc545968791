package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.loosethread.fixes.release.ReleaseCall;
import dev.loosethread.fixes.text.ClassMembers;
import dev.loosethread.fixes.text.Code;
import dev.loosethread.fixes.text.EnclosingTrees;
import dev.loosethread.fixes.text.Layout;
import dev.loosethread.fixes.text.SourceEdit;
import dev.loosethread.fixes.text.SourceText;
import dev.loosethread.fixes.text.TryBlock;
import dev.loosethread.fixes.text.VariableNames;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Remedy;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Releases what local variables hold at the end of their block, all those of a block at once. */
final class ReleaseInFinallyFix {
  /** More would nest too deep, and is left to a person or to another run. */
  private static final int MOST_AT_ONCE = 5;

  private final ClassFixes fixes;
  private final SourceEdit edit;
  private final SourceText source;

  ReleaseInFinallyFix(ClassFixes fixes, VisitorState state) {
    this.fixes = fixes;
    this.edit = new SourceEdit(state);
    this.source = edit.source();
  }

  /**
   * A variable that may be released.
   *
   * @param type the name of its class
   */
  private record Local(
      Finding finding, TreePath path, VariableTree tree, BlockTree block, String type) {
    String call() {
      return ((Remedy.ReleaseInFinally) finding.remedy()).call();
    }
  }

  /**
   * Moves the code after the declaration into a try block, whose finally block releases what the
   * variable holds. An executor is not shut down in two phases: the method did not wait for its
   * tasks before, and an orderly shutdown lets them finish. Other variables of the same block get
   * their try blocks within it, since fixes that end at the same place cannot be combined later.
   */
  SuggestedFix make(Finding finding) {
    Local own = local(finding);
    if (own == null || !fixes.takeBlock(own.block())) {
      return SuggestedFix.emptyFix();
    }
    List<Local> together =
        fixes.releasingIn(own.block(), this::blockOf).stream()
            .map(this::local)
            .filter(Objects::nonNull)
            .sorted(Comparator.comparingInt(l -> source.start(l.tree())))
            .limit(MOST_AT_ONCE)
            .toList();
    if (together.stream().noneMatch(l -> l.tree() == own.tree())) {
      together = List.of(own);
    }
    together.stream().map(Local::finding).filter(f -> f != finding).forEach(fixes::mend);
    return release(together);
  }

  private SuggestedFix release(List<Local> locals) {
    Local first = locals.get(0);
    Layout outer = source.layoutAt(source.start(first.tree()), first.path());
    int to = endOfUse(locals);
    String ends = "";
    for (int i = 0; i < locals.size(); i++) {
      Local local = locals.get(i);
      Layout layout = outer.deeper(i);
      int from = bodyOf(local);
      edit.addBelow(from, TryBlock.begin(edit), layout);
      int next = i + 1 < locals.size() ? bodyOf(locals.get(i + 1)) : to;
      edit.indent(from, next, outer.unit().repeat(i + 1));
      Code release =
          new ReleaseCall(edit)
              .code(
                  local.tree().getName().toString(),
                  local.type(),
                  local.call(),
                  EnclosingTrees.throwingMethod(local.path()));
      ends = layout.newLine() + TryBlock.endWithFinally(release, edit).at(layout) + ends;
    }
    edit.insert(to, ends);
    return edit.build();
  }

  /** Returns where the code begins that moves into the try block of a variable. */
  private int bodyOf(Local local) {
    return source.beforeNextCode(source.end(local.tree()));
  }

  /**
   * Returns where the code ends that moves: after the last statement that uses the variable if an
   * orderly shutdown may come there, else at the end of the block.
   */
  private int endOfUse(List<Local> locals) {
    Local local = locals.get(0);
    int end = source.trimBefore(source.closingBrace(local.block()));
    // The shutdown of a scheduler cancels what it is to run periodically.
    if (locals.size() > 1
        || !local.call().equals("shutdown()")
        || source.isSubtype(local.tree(), "java.util.concurrent.ScheduledExecutorService")) {
      return end;
    }
    List<? extends StatementTree> statements = local.block().getStatements();
    List<? extends StatementTree> after =
        statements.subList(statements.indexOf(local.tree()) + 1, statements.size());
    int last = -1;
    for (int i = 0; i < after.size(); i++) {
      if (!VariableNames.onlyCallsMethodsOf(after.get(i), local.tree().getName())) {
        return end;
      }
      if (VariableNames.uses(after.get(i), local.tree().getName().toString())) {
        last = i;
      }
    }
    // A variable that is declared in the try block cannot be used after it.
    boolean movesADeclaration =
        last >= 0
            && after.subList(0, last + 1).stream()
                .anyMatch(s -> s instanceof VariableTree || s instanceof ClassTree);
    return last < 0 || movesADeclaration
        ? end
        : source.afterTrailingComment(source.end(after.get(last)));
  }

  private @Nullable Tree blockOf(Finding finding) {
    Local local = local(finding);
    return local == null ? null : local.block();
  }

  /** Returns the variable of a finding, or null if it cannot be released in a finally block. */
  private @Nullable Local local(Finding finding) {
    Remedy.ReleaseInFinally remedy = (Remedy.ReleaseInFinally) finding.remedy();
    TreePath path = edit.path(remedy.creation());
    if (path == null
        || !(path.getParentPath().getLeaf() instanceof VariableTree local)
        || !(path.getParentPath().getParentPath().getLeaf() instanceof BlockTree block)) {
      return null;
    }
    String type = ASTHelpers.getSymbol(local).type.tsym.flatName().toString();
    List<? extends StatementTree> statements = block.getStatements();
    if (!new ReleaseCall(edit).exists(type, remedy.call())
        || source.closingBrace(block) < 0
        || source.isOneLine(block)
        || !source.has(local)
        || ClassMembers.sharesDeclaration(local, statements, source)
        || statements.get(statements.size() - 1) == local) {
      return null;
    }
    return new Local(finding, path, local, block, type);
  }
}
