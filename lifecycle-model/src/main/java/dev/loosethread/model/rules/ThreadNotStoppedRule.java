package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.rules.OwnedFields.Leak;

/**
 * A thread in a field that runs until it is interrupted, which nothing ever does.
 *
 * <p>"There is no way to stop a thread but to ask it to" (Thread.interrupt and Thread.stop
 * javadoc): the class that keeps the only handle has to.
 */
public final class ThreadNotStoppedRule extends OwnedFieldRule {
  public ThreadNotStoppedRule() {
    super(
        Pattern.THREAD_NOT_STOPPED,
        OwnerKind.THREAD,
        Remedy.Release.INTERRUPT,
        "interrupts it",
        "interrupt it");
  }

  @Override
  boolean concerns(FactsIndex index, Leak leak) {
    ThreadLives lives = new ThreadLives(index);
    Aliases aliases = Aliases.ofField(index, leak.field().key());
    return leak.creations().stream()
        .map(c -> index.call(c.call().id()))
        .allMatch(c -> lives.untilInterrupted(c).isPresent() && lives.isStarted(c, aliases));
  }
}
