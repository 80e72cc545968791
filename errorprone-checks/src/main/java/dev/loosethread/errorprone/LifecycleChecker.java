package dev.loosethread.errorprone;

import static com.google.errorprone.matchers.Description.NO_MATCH;

import com.google.errorprone.ErrorProneOptions;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.fixes.SuggestedFix;
import com.google.errorprone.matchers.Description;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.util.Context;
import dev.loosethread.errorprone.CompilationFindings.Located;
import dev.loosethread.fixes.FixMaker;
import dev.loosethread.model.rules.Finding;
import dev.loosethread.model.rules.Pattern;
import java.util.List;

/**
 * What all checkers do: look up the finding at the tree that Error Prone is at, so that the engine
 * itself does suppression, generated code and path exclusion.
 */
abstract class LifecycleChecker extends BugChecker {
  private final Pattern pattern;
  private final boolean isPreview;

  /** Of the compilation that asked last; a checker serves one after the other. */
  private transient Context context;

  private transient CompilationFindings findings;

  LifecycleChecker(Pattern pattern) {
    this(pattern, pattern.isPreview());
  }

  /**
   * @param isPreview whether the pattern is silent unless the user names it: Error Prone has no way
   *     to switch a plugin's check off by default
   */
  LifecycleChecker(Pattern pattern, boolean isPreview) {
    this.pattern = pattern;
    this.isPreview = isPreview;
  }

  /** Asked for every node of its kind in a compilation, and mostly for nothing: keep it small. */
  final Description report(Tree tree, VisitorState state) {
    if (state.context != context) {
      context = state.context;
      findings = CompilationFindings.of(state);
    }
    return findings.hasNone(state) ? NO_MATCH : describe(tree, state);
  }

  private Description describe(Tree tree, VisitorState state) {
    Located located = findings.at(pattern, tree);
    if (located == null || (isPreview && !isAskedFor(canonicalName(), state.errorProneOptions()))) {
      return NO_MATCH;
    }
    SuggestedFix fix = fix(located, state);
    String message = located.finding().message();
    if (fix.isEmpty() && findings.isMended(located.finding())) {
      message += " (mended together with the finding that carries the fix)";
    }
    Description.Builder description = buildDescription(tree).setMessage(message);
    if (!fix.isEmpty()) {
      description.addFix(fix);
    }
    return description.build();
  }

  private static boolean isAskedFor(String check, ErrorProneOptions options) {
    return options.isEnableAllChecksAsWarnings() || options.getSeverityMap().containsKey(check);
  }

  /** Whether a pattern may be reported at all; what may not, need not be looked for. */
  static boolean isWanted(Pattern pattern, ErrorProneOptions options) {
    return !isOff(pattern, options)
        && (!pattern.isPreview() || isAskedFor(pattern.patternName(), options));
  }

  private SuggestedFix fix(Located located, VisitorState state) {
    List<Finding> all =
        findings.all(located.facts()).stream()
            .filter(f -> !isOff(f.pattern(), state.errorProneOptions()))
            .toList();
    return new FixMaker(located.facts(), all, state)
        .fix(located.finding(), findings::takePlan, findings::mend);
  }

  private static boolean isOff(Pattern pattern, ErrorProneOptions options) {
    return options.getSeverityMap().get(pattern.patternName()) == ErrorProneOptions.Severity.OFF;
  }
}
