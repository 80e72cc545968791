package dev.loosethread.model.ownership;

import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.index.OwnerFactories;
import dev.loosethread.model.tasks.EndlessLoops;
import dev.loosethread.model.tasks.TaskCode;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Decides whether an owner has threads that need an end: it may have none before its start or first
 * task, and its threads may end by themselves. The catalogue says which owners are so. All rules
 * ask here.
 */
public final class AliveThreads {
  public static final AnalysisKey<AliveThreads> KEY = AnalysisKey.of(AliveThreads::new);

  private final ClassIndex index;
  private final Library library;

  private AliveThreads(ClassIndex index) {
    this.index = index;
    this.library = index.library();
  }

  /** Returns whether what the call makes has threads at once, without a start or task. */
  public boolean isAliveWhenMade(Event.Call creation) {
    return !index
        .get(OwnerFactories.KEY)
        .allMade(creation, (known, made) -> known.isMadeThreadless(made.method()));
  }

  /** Returns whether a call on an owner that had no threads gives it some. */
  public boolean enlivens(Event.Call call) {
    return library.isStartName(call.method().name()) || library.handsOverATask(call);
  }

  /**
   * Returns whether the threads of an owner end by themselves after a while without tasks.
   *
   * @param creations the calls that make the owner
   * @param aliases its uses
   */
  public boolean endWhenIdle(List<Event.Call> creations, AliasSet aliases) {
    return allMade(creations, Library::endsIdle) && !hasLastingTask(aliases);
  }

  /** Returns whether they end after a while without tasks, or once nothing refers to the owner. */
  public boolean endWhenForgotten(List<Event.Call> creations, AliasSet aliases) {
    return allMade(
            creations,
            (known, made) -> known.endsIdle(made) || known.endsUnreachable(made.method()))
        && !hasLastingTask(aliases);
  }

  private boolean allMade(List<Event.Call> creations, BiPredicate<Library, Event.Call> test) {
    OwnerFactories factories = index.get(OwnerFactories.KEY);
    return creations.stream().allMatch(creation -> factories.allMade(creation, test));
  }

  /**
   * Returns whether it gets a task that comes again and again, that only an interrupt ends, or that
   * hands it further tasks.
   */
  private boolean hasLastingTask(AliasSet aliases) {
    List<At<Event.Call>> calls =
        aliases.callsOn().filter(at -> library.handsOverATask(at.event())).toList();
    Set<Body> handing = calls.stream().map(At::body).collect(Collectors.toSet());
    return calls.stream().anyMatch(at -> isLasting(at.event(), handing));
  }

  private boolean isLasting(Event.Call call, Set<Body> handing) {
    for (int i = 0; i < call.arguments().size(); i++) {
      TaskRun run = library.runs(call.method(), i).orElse(TaskRun.NOW);
      if (run == TaskRun.NOW) {
        continue;
      }
      TaskCode task = TaskCode.of(index, call.arguments().get(i));
      if (run == TaskRun.PERIODICALLY
          || task.allHere().stream().anyMatch(handing::contains)
          || index.get(EndlessLoops.KEY).in(task).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
