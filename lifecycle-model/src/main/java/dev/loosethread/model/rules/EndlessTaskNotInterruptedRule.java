package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.AliasSet;
import dev.loosethread.model.ownership.FieldLeaks;
import dev.loosethread.model.ownership.FieldOrigins;
import dev.loosethread.model.ownership.OwnerUses;
import dev.loosethread.model.starts.ThreadLifetimes;
import dev.loosethread.model.tasks.EndlessLoops;
import dev.loosethread.model.tasks.TaskCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An executor whose task loops until it is interrupted, and that is only shut down.
 *
 * <p>{@code shutdown()} lets running tasks go on and interrupts idle workers only; {@code
 * shutdownNow()} interrupts the running ones (ThreadPoolExecutor javadoc).
 */
public final class EndlessTaskNotInterruptedRule implements Rule {
  @Override
  public Pattern pattern() {
    return Pattern.ENDLESS_TASK_NOT_INTERRUPTED;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    if (!index.creates(OwnerKind.EXECUTOR) && !index.creates(OwnerKind.SCHEDULED_EXECUTOR)) {
      return Stream.empty();
    }
    return index.facts().fields().stream().flatMap(field -> check(index, field).stream());
  }

  private Optional<Finding> check(ClassIndex index, FieldFacts field) {
    FieldOrigins origins = FieldOrigins.of(index, field.key());
    if (origins.creations().isEmpty()
        || origins.isHandedIn()
        || !origins.creations().stream().allMatch(c -> isExecutorOfItsOwn(index, c))) {
      return Optional.empty();
    }
    OwnerUses uses = OwnerUses.ofField(index, field.key());
    List<Site> shutdowns = new ArrayList<>();
    for (OwnerUses.Release release : uses.releases()) {
      if (!(release.node().event() instanceof Event.Call call)
          || !JdkMethod.EXECUTOR_SERVICE_SHUTDOWN.isNamesake(call.method())) {
        return Optional.empty();
      }
      shutdowns.add(call.site());
    }
    if (shutdowns.isEmpty() || uses.escapes()) {
      return Optional.empty();
    }
    return endlessTask(index, uses.aliases())
        // Checked last, because it may read other classes.
        .filter(at -> !new FieldLeaks(index).isReleasedOutside(field))
        .map(at -> finding(index, field, at, uses.aliases(), shutdowns));
  }

  /** With a thread factory, other code may know the threads and interrupt them. */
  private static boolean isExecutorOfItsOwn(ClassIndex index, FieldOrigins.Creation creation) {
    boolean isExecutor =
        creation.kind() == OwnerKind.EXECUTOR || creation.kind() == OwnerKind.SCHEDULED_EXECUTOR;
    return isExecutor
        && creation.call().arguments().stream()
            .flatMap(argument -> argument.typeName().stream())
            .noneMatch(t -> index.hierarchy().isSubtype(t, "java.util.concurrent.ThreadFactory"));
  }

  private static Optional<At<Event.Call>> endlessTask(ClassIndex index, AliasSet aliases) {
    ThreadLifetimes lives = new ThreadLifetimes(index);
    return aliases
        .callsOn()
        .filter(
            at -> TaskCode.givenBy(index, at.event()).stream().anyMatch(t -> isEndless(lives, t)))
        // Whoever keeps the future can cancel the task.
        .filter(at -> at.event().isDiscarded())
        .findFirst();
  }

  private static boolean isEndless(ThreadLifetimes lives, TaskCode task) {
    return !task.isUnseen() && lives.untilInterrupted(task, "").isPresent();
  }

  private Finding finding(
      ClassIndex index,
      FieldFacts field,
      At<Event.Call> task,
      AliasSet aliases,
      List<Site> shutdowns) {
    Body loop =
        index
            .get(EndlessLoops.KEY)
            .in(TaskCode.givenBy(index, task.event()).get(0))
            .orElse(task.body());
    return new Finding(
        pattern(),
        field.site(),
        field.key().name()
            + " runs a task that loops in "
            + Messages.name(loop)
            + " until it is interrupted, but shutdown() does not interrupt it; call shutdownNow()",
        remedy(index, aliases, shutdowns));
  }

  private static Remedy remedy(ClassIndex index, AliasSet aliases, List<Site> shutdowns) {
    List<TaskCode> all =
        aliases.callsOn().flatMap(at -> TaskCode.givenBy(index, at.event()).stream()).toList();
    EndlessLoops loops = index.get(EndlessLoops.KEY);
    if (all.stream().anyMatch(task -> task.isUnseen() || loops.in(task).isEmpty())) {
      return new Remedy.None("it would drop its other tasks");
    }
    return all.stream()
        .flatMap(task -> loops.obstacleToEnd(task).stream())
        .findFirst()
        .<Remedy>map(Remedy.None::new)
        .orElseGet(() -> new Remedy.InterruptOnShutdown(shutdowns));
  }
}
