package dev.loosethread.workbench;

import java.io.PrintStream;

/**
 * Prints the progress to standard error and the results to standard output. On a terminal, one line
 * of progress is overwritten; elsewhere, a few lines are printed.
 */
public final class Progress {
  /** How many lines of progress a long step prints without a terminal. */
  private static final int PARTS = 4;

  private static final int FEW = 40;

  /** How many downloads are reported in one line without a terminal. */
  private static final int DOWNLOADS = 100;

  private static final String ERASE = "\r\u001b[K";

  private final PrintStream results;
  private final PrintStream news;
  private final int width;
  private String step = "";
  private int parts;
  private int downloads;

  /**
   * @param width the width of the terminal; 0 if there is none
   */
  public Progress(PrintStream results, PrintStream news, int width) {
    this.results = results;
    this.news = news;
    this.width = width;
  }

  /**
   * Returns the progress on the streams of this process, with the terminal width from the script.
   */
  public static Progress ofProcess() {
    return new Progress(System.out, System.err, Integer.getInteger("loosethread.terminal", 0));
  }

  /** Begins a new stage. */
  public void stage(String text) {
    step = "";
    erase();
    news.println(text);
  }

  /**
   * Reports that a step has reached an item.
   *
   * @param verb what the step does, such as {@code checking}
   * @param done the number of items so far, including this one
   */
  public void at(String verb, int done, int total, String name) {
    if (!step.equals(verb)) {
      step = verb;
      parts = 0;
    }
    if (width > 0) {
      String line = "  %s %d/%d %s".formatted(verb, done, total, name);
      news.print(ERASE + line.substring(0, Math.min(line.length(), width - 1)));
      news.flush();
    } else if (total >= FEW && done < total && done * PARTS / total > parts) {
      parts = done * PARTS / total;
      news.printf("  %s: %d of %d%n", verb, done, total);
    }
  }

  /** Reports another download. */
  public void downloaded() {
    downloads++;
    if (width > 0) {
      news.print(ERASE + "  " + downloads + " files downloaded");
      news.flush();
    } else if (downloads % DOWNLOADS == 0) {
      news.println("  " + downloads + " files downloaded");
    }
  }

  /** Prints a line of the result. */
  public void result(String line) {
    erase();
    results.println(line);
  }

  private void erase() {
    if (width > 0) {
      news.print(ERASE);
      news.flush();
    }
  }
}
