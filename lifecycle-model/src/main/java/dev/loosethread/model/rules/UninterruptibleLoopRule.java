package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.ProcessLife;
import dev.loosethread.model.tasks.EndlessLoops;
import dev.loosethread.model.tasks.SwallowedInterrupts;
import dev.loosethread.model.tasks.TaskBodies;
import dev.loosethread.model.tasks.TaskCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A loop of a task that nothing can stop. */
public final class UninterruptibleLoopRule implements Rule {

  @Override
  public Pattern pattern() {
    return Pattern.UNINTERRUPTIBLE_LOOP;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    ClassFacts facts = index.facts();
    if (facts.bodies().stream()
        .allMatch(b -> b.flow().loops().stream().noneMatch(Flow.Loop::constantTrue))) {
      return Stream.empty();
    }
    TaskBodies tasks = index.get(TaskBodies.KEY);
    List<Finding> findings = new ArrayList<>();
    for (Body body : facts.bodies()) {
      if (tasks.contains(body) && body.hasCode() && !isLeftAlone(index, body)) {
        check(index, body, findings);
      }
    }
    return findings.stream();
  }

  private void check(ClassIndex index, Body body, List<Finding> findings) {
    for (Flow.Loop loop : body.flow().loops()) {
      if (!loop.constantTrue()) {
        continue;
      }
      LoopExits exits = index.exits(body, loop);
      if (!exits.isLoop()
          || !exits.isEndless()
          || exits.checksInterruption()
          // InterruptSwallowedInLoop reports the handler, where the fix belongs.
          || !new SwallowedInterrupts(index, body, exits).handlers(loop).isEmpty()) {
        continue;
      }
      findings.add(
          new Finding(
              pattern(),
              loop.site(),
              "the loop in "
                  + Messages.name(body)
                  + " runs on another thread and nothing can stop it; make"
                  + " !Thread.currentThread().isInterrupted() its condition",
              remedy(index, body, loop)));
    }
  }

  private static Remedy remedy(ClassIndex index, Body body, Flow.Loop loop) {
    return index.callsThatMayRunArguments().stream()
        .map(At::event)
        .filter(call -> index.library().isNeverInterrupted(call.method()))
        .filter(call -> TaskCode.of(index, call.arguments().get(0)).allHere().contains(body))
        .findFirst()
        .<Remedy>map(
            call -> new Remedy.None("nothing interrupts a task of " + call.method().name() + "()"))
        .or(() -> index.get(EndlessLoops.KEY).deafWaitIn(body).map(Remedy.None::new))
        .orElseGet(() -> new Remedy.CheckInterruption(loop.site()));
  }

  /** Nothing will end a thread that lives as long as the process, and an example ends with it. */
  private static boolean isLeftAlone(ClassIndex index, Body body) {
    ProcessLife life = index.get(ProcessLife.KEY);
    return life.isStatic(body) || life.isExample(body.owner());
  }
}
