package dev.loosethread.audit;

import dev.loosethread.audit.engine.AuditResult.FixedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes fixes into the sources. */
final class Fixer {
  private final boolean mayBeDirty;

  /**
   * @param mayBeDirty whether files may be changed that git could not restore
   */
  Fixer(boolean mayBeDirty) {
    this.mayBeDirty = mayBeDirty;
  }

  /**
   * Changes the files, each as a whole, and none if that is not possible for all of them.
   *
   * @throws BadInput if a git tree has changes that are not committed, or a file is not what it was
   */
  void apply(List<FixedFile> files) {
    if (!mayBeDirty) {
      refuseDirty(files);
    }
    files.forEach(Fixer::refuseChanged);
    for (FixedFile fixed : files) {
      try {
        OutputFiles.replace(fixed.file(), fixed.after(), fixed.encoding());
      } catch (IOException e) {
        throw new BadInput(fixed.shownAs() + ": cannot be written");
      }
    }
  }

  private static void refuseChanged(FixedFile fixed) {
    try {
      if (!Files.readString(fixed.file(), fixed.encoding()).equals(fixed.before())) {
        throw new BadInput(
            fixed.shownAs() + ": was changed meanwhile, and nothing is fixed; audit it again");
      }
    } catch (IOException e) {
      throw new BadInput(fixed.shownAs() + ": cannot be read again, and nothing is fixed");
    }
  }

  private static void refuseDirty(List<FixedFile> files) {
    Map<Path, GitTree> trees = new HashMap<>();
    for (FixedFile file : files) {
      Path place = OutputFiles.place(file.file());
      Path top = GitTree.topOf(place);
      if (top == null) {
        continue;
      }
      GitTree tree = trees.computeIfAbsent(top, Fixer::clean);
      if (!tree.holds(place)) {
        throw new BadInput(
            file.shownAs() + ": is not in git yet; add and commit it, or say --allow-dirty");
      }
    }
  }

  private static GitTree clean(Path top) {
    GitTree tree = new GitTree(top);
    String changes = tree.changes();
    if (changes == null) {
      throw new BadInput(
          top
              + ": git does not say whether all of it is committed; see git status, or say"
              + " --allow-dirty");
    }
    if (!changes.isBlank()) {
      throw new BadInput(
          top + ": has changes that are not committed; commit them, or say --allow-dirty");
    }
    return tree;
  }
}
