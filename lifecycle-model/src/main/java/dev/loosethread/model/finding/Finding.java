package dev.loosethread.model.finding;

import dev.loosethread.model.facts.Site;

/**
 * One defect.
 *
 * @param site where it is reported: the loop, the catch clause, the field declaration, the method
 *     declaration, or for an owner without a field the creating expression
 * @param message one sentence: what leaks, why here, and what to do, naming the members
 * @param remedy what an engine that can edit source may offer
 */
public record Finding(Pattern pattern, Site site, String message, Remedy remedy) {
  /** Returns the message for an engine that offers fixes: it says why there is none, if known. */
  public String messageOnFix() {
    return remedy instanceof Remedy.None none ? withoutFix(none.why()) : message;
  }

  /** Returns the message with the reason, in a few words, why the finding has no fix. */
  public String withoutFix(String why) {
    return message + " (no fix: " + why + ")";
  }
}
