package dev.loosethread.fixes.text;

import com.google.errorprone.ErrorProneOptions;
import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.google.errorprone.fixes.SuggestedFixes;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** Names types in a file, and lets a fix import them. */
final class Imports implements TypeNames {
  private static final String IMPORT = "import ";

  private final SourceText source;
  private final VisitorState state;
  private final SortedSet<String> needed = new TreeSet<>();

  Imports(SourceText source, VisitorState state) {
    this.source = source;
    this.state = state;
  }

  /** Returns the shortest name that means the type, which is imported if need be. */
  @Override
  public String nameOf(String type) {
    SuggestedFix.Builder trial = SuggestedFix.builder();
    String name = SuggestedFixes.qualifyType(state, trial, type);
    for (String line : trial.build().getImportsToAdd()) {
      needed.add(line.substring(IMPORT.length()));
    }
    return name;
  }

  /** Adds the imports of the types named so far to a fix. */
  void addTo(SuggestedFix.Builder fix) {
    if (needed.isEmpty()) {
      return;
    }
    if (isOnlyShown()) {
      needed.forEach(fix::addImport);
    } else {
      // Error Prone would sort all imports of the file, with line feeds between them.
      new ImportBlock(state.getPath().getCompilationUnit(), source)
          .add(needed, (position, text) -> fix.replace(position, position, text));
    }
  }

  /**
   * Returns true if Error Prone compiles without making a patch. It then shows the first line that
   * a fix changes, which says nothing if it is an import.
   */
  private boolean isOnlyShown() {
    ErrorProneOptions options = state.context.get(ErrorProneOptions.class);
    // The class of the patch options is not public, but it has values.
    return options != null
        && Objects.equals(options.patchingOptions(), ErrorProneOptions.empty().patchingOptions());
  }
}
