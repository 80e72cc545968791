package dev.loosethread.model.tasks;

import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Decides which bodies of a class run on another thread than their creator. */
public final class TaskBodies {
  public static final AnalysisKey<TaskBodies> KEY = AnalysisKey.of(TaskBodies::new);

  private final ClassFacts facts;
  private final ClassIndex index;
  private final Library library;
  private final BitSet tasks = new BitSet();

  private TaskBodies(ClassIndex index) {
    this.facts = index.facts();
    this.index = index;
    this.library = index.library();
    findRoots();
    spread();
  }

  public boolean contains(Body body) {
    return tasks.get(body.id());
  }

  public boolean isEmpty() {
    return tasks.isEmpty();
  }

  private void findRoots() {
    for (Body body : facts.bodies()) {
      if (body.kind() == Body.Kind.METHOD
          && TaskMethods.contain(body, facts.hierarchy())
          && !isOnlyCalledDirectly(body)) {
        tasks.set(body.id());
      }
    }
    for (At<Event.Call> at : index.callsThatMayRunArguments()) {
      Event.Call call = at.event();
      for (int i = 0; i < call.arguments().size(); i++) {
        TaskRun run = library.runs(call.method(), i).orElse(TaskRun.NOW);
        if (run != TaskRun.NOW) {
          TaskCode.of(index, call.arguments().get(i))
              .rootsHere()
              .forEach(body -> tasks.set(body.id()));
        }
      }
    }
  }

  /**
   * A Runnable whose run() the class itself calls, and that it never passes on, is used as a plain
   * command object on the caller's thread.
   */
  private boolean isOnlyCalledDirectly(Body body) {
    List<At<Event.Call>> callers = index.callersOf(body);
    if (callers.isEmpty() || callers.stream().allMatch(c -> c.event().isSuper())) {
      return false;
    }
    TypeFacts type = facts.type(body.owner()).orElse(null);
    boolean isHidden =
        type != null
            && (type.kind() == TypeFacts.Kind.ANONYMOUS
                || type.kind() == TypeFacts.Kind.LOCAL
                || type.modifiers().contains(Modifier.PRIVATE));
    return isHidden
        && index.calls().stream()
            .noneMatch(
                c ->
                    c.event().arguments().stream()
                        .anyMatch(a -> a.typeName().filter(body.owner()::equals).isPresent()));
  }

  /**
   * Private methods that only tasks call, and lambdas that tasks run immediately, are tasks too.
   */
  private void spread() {
    Deque<Integer> fresh = new ArrayDeque<>();
    tasks.stream().forEach(fresh::add);
    while (!fresh.isEmpty()) {
      for (int id : index.calleesAndEnclosed(fresh.poll())) {
        if (!tasks.get(id) && runsInTasksOnly(facts.body(id))) {
          tasks.set(id);
          fresh.add(id);
        }
      }
    }
  }

  private boolean runsInTasksOnly(Body body) {
    if (body.kind() == Body.Kind.LAMBDA) {
      return body.enclosing().isPresent()
          && tasks.get(body.enclosing().getAsInt())
          && index.callsGiven(body).stream().anyMatch(at -> runsNow(at, body));
    }
    if (body.kind() != Body.Kind.METHOD || !isPrivate(body)) {
      return false;
    }
    List<At<Event.Call>> callers = index.callersOf(body);
    return !callers.isEmpty() && callers.stream().allMatch(c -> tasks.get(c.body().id()));
  }

  private boolean runsNow(At<Event.Call> at, Body lambda) {
    List<Value> arguments = at.event().arguments();
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof Value.Lambda l
          && l.body() == lambda.id()
          && library.runs(at.event().method(), i).orElse(null) == TaskRun.NOW) {
        return true;
      }
    }
    return false;
  }

  private boolean isPrivate(Body body) {
    if (body.is(Modifier.PRIVATE)) {
      return true;
    }
    TypeFacts type = facts.type(body.owner()).orElse(null);
    return type != null
        && (type.kind() == TypeFacts.Kind.ANONYMOUS || type.modifiers().contains(Modifier.PRIVATE))
        && !overrides(type);
  }

  /** Returns whether the method may be called through a supertype, as far as names can tell. */
  private boolean overrides(TypeFacts type) {
    return !type.interfaces().isEmpty() || !type.superclass().equals("java.lang.Object");
  }
}
