package dev.loosethread.audit;

import dev.loosethread.audit.engine.AuditStep;
import dev.loosethread.audit.text.VisibleText;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/**
 * The progress of an audit, for people who wait: one line that is overwritten again and again on a
 * terminal, a few lines elsewhere. May be used by several threads.
 */
final class Progress {
  /** The levels of detail. */
  enum Mode {
    SILENT,
    /** A line for each stage, as fits a log. */
    LINES,
    /** One line that changes. */
    LIVE
  }

  private static final int BAR = 20;
  private static final int PER_CENT = 100;

  /** Of a log's lines while the audit runs, and the least number of files that is worth them. */
  private static final int PER_CENT_BETWEEN_LINES = 25;

  private static final long WORTH_LINES = 500;
  private static final long NANOS_BETWEEN_DRAWINGS = TimeUnit.MILLISECONDS.toNanos(50);

  private final PrintWriter err;
  private final Mode mode;
  private final int width;
  private long total;
  private long done;
  private int files;
  private int read;
  private int findings;
  private int drawn;
  private long lastDrawing;
  private int lastLine;

  /**
   * @param width how many characters fit into a line of the terminal
   */
  Progress(PrintWriter err, Mode mode, int width) {
    this.err = err;
    this.mode = mode;
    this.width = width;
  }

  /** Begins a stage. */
  synchronized void stage(String what) {
    if (mode == Mode.LINES) {
      line(what);
    } else {
      draw(what);
    }
  }

  /** Shows the current step of a stage. */
  synchronized void detail(String what) {
    draw(what);
  }

  /**
   * The audit begins.
   *
   * @param sources how many source files there are
   * @param weight what the weights of its steps add up to, each source file's being 1
   */
  synchronized void start(String what, int sources, long weight) {
    files = sources;
    total = Math.max(1, weight);
    stage(what);
  }

  /** A part of the audit is done. */
  synchronized void step(AuditStep step) {
    done += step.weight();
    read += step.weight() == 1 ? 1 : 0;
    findings += step.findings();
    int perCent = (int) Math.min(PER_CENT, PER_CENT * done / total);
    int quarter = perCent / PER_CENT_BETWEEN_LINES;
    if (mode == Mode.LINES && total >= WORTH_LINES && quarter > lastLine && perCent < PER_CENT) {
      lastLine = quarter;
      line(quarter * PER_CENT_BETWEEN_LINES + " % done, " + found());
    }
    long now = System.nanoTime();
    if (now - lastDrawing >= NANOS_BETWEEN_DRAWINGS) {
      lastDrawing = now;
      int filled = BAR * perCent / PER_CENT;
      String bar = "#".repeat(filled) + " ".repeat(BAR - filled);
      String sources = files == 0 ? "" : read + " of " + files + " files, ";
      draw(String.format("[%s] %3d %%, %s%s, %s", bar, perCent, sources, found(), step.module()));
    }
  }

  /** The audit is done, or will not be. */
  synchronized void end() {
    draw("");
  }

  private String found() {
    return findings + (findings == 1 ? " finding" : " findings");
  }

  private void line(String what) {
    err.println("loosethread: " + VisibleText.of(what));
    err.flush();
  }

  private void draw(String what) {
    if (mode != Mode.LIVE) {
      return;
    }
    String text = VisibleText.of(what);
    // A full line would wrap.
    String shown = text.substring(0, Math.min(text.length(), Math.max(0, width - 1)));
    err.print("\r" + shown + " ".repeat(Math.max(0, drawn - shown.length())));
    if (shown.isEmpty()) {
      err.print("\r");
    }
    err.flush();
    drawn = shown.length();
  }
}
