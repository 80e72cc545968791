package dev.loosethread.errorprone.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.loosethread.model.rules.Remedy;
import dev.loosethread.source.TreeSite;
import java.util.List;

/** Ends what a local variable holds. */
final class LocalFixes {
  private final VisitorState state;
  private final SourceText source;

  LocalFixes(VisitorState state) {
    this.state = state;
    this.source = new SourceText(state);
  }

  /**
   * What follows the declaration moves into a try block, whose finally block shuts the executor
   * down. Not in two phases: the method did not wait for its tasks before, and an orderly shutdown
   * lets them finish.
   */
  SuggestedFix shutDownInFinally(Remedy.ShutDownInFinally remedy) {
    Tree creation = ((TreeSite) remedy.creation()).tree();
    TreePath path = TreePath.getPath(state.getPath().getCompilationUnit(), creation);
    if (path == null
        || !(path.getParentPath().getLeaf() instanceof VariableTree local)
        || !(path.getParentPath().getParentPath().getLeaf() instanceof BlockTree block)
        || !source.isSubtype(local, "java.util.concurrent.ExecutorService")) {
      return FixMaker.nothing();
    }
    List<? extends StatementTree> statements = block.getStatements();
    int brace = source.closingBrace(block);
    if (brace < 0
        || source.isOneLine(block)
        || !source.has(local)
        || statements.get(statements.size() - 1) == local) {
      return FixMaker.nothing();
    }
    TreePath type = path;
    while (!(type.getLeaf() instanceof ClassTree)) {
      type = type.getParentPath();
    }
    String unit = source.unit((ClassTree) type.getLeaf());
    String indent = source.indentAt(source.start(local));
    int open = source.afterTrailingComment(source.end(local));
    int last = source.trimBefore(brace);
    SuggestedFix.Builder fix = SuggestedFix.builder();
    fix.replace(open, open, source.lines("\n" + indent + "try {"));
    source.indent(open, last, unit, fix);
    fix.replace(
        last,
        last,
        source.lines(
            "\n"
                + indent
                + "} finally {\n"
                + indent
                + unit
                + local.getName()
                + ".shutdown();\n"
                + indent
                + "}"));
    return fix.build();
  }
}
