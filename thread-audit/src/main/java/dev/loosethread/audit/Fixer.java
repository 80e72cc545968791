package dev.loosethread.audit;

import dev.loosethread.audit.engine.AuditResult.FixedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Writes fixes into the sources. */
final class Fixer {
  private static final long GIT_SECONDS = 60;

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
    Set<Path> trees = new LinkedHashSet<>();
    for (FixedFile file : files) {
      Path place = OutputFiles.place(file.file());
      Path folder = place.getParent();
      String top = git(folder, "rev-parse", "--show-toplevel");
      if (top != null && trees.add(Path.of(top.stripTrailing()))) {
        Path tree = Path.of(top.stripTrailing());
        String changes = git(tree, "status", "--porcelain", "--untracked-files=no");
        if (changes == null || !changes.isBlank()) {
          throw new BadInput(
              tree + ": has changes that are not committed; commit them, or say --allow-dirty");
        }
      }
      if (top != null && git(folder, "ls-files", "--error-unmatch", "--", name(place)) == null) {
        throw new BadInput(
            file.shownAs() + ": is not in git yet; add and commit it, or say --allow-dirty");
      }
    }
  }

  /** Not as a pattern. */
  private static String name(Path file) {
    return ":(literal)" + file.getFileName();
  }

  /** What git says, or null if it fails, or if there is no git. */
  private static String git(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(GIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0
          ? output
          : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BadInput("interrupted");
    }
  }
}
