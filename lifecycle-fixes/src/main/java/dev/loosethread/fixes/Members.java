package dev.loosethread.fixes;

import com.google.errorprone.fixes.SuggestedFix;
import com.sun.source.tree.ClassTree;

/** Adds members at the end of a class. */
final class Members {
  private Members() {}

  /**
   * Appends a member.
   *
   * @param text the member, without outer indentation; a tab stands for one level of it
   */
  static void append(ClassTree type, SourceText source, String text, SuggestedFix.Builder fix) {
    int brace = source.closingBrace(type);
    if (brace < 0) {
      return;
    }
    String unit = source.unit(type);
    String indent = source.indentAt(source.start(type)) + unit;
    String member = "\n\n" + indent + text.replace("\n", "\n" + indent).replace("\t", unit);
    int end = source.trimBefore(brace);
    if (source.isOneLine(type)) {
      member += "\n";
    }
    fix.replace(end, end, source.lines(member));
  }
}
