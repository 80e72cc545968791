package dev.loosethread.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What git is asked before sources are fixed, and what it must not do then. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "where the command has another shell")
class FixInGitTest {
  private static final String LEAKY =
      """
      class Reaper implements AutoCloseable {
        private final java.util.Timer timer = new java.util.Timer();
        private final java.util.Timer other = new java.util.Timer();
        public void close() {
          other.cancel();
        }
      }
      """;

  @TempDir Path folder;
  private Path tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = Files.createDirectory(folder.resolve("tree"));
    Git.run(tree, "init", "-q");
  }

  private void commit() {
    Git.run(tree, "add", "-A");
    Git.run(tree, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "all");
  }

  @Test
  void filesThatLookLikeARepositoryAreNotTakenForOne() throws IOException {
    Path ran = folder.resolve("ran");
    Path source = Audited.write(tree, "sub/Reaper.java", LEAKY);
    Audited.write(tree, "sub/HEAD", "ref: refs/heads/main\n");
    Audited.write(tree, "sub/objects/none", "");
    Audited.write(tree, "sub/refs/none", "");
    Audited.write(
        tree,
        "sub/config",
        "[core]\nrepositoryformatversion = 0\nbare = false\nworktree = .\n"
            + "fsmonitor = \"touch '"
            + ran
            + "'; false\"\n");
    commit();

    CommandRun run = CommandRun.of(tree, "--fix");

    assertThat(ran).doesNotExist();
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(source).content().contains("timer.cancel();");
  }

  @Test
  void aTreeThatGitDoesNotReadIsNotFixed() throws IOException {
    Path source = Audited.write(tree, "Reaper.java", LEAKY);
    commit();
    Files.writeString(tree.resolve(".git/config"), "no config");

    CommandRun run = CommandRun.of(tree, "--fix");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("git does not say whether all of it is committed");
    assertThat(source).hasContent(LEAKY);
  }
}
