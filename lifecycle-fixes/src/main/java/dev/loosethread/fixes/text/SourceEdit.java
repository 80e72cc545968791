package dev.loosethread.fixes.text;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Symbol;
import dev.loosethread.model.facts.Site;
import java.util.ArrayList;
import java.util.List;
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

  /** Returns true if the file imports a type by its name. */
  boolean imports(String type) {
    return state.getPath().getCompilationUnit().getImports().stream()
        .anyMatch(
            line -> !line.isStatic() && line.getQualifiedIdentifier().toString().equals(type));
  }

  /** Returns true if the class path has a type with a method of this name. */
  boolean hasMethod(String type, String method) {
    Symbol symbol = state.getSymbolFromString(type);
    return symbol != null
        && symbol.members().getSymbolsByName(state.getName(method)).iterator().hasNext();
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
    addBelow(source.beforeNextCode(from), before, layout);
    indent(from, to, layout.unit());
    addBelow(to, after, layout);
  }

  /**
   * Moves the statements of a block in, and puts code before and after them.
   *
   * @param outer the layout of the statement or method that has the block
   */
  public void wrapBody(BlockTree block, Code before, Code after, Layout outer) {
    if (source.isOneLine(block)) {
      unfold(block, before.then(statements(block).deeper()).then(after), outer);
    } else {
      int last = source.trimBefore(source.closingBrace(block));
      wrap(source.afterOpeningBrace(block), last, before, after, outer.deeper());
    }
  }

  /**
   * Puts code between the statements of a block.
   *
   * @param index how many statements come before it
   * @param outer the layout of the statement or method that has the block
   */
  public void addTo(BlockTree block, int index, Code code, Layout outer) {
    if (source.isOneLine(block)) {
      List<Code.Line> all = new ArrayList<>(statements(block).lines());
      // A comment without statements is a line too.
      all.addAll(Math.min(index, all.size()), code.lines());
      unfold(block, new Code(all), outer);
      return;
    }
    int end =
        index == 0
            ? source.afterOpeningBrace(block)
            : source.end(block.getStatements().get(index - 1));
    addBelow(source.afterTrailingComment(end), code, outer.deeper());
  }

  /** Puts code after all statements of a block, and after the comments that end it. */
  public void append(BlockTree block, Code code, Layout outer) {
    if (source.isOneLine(block)) {
      unfold(block, statements(block).then(code), outer);
    } else {
      addBelow(source.trimBefore(source.closingBrace(block)), code, outer.deeper());
    }
  }

  /** Returns what a block on one line has in it, one line for each statement. */
  private Code statements(BlockTree block) {
    List<Code.Line> lines = new ArrayList<>();
    int from = source.afterOpeningBrace(block);
    for (StatementTree statement : block.getStatements().stream().skip(1).toList()) {
      lines.add(new Code.Line(0, source.between(from, source.start(statement))));
      from = source.start(statement);
    }
    lines.add(new Code.Line(0, source.between(from, source.closingBrace(block))));
    return new Code(lines.stream().filter(line -> !line.text().isEmpty()).toList());
  }

  /** Replaces the content of a block on one line by lines. */
  private void unfold(BlockTree block, Code content, Layout outer) {
    Layout inner = outer.deeper();
    replace(
        source.afterOpeningBrace(block),
        source.closingBrace(block),
        inner.newLine() + content.at(inner) + outer.newLine());
  }

  /** Removes a statement, and its line if it has one of its own. */
  public void removeLine(StatementTree statement) {
    int start = source.start(statement);
    int end = source.end(statement);
    int lineStart = start;
    while (source.at(lineStart - 1) == ' ' || source.at(lineStart - 1) == '\t') {
      lineStart--;
    }
    int nextLine = source.afterLineBreak(end);
    boolean isWholeLine = source.at(lineStart - 1) == '\n' && nextLine > end;
    replace(isWholeLine ? lineStart : start, isWholeLine ? nextLine : end, "");
  }

  /** Moves the lines that begin between two positions further in. */
  public void indent(int from, int to, String by) {
    for (int p = source.indexOf('\n', from); p >= 0 && p < to; p = source.indexOf('\n', p + 1)) {
      if (!source.isLineEnd(source.skipBlanks(p + 1))) {
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
