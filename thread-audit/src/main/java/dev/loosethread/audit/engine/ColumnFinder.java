package dev.loosethread.audit.engine;

import com.sun.source.tree.LineMap;
import com.sun.source.util.SourcePositions;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeInfo;
import dev.loosethread.audit.engine.Row.Columns;
import dev.loosethread.model.facts.Site;
import dev.loosethread.source.TreeSite;
import java.io.IOException;
import javax.lang.model.element.Name;

/** Finds the column of a place in source. */
final class ColumnFinder {
  private final SourcePositions positions;

  /**
   * @param positions of what is looked for, or null for class files
   */
  ColumnFinder(SourcePositions positions) {
    this.positions = positions;
  }

  /** The name of a declaration, else what of a tree is on its first line; unknown elsewhere. */
  Columns of(Site site) {
    if (positions == null
        || !(site instanceof TreeSite place)
        || !(place.unit() instanceof JCCompilationUnit unit)
        || site.line() <= 0) {
      return Columns.UNKNOWN;
    }
    JCTree tree = (JCTree) place.tree();
    if (tree instanceof JCVariableDecl variable) {
      return ofName(site.line(), variable.pos, variable.getName(), unit.getLineMap());
    }
    if (tree instanceof JCMethodDecl method && !TreeInfo.isConstructor(method)) {
      return ofName(site.line(), method.pos, method.getName(), unit.getLineMap());
    }
    return ofRange(
        site.line(),
        (int) positions.getStartPosition(unit, tree),
        (int) positions.getEndPosition(unit, tree),
        unit);
  }

  /** Unknown if it is on another line than its declaration begins on. */
  private static Columns ofName(int line, int position, Name name, LineMap lines) {
    if (position < 0 || name.length() == 0 || lines.getLineNumber(position) != line) {
      return Columns.UNKNOWN;
    }
    // Not the line map's columns, which count a tab as up to eight.
    int start = position - (int) lines.getStartPosition(line) + 1;
    return new Columns(start, start + name.length());
  }

  private static Columns ofRange(int line, int from, int to, JCCompilationUnit unit) {
    LineMap lines = unit.getLineMap();
    if (from < 0 || to <= from || lines.getLineNumber(from) != line) {
      return Columns.UNKNOWN;
    }
    int end = to;
    if (lines.getLineNumber(to - 1) != line) {
      end = endOfLine(from, unit);
    }
    int first = (int) lines.getStartPosition(line);
    return end <= from ? Columns.UNKNOWN : new Columns(from - first + 1, end - first + 1);
  }

  private static int endOfLine(int from, JCCompilationUnit unit) {
    try {
      CharSequence text = unit.getSourceFile().getCharContent(true);
      int end = from;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
      return end;
    } catch (IOException e) {
      // The file was readable before, and columns are optional.
      return -1;
    }
  }
}
