package dev.loosethread.fixes.text;

import com.google.errorprone.VisitorState;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.util.Context;
import dev.loosethread.model.facts.Site;
import dev.loosethread.source.TreePaths;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The text of a compilation unit and the paths to its trees, once for all findings in it. */
public final class UnitIndex {
  private final CompilationUnitTree unit;
  private final TreePaths paths;
  private @Nullable String text;
  private @Nullable Boolean hasCarriageReturns;
  private @Nullable BraceStyle braces;

  private UnitIndex(CompilationUnitTree unit) {
    this.unit = unit;
    this.paths = TreePaths.below(new TreePath(unit));
  }

  /** Keeps the unit asked about last, and is dropped with its compilation. */
  private static final class Last {
    private static final Context.Key<Last> KEY = new Context.Key<>();
    private @Nullable UnitIndex index;
  }

  /** Returns the index of a unit of a compilation. */
  public static UnitIndex of(CompilationUnitTree unit, Context context) {
    Last last = context.get(Last.KEY);
    if (last == null) {
      last = new Last();
      context.put(Last.KEY, last);
    }
    if (last.index == null || last.index.unit != unit) {
      last.index = new UnitIndex(unit);
    }
    return last.index;
  }

  static UnitIndex of(VisitorState state) {
    return of(state.getPath().getCompilationUnit(), state.context);
  }

  /** Returns the path to a tree, or null if the unit has no such tree. */
  public @Nullable TreePath path(Tree tree) {
    return paths.path(tree);
  }

  /**
   * Returns the path to the tree at a site, or null if the unit has no such tree.
   *
   * @throws IllegalArgumentException if the site is not in source
   */
  public @Nullable TreePath path(Site site) {
    return path(Sites.tree(site));
  }

  /** Returns the source, which is empty if the file can no longer be read. */
  String text() {
    if (text == null) {
      try {
        text = unit.getSourceFile().getCharContent(false).toString();
      } catch (IOException e) {
        text = "";
      }
    }
    return text;
  }

  /** Returns where the file has its braces. */
  BraceStyle braces(SourceText source) {
    if (braces == null) {
      braces = BraceStyle.of(unit, source);
    }
    return braces;
  }

  boolean hasCarriageReturns() {
    if (hasCarriageReturns == null) {
      hasCarriageReturns = text().contains("\r\n");
    }
    return hasCarriageReturns;
  }
}
