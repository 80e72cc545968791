package dev.loosethread.errorprone;

import static com.google.errorprone.matchers.Description.NO_MATCH;

import com.google.errorprone.ErrorProneOptions;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.fixes.SuggestedFix;
import com.google.errorprone.matchers.Description;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.loosethread.errorprone.CompilationFindings.Located;
import dev.loosethread.fixes.ClassFindings;
import dev.loosethread.fixes.FixMaker;
import dev.loosethread.fixes.UnitIndex;
import dev.loosethread.model.rules.Pattern;
import dev.loosethread.model.rules.PatternPages;

/**
 * What all checkers do: report the findings of their pattern in a compilation unit.
 *
 * <p>Error Prone runs a checker once for every tree of the kinds it asks for, with a look at
 * suppressions and two readings of the clock each time. For the kinds that findings stand at, above
 * all method calls, that cost more than looking for the findings, and in code without threads too.
 * Hence a checker asks for compilation units only, and looks itself for what would suppress a
 * finding between the unit and its tree.
 */
abstract class LifecycleChecker extends BugChecker
    implements BugChecker.CompilationUnitTreeMatcher {
  private final Pattern pattern;

  LifecycleChecker(Pattern pattern) {
    this.pattern = pattern;
  }

  @Override
  public final Description matchCompilationUnit(CompilationUnitTree unit, VisitorState state) {
    CompilationFindings findings = CompilationFindings.of(state);
    if (!findings.areNone(unit, state)) {
      report(findings, unit, state);
    }
    return NO_MATCH;
  }

  private void report(CompilationFindings findings, CompilationUnitTree unit, VisitorState state) {
    for (Located located : findings.of(pattern)) {
      TreePath path = UnitIndex.of(unit, state.context).path(located.tree());
      if (path != null && !isSuppressed(path, state)) {
        state.reportMatch(describe(located, findings, state.withPath(path)));
      }
    }
  }

  /** Whether a declaration around the tree suppresses this check, or is generated code. */
  private boolean isSuppressed(TreePath path, VisitorState state) {
    if (state.errorProneOptions().isIgnoreSuppressionAnnotations()) {
      return false;
    }
    for (Tree tree : path) {
      if (isSuppressed(tree, state)) {
        return true;
      }
    }
    return false;
  }

  private Description describe(Located located, CompilationFindings findings, VisitorState state) {
    SuggestedFix fix = fix(located, findings, state);
    String message = located.finding().message();
    if (fix.isEmpty() && findings.isMended(located.finding())) {
      message += " (mended together with the finding that carries the fix)";
    }
    // Error Prone shows it as "(see ...)", whatever it is.
    Description.Builder description =
        buildDescription(located.tree())
            .setMessage(message)
            .setLinkUrl(PatternPages.reference(pattern));
    if (!fix.isEmpty()) {
      description.addFix(fix);
    }
    return description.build();
  }

  private static boolean isAskedFor(String check, ErrorProneOptions options) {
    return options.isEnableAllChecksAsWarnings() || options.getSeverityMap().containsKey(check);
  }

  /**
   * Returns true if a pattern may be reported at all; what may not, need not be looked for. A
   * preview has to be named: Error Prone cannot switch a plugin's check off by default.
   */
  static boolean isWanted(Pattern pattern, ErrorProneOptions options) {
    return !isOff(pattern, options)
        && (!pattern.isPreview() || isAskedFor(pattern.patternName(), options));
  }

  private SuggestedFix fix(Located located, CompilationFindings findings, VisitorState state) {
    ClassFindings all =
        findings.all(located.facts(), f -> !isOff(f.pattern(), state.errorProneOptions()));
    return new FixMaker(located.facts(), all, state)
        .fix(located.finding(), findings::takePlan, findings::mend);
  }

  private static boolean isOff(Pattern pattern, ErrorProneOptions options) {
    return options.getSeverityMap().get(pattern.patternName()) == ErrorProneOptions.Severity.OFF;
  }
}
