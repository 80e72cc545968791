package dev.loosethread.model.tasks;

import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The code that a launch runs, as far as it can be seen: in this class, or in the run method of
 * another class of the compilation.
 */
public final class TaskParts {
  private static final int MAX_DEPTH = 4;
  private static final Set<String> TASK_TYPES =
      Set.of("java.lang.Runnable", "java.util.concurrent.Callable");

  private static final Set<String> TASK_METHODS = Set.of("run", "call", "compute", "exec", "get");

  /** A body and the index of the class that it is in. */
  public record Part(ClassIndex index, Body body) {}

  private final ClassIndex index;
  private final Set<Part> roots = new LinkedHashSet<>();
  private final List<String> names = new ArrayList<>();
  private boolean isUnseen;
  private Set<Part> all;

  private TaskParts(ClassIndex index) {
    this.index = index;
  }

  /** What the value does when it is run. */
  public static TaskParts of(ClassIndex index, Value task) {
    TaskParts parts = new TaskParts(index);
    parts.add(task, 0);
    return parts;
  }

  public static TaskParts of(ClassIndex index, Body body) {
    TaskParts parts = new TaskParts(index);
    parts.addRoot(new Part(index, body));
    return parts;
  }

  /** What a thread runs: the task it was made with, or its own run method. */
  public static TaskParts ofThread(ClassIndex index, Value thread, List<At<Event.Call>> creations) {
    TaskParts parts = new TaskParts(index);
    for (At<Event.Call> creation : creations) {
      parts.addThread(creation.event());
    }
    if (creations.isEmpty()) {
      parts.add(thread, 0);
    }
    return parts;
  }

  /** Whether some of it is out of sight. */
  public boolean isUnseen() {
    return isUnseen || roots.isEmpty();
  }

  /** How a report names it. */
  public String name() {
    return names.isEmpty() ? "code that is not seen here" : String.join(" or ", names);
  }

  public Set<Part> roots() {
    return roots;
  }

  /** The roots and what they call at once, of the same class each. */
  public Set<Part> all() {
    if (all == null) {
      all = new LinkedHashSet<>();
      roots.forEach(root -> reach(root, all, 0));
    }
    return all;
  }

  private static void reach(Part part, Set<Part> into, int depth) {
    if (depth > MAX_DEPTH || !into.add(part)) {
      return;
    }
    ClassIndex index = part.index();
    for (Node node : part.body().flow().nodes()) {
      if (!(node.event() instanceof Event.Call call)) {
        continue;
      }
      if (call.body().isPresent() && !call.isNew()) {
        reach(new Part(index, index.facts().body(call.body().getAsInt())), into, depth + 1);
      }
      for (int i = 0; i < call.arguments().size(); i++) {
        if (call.arguments().get(i) instanceof Value.Lambda lambda
            && index.library().runs(call.method(), i).orElse(null) == TaskRun.NOW) {
          reach(new Part(index, index.facts().body(lambda.body())), into, depth + 1);
        }
      }
    }
  }

  private void addThread(Event.Call creation) {
    // A subclass's own run() is what runs, whatever its constructor is given.
    if (creation.isNew()
        && !creation.createdType().equals("java.lang.Thread")
        && addMethod(creation.createdType(), Set.of("run"))) {
      name(nameOf(creation.createdType()));
      return;
    }
    boolean hasTask = false;
    for (int i = 0; i < creation.arguments().size(); i++) {
      Value argument = creation.arguments().get(i);
      if (isTask(index, argument)
          && (!creation.method().isConstructor()
              || index
                  .library()
                  .runs(creation.method(), i)
                  .filter(r -> r == TaskRun.LATER)
                  .isPresent())) {
        hasTask = true;
        add(argument, 0);
      }
    }
    if (!hasTask) {
      addRunOf(creation.isNew() ? creation.createdType() : creation.resultType());
    }
  }

  /** A thread's name or group may stand in the same place as a task. */
  public static boolean isTask(ClassIndex index, Value value) {
    return value instanceof Value.Lambda
        || value instanceof Value.MethodReference
        || value instanceof Value.Choice
        || value
            .typeName()
            .filter(
                t -> TASK_TYPES.stream().anyMatch(s -> index.facts().hierarchy().isSubtype(t, s)))
            .isPresent();
  }

