package dev.loosethread.bench.score;

import dev.loosethread.bench.mutants.Mutant;
import java.util.Map;

/**
 * A mutant and what became of it.
 *
 * @param library coordinates
 * @param isTest whether the library belongs to the half that is only scored, never read
 * @param fates by the name of the judge
 * @param isGreen whether the audit still calls a launch at the place GREEN
 */
public record Scored(
    String library, boolean isTest, Mutant mutant, Map<String, Fate> fates, boolean isGreen) {
  public Scored {
    fates = Map.copyOf(fates);
  }
}
