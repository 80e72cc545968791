package dev.loosethread.fixes.text;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

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
    edit.insert(
        source.trimBefore(brace), layout.lineBreak() + layout.newLine() + member.at(layout));
  }

  /** Adds a field after the instance fields, or first in the class. */
  public static void addField(ClassTree type, Code field, SourceEdit edit) {
    SourceText source = edit.source();
    VariableTree last = lastField(type, source);
    Layout layout = source.layoutOfMembers(type);
    if (last != null) {
      int end = source.afterTrailingComment(source.end(last));
      if (!source.isLineEnd(end)) {
        edit.insert(end, " " + field.at(layout));
        return;
      }
      String gap = areApart(type, last, source) ? layout.lineBreak() : "";
      edit.insert(end, gap + layout.newLine() + field.at(layout));
      return;
    }
    int brace = source.bodyBrace(type);
    if (brace < 0) {
      return;
    }
    int end = source.afterTrailingComment(brace + 1);
    if (!source.isLineEnd(end)) {
      edit.insert(brace + 1, " " + field.at(layout));
      return;
    }
    int next = source.skipBlanks(source.afterLineBreak(end));
    boolean isApart = source.isLineEnd(next) || source.at(next) == '}';
    edit.insert(end, layout.newLine() + field.at(layout) + (isApart ? "" : layout.lineBreak()));
  }

  /** Returns the last instance field before all methods, else the last one. */
  private static @Nullable VariableTree lastField(ClassTree type, SourceText source) {
    VariableTree last = null;
    for (Tree member : type.getMembers()) {
      if (member instanceof VariableTree v
          && source.has(v)
          && !v.getModifiers().getFlags().contains(Modifier.STATIC)
          && !isEnumConstant(v, source)) {
        last = v;
      } else if (member instanceof MethodTree && source.has(member) && last != null) {
        return last;
      }
    }
    return last;
  }

  /** Returns true if empty lines separate a field from the one before it. */
  private static boolean areApart(ClassTree type, VariableTree field, SourceText source) {
    List<? extends Tree> members = type.getMembers();
    int index = members.indexOf(field);
    return index > 0
        && members.get(index - 1) instanceof VariableTree previous
        && source.has(previous)
        && source.start(field) > source.end(previous)
        && source.hasBlankLine(source.end(previous), source.start(field))
        && source.startOfDocComment(source.start(field)) >= 0;
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
