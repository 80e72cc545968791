package dev.loosethread.bench;

import java.util.List;

/** The first lines of what a benchmark writes. */
public final class Heading {
  private Heading() {}

  /** A title, and how it was made, as the script that runs this says. */
  public static List<String> of(String title) {
    return List.of(
        "# " + title, "", "Made by " + System.getProperty("loosethread.made-by", "hand") + ".", "");
  }
}
