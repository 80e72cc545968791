package dev.loosethread.fixes;

import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import javax.lang.model.element.Modifier;

/** Adds fields where a reader looks for them. */
final class Fields {
  private Fields() {}

  /** Adds a field after the last instance field, or first in the class. */
  static void add(ClassTree type, SourceText source, String field, SuggestedFix.Builder fix) {
    VariableTree last = null;
    for (Tree member : type.getMembers()) {
      if (member instanceof VariableTree v
          && source.has(v)
          && !v.getModifiers().getFlags().contains(Modifier.STATIC)
          && !isEnumConstant(v, source)) {
        last = v;
      }
    }
    String indent = source.indentAt(source.start(type)) + source.unit(type);
    if (last != null) {
      int end = source.afterTrailingComment(source.end(last));
      fix.replace(end, end, source.lines("\n" + indent + field));
      return;
    }
    int brace = source.bodyBrace(type);
    if (brace >= 0) {
      fix.replace(brace + 1, brace + 1, source.lines("\n" + indent + field + "\n"));
    }
  }

  private static boolean isEnumConstant(VariableTree v, SourceText source) {
    return source.at(source.end(v) - 1) != ';';
  }

  /** Whether the declaration's type also declares other fields: {@code int x, y;}. */
  static boolean isShared(VariableTree field, ClassTree type, SourceText source) {
    return type.getMembers().stream()
        .anyMatch(
            m ->
                m != field
                    && m instanceof VariableTree other
                    && source.start(other) == source.start(field));
  }
}
