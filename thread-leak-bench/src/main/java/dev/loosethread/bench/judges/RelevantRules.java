package dev.loosethread.bench.judges;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules of other analysers that bear on the life of threads. Those that forbid a part of the
 * language or the JDK wherever it is used are none of them: they say nothing of a place.
 */
final class RelevantRules {
  private static final String TABLE = "relevant-rules.tsv";
  private static final String BLANKET = "blanket";

  private RelevantRules() {}

  /** Those of one analyser, as the table names it. */
  static Set<String> of(String tool) {
    Set<String> rules = new TreeSet<>();
    try (InputStream in = RelevantRules.class.getResourceAsStream(TABLE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        String[] parts = line.split("\t");
        if (parts[0].equals(tool) && !parts[2].equals(BLANKET)) {
          rules.add(parts[1]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rules;
  }
}
