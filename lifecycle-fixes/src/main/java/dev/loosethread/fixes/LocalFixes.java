package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.source.TreeSite;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Releases what local variables hold where their block ends, all those of a block at once. */
final class LocalFixes {
  /** What would nest deeper is left to a person, or to another run. */
  private static final int MOST_AT_ONCE = 5;

  private final ClassFindings all;
  private final VisitorState state;
  private final SourceText source;

  LocalFixes(ClassFindings all, VisitorState state) {
    this.all = all;
    this.state = state;
    this.source = new SourceText(state);
  }

  /** A variable that may be released; {@code type} is its class. */
  private record Local(
      Finding finding, TreePath path, VariableTree tree, BlockTree block, String type) {
    String call() {
      return ((Remedy.ReleaseInFinally) finding.remedy()).call();
    }
  }

  /**
   * What follows the declaration moves into a try block, whose finally block releases what the
   * variable holds. An executor not in two phases: the method did not wait for its tasks before,
   * and an orderly shutdown lets them finish. Other variables of the same block get theirs within
   * it, as fixes that end at the same place cannot be put together later.
   */
  SuggestedFix releaseInFinally(
      Finding finding, Predicate<String> takePlan, Consumer<Finding> mends) {
    Local own = local(finding);
    if (own == null || !takePlan.test(planOf(own.block(), source))) {
      return FixMaker.nothing();
    }
    List<Local> together =
        all.releasingIn(own.block(), this::blockOf).stream()
            .map(this::local)
            .filter(Objects::nonNull)
            .sorted(Comparator.comparingInt(l -> source.start(l.tree())))
            .limit(MOST_AT_ONCE)
            .toList();
    if (together.stream().noneMatch(l -> l.tree() == own.tree())) {
      together = List.of(own);
    }
    together.stream().map(Local::finding).filter(f -> f != finding).forEach(mends);
    return fix(together);
  }

  /** What stands for the one fix that may wrap statements of a block. */
  static String planOf(BlockTree block, SourceText source) {
    return "block at " + source.start(block);
  }

  private SuggestedFix fix(List<Local> locals) {
    Local first = locals.get(0);
    String indent = source.indentAt(source.start(first.tree()));
    String unit = source.unit(first.path());
    int to = source.trimBefore(source.closingBrace(first.block()));
    SuggestedFix.Builder fix = SuggestedFix.builder();
    ReleaseCall release = new ReleaseCall(source, state);
    String ends = "";
    for (int i = 0; i < locals.size(); i++) {
      Local local = locals.get(i);
      String inner = indent + unit.repeat(i);
      int from = bodyOf(local);
      fix.replace(from, from, source.lines("\n" + inner + "try {"));
      int next = i + 1 < locals.size() ? bodyOf(locals.get(i + 1)) : to;
      source.indent(from, next, unit.repeat(i + 1), fix);
      StringBuilder end = new StringBuilder("\n" + inner + "} finally {\n");
      release
          .statements(
              local.tree().getName().toString(),
              local.type(),
              local.call(),
              enclosingMethod(local.path()),
              unit,
              fix)
          .forEach(line -> end.append(inner).append(unit).append(line).append('\n'));
      ends = end + inner + "}" + ends;
    }
    fix.replace(to, to, source.lines(ends));
    return fix.build();
  }

  private int bodyOf(Local local) {
    return source.afterTrailingComment(source.end(local.tree()));
  }

  private Tree blockOf(Finding finding) {
    Local local = local(finding);
    return local == null ? null : local.block();
  }

  /** Null if it cannot be released so. */
  private Local local(Finding finding) {
    Remedy.ReleaseInFinally remedy = (Remedy.ReleaseInFinally) finding.remedy();
    TreePath path = UnitIndex.path(((TreeSite) remedy.creation()).tree(), state);
    if (path == null
        || !(path.getParentPath().getLeaf() instanceof VariableTree local)
        || !(path.getParentPath().getParentPath().getLeaf() instanceof BlockTree block)) {
      return null;
    }
    String type = ASTHelpers.getSymbol(local).type.tsym.flatName().toString();
    List<? extends StatementTree> statements = block.getStatements();
    if (!new ReleaseCall(source, state).exists(type, remedy.call())
        || source.closingBrace(block) < 0
        || source.isOneLine(block)
        || !source.has(local)
        || isShared(local, statements)
        || statements.get(statements.size() - 1) == local) {
      return null;
    }
    return new Local(finding, path, local, block, type);
  }

  /** The method whose declared exceptions the code may throw; null in a lambda. */
  private static MethodTree enclosingMethod(TreePath path) {
    for (TreePath at = path; at != null; at = at.getParentPath()) {
      if (at.getLeaf() instanceof MethodTree method) {
        return method;
      }
      if (at.getLeaf() instanceof LambdaExpressionTree) {
        return null;
      }
    }
    return null;
  }

  /** {@code ExecutorService a = .., b = ..;} is two trees but one statement. */
  private boolean isShared(VariableTree local, List<? extends StatementTree> statements) {
    return statements.stream()
        .anyMatch(
            s ->
                s != local
                    && s instanceof VariableTree other
                    && source.start(other) == source.start(local));
  }
}
