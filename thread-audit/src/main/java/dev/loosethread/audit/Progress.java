package dev.loosethread.audit;

import java.io.PrintWriter;

/** One line that is written over again and again, on a terminal only. */
final class Progress {
  private static final int WIDTH = 30;
  private static final int PER_CENT = 100;

  private final PrintWriter err;
  private final boolean isShown;
  private int last = -1;

  Progress(PrintWriter err, boolean isShown) {
    this.err = err;
    this.isShown = isShown;
  }

  void show(int perCent) {
    if (isShown && perCent != last) {
      last = perCent;
      int done = WIDTH * perCent / PER_CENT;
      err.printf("\r[%s%s] %3d %%", "#".repeat(done), " ".repeat(WIDTH - done), perCent);
      err.flush();
    }
  }

  void end() {
    if (isShown && last >= 0) {
      err.print("\r" + " ".repeat(WIDTH + 10) + "\r");
      err.flush();
    }
  }
}
