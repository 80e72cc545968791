package dev.loosethread.fixes.text;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.loosethread.model.facts.Site;
import org.jspecify.annotations.Nullable;

/** The changes of one fix, in the style of the file that they change. */
public final class SourceEdit implements TypeNames {
  private final VisitorState state;
  private final SourceText source;
  private final SuggestedFix.Builder fix = SuggestedFix.builder();
  private final Imports imports;

  public SourceEdit(VisitorState state) {
    this.state = state;
    this.source = new SourceText(state);
    this.imports = new Imports(source, state);
  }

  /** Returns the text of the file before the changes. */
  public SourceText source() {
    return source;
  }

  public VisitorState state() {
    return state;
  }

  /** Returns the path to a tree, or null if it is in another file. */
  public @Nullable TreePath path(Tree tree) {
    return UnitIndex.of(state).path(tree);
  }

  /** Returns the path to the tree at a site, or null if it is in another file. */
  public @Nullable TreePath path(Site site) {
    return UnitIndex.of(state).path(site);
  }

  /** Returns the shortest name that means the type; the fix imports it if need be. */
  @Override
  public String nameOf(String type) {
    return imports.nameOf(type);
  }

  public void insert(int position, String text) {
    fix.replace(position, position, text);
  }

  public void replace(int from, int to, String text) {
    fix.replace(from, to, text);
  }

  public void replace(Tree tree, String text) {
    fix.replace(tree, text);
  }

  /** Puts text around a tree. */
  public void surround(Tree tree, String before, String after) {
    if (!before.isEmpty()) {
      fix.prefixWith(tree, before);
    }
    if (!after.isEmpty()) {
      fix.postfixWith(tree, after);
    }
  }

  /** Adds code below a position, on lines of its own. */
  public void addBelow(int position, Code code, Layout layout) {
    if (!code.isEmpty()) {
      insert(position, layout.newLine() + code.at(layout));
    }
  }

  /** Adds code above what begins at a position, on lines of its own. */
  public void addAbove(int position, Code code, Layout layout) {
    if (!code.isEmpty()) {
      insert(position, code.at(layout) + layout.newLine());
    }
  }

  /** Puts code on lines of its own around the lines between two positions, which move in. */
  public void wrap(int from, int to, Code before, Code after, Layout layout) {
    addBelow(from, before, layout);
    indent(from, to, layout.unit());
    addBelow(to, after, layout);
  }

  /** Moves the lines that begin between two positions further in. */
  public void indent(int from, int to, String by) {
    for (int p = source.indexOf('\n', from); p >= 0 && p < to; p = source.indexOf('\n', p + 1)) {
      char first = source.at(p + 1);
      if (first != '\n' && first != '\r') {
        insert(p + 1, by);
      }
    }
  }

  /** Takes over the changes of a fix that was made elsewhere. */
  public void merge(SuggestedFix other) {
    fix.merge(other);
  }

  /** Returns the fix, with the imports of all types that were named. */
  public SuggestedFix build() {
    imports.addTo(fix);
    return fix.build();
  }
}
