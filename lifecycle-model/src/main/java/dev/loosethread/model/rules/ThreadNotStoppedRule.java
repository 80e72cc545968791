package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.AliasSet;
import dev.loosethread.model.ownership.ContainerLeaks;
import dev.loosethread.model.ownership.FieldLeaks.Leak;
import dev.loosethread.model.starts.ThreadLifetimes;

/**
 * A thread in a field that runs until it is interrupted, but nothing interrupts it.
 *
 * <p>"There is no way to stop a thread but to ask it to" (Thread.interrupt and Thread.stop
 * javadoc): the class that keeps the only handle has to.
 */
public final class ThreadNotStoppedRule extends FieldLeakRule {
  public ThreadNotStoppedRule() {
    super(
        Pattern.THREAD_NOT_STOPPED,
        OwnerKind.THREAD,
        Remedy.Release.INTERRUPT,
        "interrupts it",
        "interrupt it");
  }

  @Override
  boolean isWorthReporting(ClassIndex index, Leak leak) {
    ThreadLifetimes lives = new ThreadLifetimes(index);
    AliasSet aliases = AliasSet.ofField(index, leak.field().key());
    return leak.creations().stream()
        .map(c -> index.call(c.call().id()))
        .allMatch(c -> lives.untilInterrupted(c).isPresent() && lives.isStarted(c, aliases));
  }

  @Override
  boolean isWorthReporting(ClassIndex index, ContainerLeaks.Leak leak) {
    ThreadLifetimes lives = new ThreadLifetimes(index);
    AliasSet aliases = AliasSet.ofResult(index, leak.creation().event().id());
    return lives.untilInterrupted(leak.creation()).isPresent()
        && lives.isStarted(leak.creation(), aliases);
  }
}
