package dev.loosethread.model.ownership;

import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.starts.ThreadLifetimes;
import dev.loosethread.model.tasks.TaskCode;
import java.util.List;

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
    return !library.isMadeThreadless(creation.method());
  }

  /** Returns whether a call on an owner that had no threads gives it some. */
  public boolean enlivens(Event.Call call) {
    return library.isStartName(call.method().name()) || getsTask(call);
  }

  private boolean getsTask(Event.Call call) {
    for (int i = 0; i < call.arguments().size(); i++) {
      if (library.runs(call.method(), i).filter(run -> run != TaskRun.NOW).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether the threads of an owner end by themselves after a while without tasks.
   *
   * @param creations the calls that make the owner
   * @param aliases its uses
   */
  public boolean endWhenIdle(List<Event.Call> creations, AliasSet aliases) {
    return creations.stream().allMatch(library::endsIdle) && !hasLastingTask(aliases);
  }

  /** Returns whether they end after a while without tasks, or once nothing refers to the owner. */
  public boolean endWhenForgotten(List<Event.Call> creations, AliasSet aliases) {
    return creations.stream()
            .allMatch(c -> library.endsIdle(c) || library.endsUnreachable(c.method()))
        && !hasLastingTask(aliases);
  }

  /** Returns whether it gets a task that comes again and again, or that only an interrupt ends. */
  private boolean hasLastingTask(AliasSet aliases) {
    ThreadLifetimes lives = new ThreadLifetimes(index);
    return aliases
        .callsOn()
        .anyMatch(
            at -> {
              Event.Call call = at.event();
              for (int i = 0; i < call.arguments().size(); i++) {
                TaskRun run = library.runs(call.method(), i).orElse(TaskRun.NOW);
                if (run == TaskRun.PERIODICALLY
                    || (run != TaskRun.NOW
                        && lives
                            .untilInterrupted(TaskCode.of(index, call.arguments().get(i)), "")
                            .isPresent())) {
                  return true;
                }
              }
              return false;
            });
  }
}
