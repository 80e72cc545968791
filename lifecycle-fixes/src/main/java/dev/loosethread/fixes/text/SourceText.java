package dev.loosethread.fixes.text;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Type;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of the current file, its line breaks and its indentation. */
public final class SourceText {
  private static final String DEFAULT_UNIT = "  ";
  private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t]*\\r?\\n");

  private final String text;
  private final String lineBreak;
  private final VisitorState state;
  private final UnitIndex unit;

  public SourceText(VisitorState state) {
    this.state = state;
    unit = UnitIndex.of(state);
    text = unit.text();
    lineBreak = unit.hasCarriageReturns() ? "\r\n" : "\n";
  }

  /** Returns true if the positions of this tree can be trusted; generated trees have none. */
  public boolean has(Tree tree) {
    int start = start(tree);
    int end = end(tree);
    return start >= 0 && end > start && end <= text.length();
  }

  public int start(Tree tree) {
    return ASTHelpers.getStartPosition(tree);
  }

  public int end(Tree tree) {
    return state.getEndPosition(tree);
  }

  /** Returns the text between two positions, without the white space around it. */
  public String between(int from, int to) {
    return text.substring(from, to).strip();
  }

  /** Returns the text of a tree. */
  public String of(Tree tree) {
    return text.substring(start(tree), end(tree));
  }

  /** Returns the character at a position, or NUL outside the text. */
  public char at(int position) {
    return position >= 0 && position < text.length() ? text.charAt(position) : '\0';
  }

  public int indexOf(char c, int from) {
    return text.indexOf(c, from);
  }

  /** Returns true if the type of an expression is a subtype of a type with this name. */
  public boolean isSubtype(Tree expression, String type) {
    Type wanted = state.getTypeFromString(type);
    Type found = ASTHelpers.getType(expression);
    return wanted != null && found != null && ASTHelpers.isSubtype(found, wanted, state);
  }

  /** Returns what ends a line in the file. */
  String lineBreak() {
    return lineBreak;
  }

  /** Returns true if a line ends at a position, with its line break still to come. */
  boolean isLineEnd(int position) {
    return at(position) == '\n' || at(position) == '\r' || position >= text.length();
  }

  /** Returns true if only white space comes before a position on its line. */
  public boolean isFirstOfLine(int position) {
    return skipBlanks(text.lastIndexOf('\n', position - 1) + 1) == position;
  }

  /** Returns true if a position is the first of a line. */
  boolean isLineStart(int position) {
    return position == 0 || at(position - 1) == '\n';
  }

  /** Returns the position after the line break at a position, or the same if there is none. */
  public int afterLineBreak(int position) {
    int p = at(position) == '\r' ? position + 1 : position;
    return at(p) == '\n' ? p + 1 : position;
  }

  /** Returns true if there is an empty line between two positions. */
  boolean hasBlankLine(int from, int to) {
    return BLANK_LINE.matcher(text.substring(from, to)).find();
  }

  /** Returns where the doc comment begins that ends right before a position, or -1. */
  int startOfDocComment(int position) {
    int end = trimBefore(position);
    int start = text.lastIndexOf("/*", end - 2);
    return text.startsWith("*/", end - 2) && text.startsWith("/**", start) ? start : -1;
  }

  /**
   * Returns the layout of lines beside the one that holds a position.
   *
   * @param within a tree in the class that shows what one level of indentation is
   */
  public Layout layoutAt(int position, TreePath within) {
    return layoutAt(position, EnclosingTrees.type(within));
  }

  /**
   * Returns the layout of lines beside the one that holds a position.
   *
   * @param type the class that shows what one level of indentation is
   */
  public Layout layoutAt(int position, ClassTree type) {
    return new Layout(indentAt(position), unit(type), lineBreak, unit.braces(this));
  }

  /** Returns the layout of a member, which may stand on the line of its class. */
  public Layout layoutOf(Tree member, ClassTree type) {
    return isOnOneLine(start(type), start(member))
        ? layoutOfMembers(type)
        : layoutAt(start(member), type);
  }

  /** Returns the layout of the members of a class. */
  public Layout layoutOfMembers(ClassTree type) {
    return layoutAt(start(type), type).deeper();
  }

  /** Returns the white space at the start of the line that holds the position. */
  private String indentAt(int position) {
    int lineStart = text.lastIndexOf('\n', Math.max(0, position - 1)) + 1;
    return text.substring(lineStart, skipBlanks(lineStart));
  }

  /** Returns one level of indentation, as this class uses it. */
  private String unit(ClassTree type) {
    String outer = indentAt(start(type));
    for (Tree member : type.getMembers()) {
      if (has(member) && !isOnOneLine(start(type), start(member))) {
        String inner = indentAt(start(member));
        if (inner.length() > outer.length() && inner.startsWith(outer)) {
          return inner.substring(outer.length());
        }
      }
    }
    return DEFAULT_UNIT;
  }

  private boolean isOnOneLine(int from, int to) {
    int end = text.indexOf('\n', Math.min(from, to));
    return end < 0 || end >= Math.max(from, to);
  }

  public boolean isOneLine(Tree tree) {
    return of(tree).indexOf('\n') < 0;
  }

  /** Returns the position after the last character before this one that is not white space. */
  public int trimBefore(int position) {
    int p = position;
    while (p > 0 && Character.isWhitespace(at(p - 1))) {
      p--;
    }
    return p;
  }

  /** Returns the position of the next character that is neither a space nor a tab. */
  public int skipBlanks(int position) {
    int p = position;
    while (at(p) == ' ' || at(p) == '\t') {
      p++;
    }
    return p;
  }

  /** Returns the position of the next character that is not white space. */
  public int skipWhiteSpace(int position) {
    int p = position;
    while (p < text.length() && Character.isWhitespace(at(p))) {
      p++;
    }
    return p;
  }

  /**
   * Returns the end of the line if only a line comment or white space follows there, else the
   * position.
   */
  public int afterTrailingComment(int position) {
    int p = skipBlanks(position);
    if (isLineEnd(p)) {
      return p;
    }
    if (at(p) == '/' && at(p + 1) == '/') {
      while (p < text.length() && at(p) != '\n' && at(p) != '\r') {
        p++;
      }
      return p;
    }
    return position;
  }

  /**
   * Returns the end of the line that code ends in at a position, or of the last empty line below
   * it: empty lines do not move into the block that begins there.
   */
  public int beforeNextCode(int position) {
    int lineEnd = afterTrailingComment(position);
    while (isLineEnd(lineEnd)) {
      int next = skipBlanks(afterLineBreak(lineEnd));
      if (next <= lineEnd || !isLineEnd(next) || next >= text.length()) {
        return lineEnd;
      }
      lineEnd = next;
    }
    return position;
  }

  /** Returns the position of the comment lines right above what begins at a position. */
  public int withCommentAbove(int position) {
    int start = position;
    while (isFirstOfLine(start)) {
      int lineEnd = text.lastIndexOf('\n', start - 1);
      int previous = lineEnd < 0 ? -1 : skipBlanks(text.lastIndexOf('\n', lineEnd - 1) + 1);
      if (previous < 0 || !text.startsWith("//", previous)) {
        return start;
      }
      start = previous;
    }
    return start;
  }

  /** Returns the position of the brace that opens the class body, or -1. */
  public int bodyBrace(ClassTree type) {
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
      // The braces of an annotation come before those of the class.
      from = Math.max(from, end(type.getModifiers()));
    }
    return indexOf('{', from);
  }

  /** Returns the position after the last clause before the body of a class. */
  public int endOfHeader(ClassTree type, int brace) {
    Tree last = lastClause(type);
    // A comment may stand before the brace.
    return last == null || has(last) ? endOf(type, last, brace) : trimBefore(brace);
  }

  private int endOf(ClassTree type, @Nullable Tree last, int brace) {
    if (last != null) {
      return end(last);
    }
    String name = type.getSimpleName().toString();
    Matcher named =
        Pattern.compile("\\b(?:class|enum)\\s+" + Pattern.quote(name) + "(?=[\\s{])")
            .matcher(text)
            .region(start(type), brace + 1);
    return named.find() && type.getTypeParameters().isEmpty() ? named.end() : trimBefore(brace);
  }

  /** Returns where the last clause or interface before the body begins, or -1. */
  public int lastInHeader(ClassTree type) {
    Tree last = lastClause(type);
    if (last == null || !has(last)) {
      return -1;
    }
    int start = start(last);
    return last == type.getExtendsClause() ? trimBefore(start) - "extends".length() : start;
  }

  private static @Nullable Tree lastClause(ClassTree type) {
    List<? extends Tree> interfaces = type.getImplementsClause();
    return interfaces.isEmpty() ? type.getExtendsClause() : interfaces.get(interfaces.size() - 1);
  }

  /** Returns the position of the brace that closes a class or block, or -1. */
  public int closingBrace(Tree tree) {
    int p = end(tree) - 1;
    return at(p) == '}' ? p : -1;
  }

  /** Returns the position after the brace that opens a block. */
  public int afterOpeningBrace(BlockTree block) {
    return start(block) + 1;
  }
}
