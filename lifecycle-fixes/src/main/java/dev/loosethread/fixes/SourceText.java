package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Type;

/** The text of the current file, its line ends and its indentation. */
final class SourceText {
  private final String text;
  private final String newline;
  private final VisitorState state;

  SourceText(VisitorState state) {
    this.state = state;
    UnitIndex unit = UnitIndex.of(state);
    text = unit.text();
    newline = unit.hasCarriageReturns() ? "\r\n" : "\n";
  }

  /** Whether positions of this tree can be trusted; generated trees have none. */
  boolean has(Tree tree) {
    int start = start(tree);
    int end = end(tree);
    return start >= 0 && end > start && end <= text.length();
  }

  int start(Tree tree) {
    return ASTHelpers.getStartPosition(tree);
  }

  int end(Tree tree) {
    return state.getEndPosition(tree);
  }

  String of(Tree tree) {
    return text.substring(start(tree), end(tree));
  }

  char at(int position) {
    return position >= 0 && position < text.length() ? text.charAt(position) : '\0';
  }

  int indexOf(char c, int from) {
    return text.indexOf(c, from);
  }

  boolean isSubtype(Tree expression, String type) {
    Type wanted = state.getTypeFromString(type);
    Type found = ASTHelpers.getType(expression);
    return wanted != null && found != null && ASTHelpers.isSubtype(found, wanted, state);
  }

  boolean hasCarriageReturns() {
    return newline.length() > 1;
  }

  /** Text written with {@code \n}, in this file's line ends. */
  String lines(String written) {
    return written.replace("\n", newline);
  }

  /** The white space at the start of the line that holds the position. */
  String indentAt(int position) {
    int lineStart = text.lastIndexOf('\n', Math.max(0, position - 1)) + 1;
    int end = lineStart;
    while (at(end) == ' ' || at(end) == '\t') {
      end++;
    }
    return text.substring(lineStart, end);
  }

  /** One level of indentation, as this class uses it. */
  String unit(ClassTree type) {
    String outer = indentAt(start(type));
    for (Tree member : type.getMembers()) {
      if (has(member) && !isOnOneLine(start(type), start(member))) {
        String inner = indentAt(start(member));
        if (inner.length() > outer.length() && inner.startsWith(outer)) {
          return inner.substring(outer.length());
        }
      }
    }
    return "  ";
  }

  /** One level of indentation, as the class around a tree uses it. */
  String unit(TreePath path) {
    TreePath type = path;
    while (!(type.getLeaf() instanceof ClassTree)) {
      type = type.getParentPath();
    }
    return unit((ClassTree) type.getLeaf());
  }

  private boolean isOnOneLine(int from, int to) {
    int end = text.indexOf('\n', Math.min(from, to));
    return end < 0 || end >= Math.max(from, to);
  }

  boolean isOneLine(Tree tree) {
    return of(tree).indexOf('\n') < 0;
  }

  /** The position after the last character before {@code position} that is not white space. */
  int trimBefore(int position) {
    int p = position;
    while (p > 0 && Character.isWhitespace(at(p - 1))) {
      p--;
    }
    return p;
  }

  /** The position of the next character that is no blank. */
  int skipBlanks(int position) {
    int p = position;
    while (at(p) == ' ' || at(p) == '\t') {
      p++;
    }
    return p;
  }

  /** The position of the next character that is no white space. */
  int skipWhiteSpace(int position) {
    int p = position;
    while (p < text.length() && Character.isWhitespace(at(p))) {
      p++;
    }
    return p;
  }

  /** The end of the line if only white space or a line comment follows, else the position. */
  int afterTrailingComment(int position) {
    int p = skipBlanks(position);
    if (at(p) == '/' && at(p + 1) == '/') {
      while (p < text.length() && at(p) != '\n' && at(p) != '\r') {
        p++;
      }
      return p;
    }
    return position;
  }

  /** The position of the brace that opens the class body, or -1. */
  int bodyBrace(ClassTree type) {
    int from = start(type);
    for (Tree header : type.getTypeParameters()) {
      from = Math.max(from, end(header));
    }
    if (type.getExtendsClause() != null) {
      from = Math.max(from, end(type.getExtendsClause()));
    }
    for (Tree header : type.getImplementsClause()) {
      from = Math.max(from, end(header));
    }
    if (type.getModifiers() != null && has(type.getModifiers())) {
      // An annotation's braces come before the class's.
      from = Math.max(from, end(type.getModifiers()));
    }
    return indexOf('{', from);
  }

  /** The position of the brace that closes a class or block. */
  int closingBrace(Tree tree) {
    int p = end(tree) - 1;
    return at(p) == '}' ? p : -1;
  }

  /** The position after the brace that opens a block. */
  int afterOpeningBrace(BlockTree block) {
    return start(block) + 1;
  }

  /** Moves the lines that begin between two positions one level in. */
  void indent(int from, int to, String unit, SuggestedFix.Builder fix) {
    for (int p = indexOf('\n', from); p >= 0 && p < to; p = indexOf('\n', p + 1)) {
      char first = at(p + 1);
      if (first != '\n' && first != '\r') {
        fix.replace(p + 1, p + 1, unit);
      }
    }
  }
}
