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
 * Watches the content of a file. The events of its folder are only hints to check the file: network
 * file systems send none, and a mounted configuration is replaced through links.
 */
final class FileWatcher {
  /** How long a file must be unchanged, so that a file that is being written is not read. */
  private static final Duration SETTLED = Duration.ofMillis(50);

  private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Path file;
  private final ManagedTask task;
  private final Handler<Path> handler;
  private String known;

  /** Creates a watcher of changes from now on. */
  FileWatcher(Path file, ManagedTask task, Handler<Path> handler) {
    this.file = file;
    this.task = task;
    this.handler = handler;
    this.known = fingerprint();
  }

  /**
   * Watches until the task has to stop.
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
        task.whileIdle(() -> service.poll(CHECK_NANOS, TimeUnit.NANOSECONDS))
            .ifPresent(FileWatcher::readyForMore);
        check();
      }
    }
  }

  private static void readyForMore(WatchKey key) {
    key.pollEvents();
    key.reset();
  }

  private void check() throws InterruptedException {
    String now = fingerprint();
    if (now.equals(known)) {
      return;
    }
    String before = now;
    while (task.token().sleep(SETTLED)) {
      now = fingerprint();
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

  /** Returns a text that changes with the content; empty if the file does not exist. */
  private String fingerprint() {
    try {
      BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
      return a.lastModifiedTime() + " " + a.size() + " " + a.fileKey();
    } catch (IOException e) {
      return "";
    }
  }
}
