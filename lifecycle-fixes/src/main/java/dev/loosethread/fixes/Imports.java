package dev.loosethread.fixes;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.google.errorprone.fixes.SuggestedFixes;

/** How a fix names a type. */
final class Imports {
  private Imports() {}

  /**
   * The shortest name that means the type at this place; the fix imports it if need be.
   *
   * @param type a canonical name
   */
  static String name(String type, SourceText source, VisitorState state, SuggestedFix.Builder fix) {
    if (!source.hasCarriageReturns()) {
      return SuggestedFixes.qualifyType(state, fix, type);
    }
    // The engine would write every import of the file anew, with line feeds only.
    SuggestedFix.Builder trial = SuggestedFix.builder();
    String name = SuggestedFixes.qualifyType(state, trial, type);
    return trial.build().isEmpty() ? name : type;
  }
}
