package dev.loosethread.bench;

import dev.loosethread.workbench.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second run out of a folder; the system gives it free when a process ends in any way. */
final class OneRun implements AutoCloseable {
  private final FileChannel channel;

  private OneRun(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Until it is closed, this process has the folder.
   *
   * @throws Failure if another has it, or nothing can be written there
   */
  static OneRun in(Path folder) throws IOException {
    FileChannel channel;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new Failure("cannot write to " + folder);
    }
    if (channel.tryLock() == null) {
      channel.close();
      throw new Failure("another run is at work in " + folder);
    }
    return new OneRun(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
