package dev.loosethread.fixes.text;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.google.errorprone.fixes.SuggestedFixes;

/** Names types in a file, and lets a fix import them. */
final class Imports implements TypeNames {
  private final SourceText source;
  private final VisitorState state;
  private final SuggestedFix.Builder fix;

  /**
   * @param fix gets the imports
   */
  Imports(SourceText source, VisitorState state, SuggestedFix.Builder fix) {
    this.source = source;
    this.state = state;
    this.fix = fix;
  }

  /** Returns the shortest name that means the type; the fix imports it if need be. */
  @Override
  public String nameOf(String type) {
    if (!source.hasCarriageReturns()) {
      return SuggestedFixes.qualifyType(state, fix, type);
    }
    // Error Prone would rewrite all imports of the file, with line feeds only.
    SuggestedFix.Builder trial = SuggestedFix.builder();
    String name = SuggestedFixes.qualifyType(state, trial, type);
    return trial.build().isEmpty() ? name : type;
  }
}
