package dev.loosethread.fixes.text;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import javax.lang.model.element.Modifier;

/** Adds members to a class where a reader looks for them. */
public final class ClassMembers {
  private ClassMembers() {}

  /** Adds a member at the end of the class. */
  public static void append(ClassTree type, Code member, SourceEdit edit) {
    SourceText source = edit.source();
    int brace = source.closingBrace(type);
    if (brace < 0) {
      return;
    }
    Layout layout = source.layoutOfMembers(type);
    String end = source.isOneLine(type) ? layout.lineBreak() : "";
    edit.insert(
        source.trimBefore(brace), layout.lineBreak() + layout.newLine() + member.at(layout) + end);
  }

  /** Adds a field after the last instance field, or first in the class. */
  public static void addField(ClassTree type, Code field, SourceEdit edit) {
    SourceText source = edit.source();
    VariableTree last = null;
    for (Tree member : type.getMembers()) {
      if (member instanceof VariableTree v
          && source.has(v)
          && !v.getModifiers().getFlags().contains(Modifier.STATIC)
          && !isEnumConstant(v, source)) {
        last = v;
      }
    }
    Layout layout = source.layoutOfMembers(type);
    if (last != null) {
      edit.addBelow(source.afterTrailingComment(source.end(last)), field, layout);
      return;
    }
    int brace = source.bodyBrace(type);
    if (brace >= 0) {
      edit.insert(brace + 1, layout.newLine() + field.at(layout) + layout.lineBreak());
    }
  }

  private static boolean isEnumConstant(VariableTree v, SourceText source) {
    return source.at(source.end(v) - 1) != ';';
  }

  /** Returns true if the same declaration also declares other fields: {@code int x, y;}. */
  public static boolean sharesDeclaration(VariableTree field, ClassTree type, SourceText source) {
    return sharesDeclaration(field, type.getMembers(), source);
  }

  /** Returns true if the declaration of a variable also declares others of its siblings. */
  public static boolean sharesDeclaration(
      VariableTree variable, Iterable<? extends Tree> siblings, SourceText source) {
    for (Tree sibling : siblings) {
      if (sibling != variable
          && sibling instanceof VariableTree
          && source.start(sibling) == source.start(variable)) {
        return true;
      }
    }
    return false;
  }
}
