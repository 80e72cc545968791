package dev.loosethread.audit;

import dev.loosethread.audit.engine.AuditResult.FixedFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The fixes of an audit: those that may be applied, and messages about the others. */
final class Fixes {
  private static final int MOST_NAMED = 3;

  private final FixScope.Sorted sorted;
  private final List<String> outside;
  private final boolean isFixingOutside;

  /**
   * @param outside the audited files that the user did not name
   * @param shownAs how they are named
   * @param isFixingOutside whether they may be changed
   */
  Fixes(
      FixScope.Sorted sorted,
      List<Path> outside,
      Function<Path, String> shownAs,
      boolean isFixingOutside) {
    this.sorted = sorted;
    this.outside = outside.stream().map(shownAs).toList();
    this.isFixingOutside = isFixingOutside;
  }

  /** The files to change. */
  List<FixedFile> forSources() {
    List<FixedFile> files = new ArrayList<>(sorted.inside());
    if (isFixingOutside) {
      files.addAll(sorted.outside());
    }
    return files;
  }

  /** The files that a patch changes. */
  List<FixedFile> forPatch() {
    List<FixedFile> files = forSources();
    files.addAll(sorted.libraries());
    return files;
  }

  /**
   * Returns the messages for the user, one line each.
   *
   * @param isFixing whether sources are changed
   * @param isPatching whether a patch is written
   */
  List<String> notes(boolean isFixing, boolean isPatching) {
    List<String> notes = new ArrayList<>();
    if (!isFixingOutside && !outside.isEmpty()) {
      List<String> fixable = sorted.outside().stream().map(FixedFile::shownAs).toList();
      notes.add(
          (isFixing || isPatching) && !fixable.isEmpty()
              ? "not fixed, as outside of the targets: "
                  + some(fixable)
                  + "; --fix-outside fixes them too"
              : "audited, but never fixed unless --fix-outside is given, as outside of the targets: "
                  + some(outside));
    }
    if (isFixing && !sorted.libraries().isEmpty()) {
      notes.add("a published library is not fixed; --patch writes its fixes");
    }
    return notes;
  }

  private static String some(List<String> names) {
    int more = names.size() - MOST_NAMED;
    return String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMED)))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
