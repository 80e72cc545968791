package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.index.ClassIndex;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** All rules. */
public final class RuleBook {
  private static final List<Rule> RULES =
      List.of(
          new UninterruptibleLoopRule(),
          new InterruptSwallowedInLoopRule(),
          new NonVolatileStopFlagRule(),
          new StopFlagNeverClearedRule(),
          new ExecutorNotShutDownRule(),
          new ScheduledExecutorNotShutDownRule(),
          new LocalExecutorNotShutDownRule(),
          new ExecutorReplacedWithoutShutdownRule(),
          new TimerNotCancelledRule(),
          new ThreadOwnerNotClosedRule(),
          new ThreadNotStoppedRule(),
          new UnownedThreadRule(),
          new ConstructorLeaksThreadRule(),
          new UnguardedStartRule(),
          new NonAtomicStartGuardRule(),
          new StartGuardNotResetRule(),
          new PeriodicTaskMayThrowRule(),
          new WorkerLoopMayDieRule(),
          new CountDownNotInFinallyRule(),
          new TaskNotCancelledOnTimeoutRule(),
          new UnboundedWaitInStopRule(),
          new ShutdownWithoutAwaitRule(),
          new CallbackAfterStopRule());

  private RuleBook() {}

  public static List<Rule> rules() {
    return RULES;
  }

  /** Findings of every rule about one class, each once, in the order of the rules. */
  public static List<Finding> findings(ClassFacts facts, Catalogue catalogue) {
    return findings(ClassIndex.of(facts, catalogue));
  }

  /** The same, over an index that is used for other questions too. */
  public static List<Finding> findings(ClassIndex index) {
    return findings(index, EnumSet.allOf(Pattern.class));
  }

  /** The findings of these patterns only. */
  public static List<Finding> findings(ClassIndex index, Set<Pattern> patterns) {
    return RULES.stream()
        .filter(rule -> patterns.contains(rule.pattern()))
        .flatMap(rule -> rule.check(index))
        .distinct()
        .toList();
  }
}