  private void add(Value value, int depth) {
    if (depth > MAX_DEPTH) {
      isUnseen = true;
    } else if (value instanceof Value.Lambda lambda) {
      Body body = index.facts().body(lambda.body());
      name("a lambda" + (body.site().line() > 0 ? " at line " + body.site().line() : ""));
      addRoot(new Part(index, body));
    } else if (value instanceof Value.MethodReference reference) {
      name(simple(reference.method().owner()) + "." + reference.method().name() + "()");
      if (reference.body().isPresent()) {
        addRoot(new Part(index, index.facts().body(reference.body().getAsInt())));
      } else {
        isUnseen |= !addMethod(reference.method().owner(), Set.of(reference.method().name()));
      }
    } else if (value instanceof Value.Choice choice) {
      choice.alternatives().forEach(v -> add(v, depth + 1));
    } else if (value instanceof Value.Local local) {
      List<Value> values = index.valuesOf(local);
      values.forEach(v -> add(v, depth + 1));
      if (values.isEmpty()) {
        handedIn(value);
      }
    } else if (value instanceof Value.Field field && field.isOwn()) {
      List<At<Event.Assign>> assigns = index.assignsTo(field.key());
      assigns.forEach(a -> add(a.event().value(), depth + 1));
      if (assigns.isEmpty()) {
        handedIn(value);
      }
    } else if (value instanceof Value.Result result && index.call(result.call()) != null) {
      result(index.call(result.call()), depth);
    } else if (value instanceof Value.This self) {
      addRunOf(self.type());
    } else if (value instanceof Value.Element element && !elementsOf(index, element).isEmpty()) {
      elementsOf(index, element).forEach(v -> add(v, depth + 1));
    } else if (!(value instanceof Value.Null)) {
      handedIn(value);
    }
  }

  private void result(At<Event.Call> at, int depth) {
    Event.Call call = at.event();
    if (call.isNew()) {
      TaskParts wrapped = wrappedTask(call);
      if (wrapped != null) {
        roots.addAll(wrapped.roots);
        wrapped.names.forEach(this::name);
        isUnseen |= wrapped.isUnseen();
      } else {
        addRunOf(call.createdType());
      }
    } else if (call.body().isPresent()) {
      index.returnsOf(call.body().getAsInt()).forEach(r -> add(r.event().value(), depth + 1));
    } else {
      name("what " + call.method().name() + "() returns");
      isUnseen = true;
    }
  }

  /** {@code new FutureTask<>(task)} runs the task. */
  private TaskParts wrappedTask(Event.Call call) {
    for (int i = 0; i < call.arguments().size(); i++) {
      if (index.library().runs(call.method(), i).orElse(null) == TaskRun.LATER) {
        return of(index, call.arguments().get(i));
      }
    }
    return null;
  }

  private void handedIn(Value value) {
    name(value instanceof Value.Local local ? local.name() + ", handed in" : "a task handed in");
    isUnseen = true;
  }

  private void addRunOf(String type) {
    name(nameOf(type));
    if (!addMethod(type, TASK_METHODS)) {
      isUnseen = true;
    }
  }

  private static String nameOf(String type) {
    return simple(type).isEmpty() ? "an anonymous class" : simple(type);
  }

  /** Whether the type declares one of the methods, which is then a part. */
  private boolean addMethod(String type, Set<String> methods) {
    ClassFacts here = index.facts();
    ClassIndex there = index;
    if (here.type(type).isEmpty()) {
      ClassFacts other = here.outside().declaring(type).orElse(null);
      there = other == null ? null : index.of(other);
    }
    if (there != null) {
      for (Body body : there.declarations().bodiesOf(type)) {
        if (body.kind() == Body.Kind.METHOD
            && methods.contains(body.key().name())
            && (methods != TASK_METHODS || body.parameters().isEmpty())
            && body.hasCode()) {
          addRoot(new Part(there, body));
          return true;
        }
      }
    }
    return false;
  }

  /** What is put into the same array or collection that the element is taken from. */
  public static List<Value> elementsOf(ClassIndex index, Value.Element element) {
    List<Value> values = new ArrayList<>();
    for (At<Event.Assign> at : index.assigns()) {
      if (at.event().target() instanceof Value.Element target
          && target.container().equals(element.container())) {
        values.add(at.event().value());
      }
    }
    for (At<Event.Call> at : index.callsNamed("add")) {
      if (at.event().receiver().equals(element.container()) && at.event().arguments().size() == 1) {
        values.add(at.event().arguments().get(0));
      }
    }
    return values;
  }

  private void addRoot(Part part) {
    isUnseen |= part.body().isOpaque();
    roots.add(part);
  }

  private void name(String name) {
    if (!names.contains(name)) {
      names.add(name);
    }
  }

  public static String simple(String type) {
    String last = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    // An anonymous class has a number for a name.
    return last.isEmpty() || Character.isDigit(last.charAt(0)) ? "" : last;
  }
}
