package dev.loosethread.bench.corpus;

import java.util.List;

/** The first lines of what a benchmark writes. */
final class Heading {
  private Heading() {}

  /** A title, and how it was made, as the script that runs this says. */
  static List<String> of(String title) {
    return List.of(
        "# " + title, "", "Made by " + System.getProperty("loosethread.made-by", "hand") + ".", "");
  }
}
