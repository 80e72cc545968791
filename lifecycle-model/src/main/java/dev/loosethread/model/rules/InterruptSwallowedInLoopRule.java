package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.ProcessLife;
import dev.loosethread.model.tasks.LostInterrupts;
import dev.loosethread.model.tasks.SpinningWaits;
import dev.loosethread.model.tasks.SwallowedInterrupts;
import dev.loosethread.model.tasks.TaskBodies;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** An unbounded loop that catches InterruptedException and continues. */
public final class InterruptSwallowedInLoopRule implements Rule {

  @Override
  public Pattern pattern() {
    return Pattern.INTERRUPT_SWALLOWED_IN_LOOP;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    ClassFacts facts = index.facts();
    List<Finding> findings = new ArrayList<>();
    Set<Object> reported = new HashSet<>();
    for (Body body : facts.bodies()) {
      if (hasLoopAndHandler(body) && !isLeftAlone(index, body)) {
        check(index, body, index.get(TaskBodies.KEY).contains(body), reported, findings);
      }
    }
    LostInterrupts interrupts = new LostInterrupts(index);
    for (Body body : facts.bodies()) {
      if (!body.flow().loops().isEmpty()
          && index.get(TaskBodies.KEY).contains(body)
          && !isLeftAlone(index, body)) {
        body.flow().loops().stream()
            .flatMap(loop -> interrupts.of(body, loop).stream())
            .filter(lost -> reported.add(lost.handler().site()))
            .forEach(lost -> findings.add(finding(body, lost)));
      }
    }
    return findings.stream();
  }

  private Finding finding(Body body, LostInterrupts.Lost lost) {
    Event.Catch entry = lost.handler();
    String message =
        Messages.name(lost.method())
            + " swallows the InterruptedException, so the loop in "
            + Messages.name(body)
            + " continues and an interrupt never stops its thread; restore the interrupt status";
    Remedy remedy =
        lost.mayRepeat()
            ? new Remedy.None("the waits that follow would only spin")
            : entry.types().equals(List.of(LoopExits.INTERRUPTED))
                ? new Remedy.RestoreInterrupt(entry.site())
                : new Remedy.None("its handler is for other exceptions too");
    return new Finding(pattern(), entry.site(), message, remedy);
  }

  private static boolean hasLoopAndHandler(Body body) {
    return !body.flow().loops().isEmpty()
        && body.flow().nodes().stream().anyMatch(n -> LoopExits.mayBeInterrupted(body.flow(), n));
  }

  private void check(
      ClassIndex index, Body body, boolean isTask, Set<Object> reported, List<Finding> findings) {
    boolean mayHaveSpins = SpinningWaits.mayHave(body);
    List<Flow.Loop> innermostFirst = new ArrayList<>(body.flow().loops());
    java.util.Collections.reverse(innermostFirst);
    for (Flow.Loop loop : innermostFirst) {
      LoopExits exits = index.exits(body, loop);
      // A method that never returns occupies a thread for its whole life; main occupies the
      // program's.
      if (!exits.isLoop() || loop.kind() == Flow.LoopKind.FOR_EACH) {
        continue;
      }
      SwallowedInterrupts swallowed = new SwallowedInterrupts(index, body, exits);
      if (mayHaveSpins) {
        SpinningWaits waits = new SpinningWaits(index, body, exits, swallowed);
        for (Node handler : waits.handlers()) {
          if (handler.event() instanceof Event.Catch entry && reported.add(entry.site())) {
            findings.add(spin(body, loop, waits.spin(handler).orElseThrow(), entry));
          }
        }
      }
      if (!isTask
          && !(exits.isEndless()
              && !body.is(Modifier.STATIC)
              // In a program such a method may run on the main thread.
              && !index.declarations().hasMain(body.owner()))) {
        continue;
      }
      for (Node handler : swallowed.handlers(loop)) {
        if (handler.event() instanceof Event.Catch entry && reported.add(entry.site())) {
          findings.add(finding(body, exits, swallowed, loop, handler, entry));
        }
      }
    }
  }

  private Finding finding(
      Body body,
      LoopExits exits,
      SwallowedInterrupts swallowed,
      Flow.Loop loop,
      Node handler,
      Event.Catch entry) {
    boolean restores = swallowed.restores(handler);
    boolean isWider = !entry.types().contains(LoopExits.INTERRUPTED);
    String caught =
        isWider
            ? "catch (" + simple(entry.types().get(0)) + ") also catches InterruptedException"
            : "the InterruptedException is swallowed";
    String message =
        restores
            ? "the interrupt status is restored but the loop in "
                + Messages.name(body)
                + " continues, so its next blocking call throws immediately and the loop spins;"
                + " leave the loop"
                + " after restoring the status"
            : caught
                + " and the loop in "
                + Messages.name(body)
                + " continues, so an interrupt never stops its thread; restore the interrupt"
                + " status and leave the loop";
    return new Finding(
        pattern(),
        entry.site(),
        message,
        new Remedy.LeaveOnInterrupt(
            entry.site(),
            loop.site(),
            isWider,
            restores,
            !exits.isEndless() && swallowed.hasCodeAfter()));
  }

  /** The status has to be restored after the loop, because the caller waits for the loop to end. */
  private Finding spin(Body body, Flow.Loop loop, SpinningWaits.Spin spin, Event.Catch entry) {
    return new Finding(
        pattern(),
        entry.site(),
        "the interrupt status is restored but the loop in "
            + Messages.name(body)
            + (spin == SpinningWaits.Spin.UNTIL_ITS_DEADLINE
                ? " continues, so every further wait throws immediately and the loop spins until"
                    + " its deadline"
                : " keeps waiting, so every further wait throws immediately without releasing"
                    + " the lock")
            + "; remember the interrupt and restore the status after the loop, or leave the loop",
        // Code after a loop that only its body exits is unreachable.
        loop.constantTrue()
            ? new Remedy.None("no code after the loop is sure to run")
            : new Remedy.RestoreAfterLoop(entry.site(), loop.site()));
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /** Nothing will end a thread that lives as long as the process, and an example ends with it. */
  private static boolean isLeftAlone(ClassIndex index, Body body) {
    ProcessLife life = index.get(ProcessLife.KEY);
    return life.isStatic(body) || life.isExample(body.owner());
  }
}
