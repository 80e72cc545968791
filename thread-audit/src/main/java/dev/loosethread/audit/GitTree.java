package dev.loosethread.audit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The state of a work tree according to git. git only runs at the top of a work tree: in a folder
 * below it, git would take files that look like a repository for one, and run what these name as
 * its commands.
 */
final class GitTree {
  private static final long SECONDS = 60;

  /** Settings that keep git from running other programs and from switching to another tree. */
  private static final List<String> SAFE =
      List.of(
          "git",
          "--no-optional-locks",
          "-c",
          "core.fsmonitor=false",
          "-c",
          "core.hooksPath=" + File.separator + "none");

  private static final List<String> OF_HOOKS =
      List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE");

  private final Path top;

  /**
   * @param top as {@link #topOf} tells it
   */
  GitTree(Path top) {
    this.top = top;
  }

  /** The top of the work tree that a file, links followed, is in; null if it is in none. */
  static Path topOf(Path file) {
    Path folder = file.getParent();
    while (folder != null && !Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** Returns the uncommitted changes, one line each; null if git fails. */
  String changes() {
    return git("status", "--porcelain", "--untracked-files=no");
  }

  /** Returns whether a file is in git or staged. */
  boolean holds(Path file) {
    // Not as a pattern.
    String name = ":(literal)" + top.relativize(file).toString().replace(File.separatorChar, '/');
    return git("ls-files", "--error-unmatch", "--", name) != null;
  }

  /** Returns the output of git, or null if it fails or is missing. */
  private String git(String... arguments) {
    List<String> command = new ArrayList<>(SAFE);
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(top.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      OF_HOOKS.forEach(builder.environment()::remove);
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0 ? output : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BadInput("interrupted");
    }
  }
}
