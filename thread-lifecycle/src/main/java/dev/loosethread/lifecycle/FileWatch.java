package dev.loosethread.lifecycle;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Tells when a file has another content. Events of its folder are only a hint to look: network file
 * systems send none, and a mounted configuration is replaced through links.
 */
final class FileWatch {
  /** How long a file must stay as it is, so that one that is being written is not read. */
  private static final Duration SETTLED = Duration.ofMillis(50);

  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Path file;
  private final ManagedTask task;
  private final Handler<Path> handler;
  private String known;

  /** Creates a watch that tells of changes from now on. */
  FileWatch(Path file, ManagedTask task, Handler<Path> handler) {
    this.file = file;
    this.task = task;
    this.handler = handler;
    this.known = print();
  }

  /**
   * Watches until the task is to stop.
   *
   * @throws IOException if the folder of the file cannot be watched
   */
  void run() throws IOException, InterruptedException {
    Path folder = file.toAbsolutePath().getParent();
    try (WatchService service = FileSystems.getDefault().newWatchService()) {
      folder.register(
          service,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);
      while (!task.token().isCancelled()) {
        task.whileIdle(() -> service.poll(LOOK_NANOS, TimeUnit.NANOSECONDS))
            .ifPresent(FileWatch::readyForMore);
        look();
      }
    }
  }

  private static void readyForMore(WatchKey key) {
    key.pollEvents();
    key.reset();
  }

  private void look() throws InterruptedException {
    String now = print();
    if (now.equals(known)) {
      return;
    }
    String before = now;
    while (task.token().sleep(SETTLED)) {
      now = print();
      if (now.equals(before)) {
        known = now;
        if (!now.isEmpty()) {
          task.attempt(() -> handler.handle(file));
        }
        return;
      }
      before = now;
    }
  }

  /** What changes with the content; empty if there is no such file. */
  private String print() {
    try {
      BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
      return a.lastModifiedTime() + " " + a.size() + " " + a.fileKey();
    } catch (IOException e) {
      return "";
    }
  }
}
