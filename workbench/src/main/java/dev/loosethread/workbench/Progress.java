package dev.loosethread.workbench;

import java.io.PrintStream;

/**
 * Tells what goes on, on standard error, and what comes out, on standard output. On a terminal one
 * line says how far it is and is written over; elsewhere a few lines do.
 */
public final class Progress {
  /** How many lines tell of a step where there is no terminal, if it is worth any. */
  private static final int PARTS = 4;

  private static final int FEW = 40;

  /** How many downloads are worth a line there. */
  private static final int DOWNLOADS = 100;

  private static final String ERASE = "\r\u001b[K";

  private final PrintStream results;
  private final PrintStream news;
  private final int width;
  private String step = "";
  private int parts;
  private int downloads;

  /**
   * @param width of the terminal; 0 if there is none
   */
  public Progress(PrintStream results, PrintStream news, int width) {
    this.results = results;
    this.news = news;
    this.width = width;
  }

  /** On the streams of this process, with the width that the script that runs it has found. */
  public static Progress ofProcess() {
    return new Progress(System.out, System.err, Integer.getInteger("loosethread.terminal", 0));
  }

  /** A new stage begins. */
  public void stage(String text) {
    step = "";
    erase();
    news.println(text);
  }

  /**
   * A step of a stage has come to one of the things that it goes over.
   *
   * @param verb what the step does, such as {@code checking}
   * @param done how many it has come to, this one included
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

  /** One more file was downloaded. */
  public void downloaded() {
    downloads++;
    if (width > 0) {
      news.print(ERASE + "  " + downloads + " files downloaded");
      news.flush();
    } else if (downloads % DOWNLOADS == 0) {
      news.println("  " + downloads + " files downloaded");
    }
  }

  /** A line of what comes out. */
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
