package dev.loosethread.model.tasks;

import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Source;
import dev.loosethread.model.index.ValueFlow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The code that a task or a thread runs, as far as it can be seen: in this class, or in the run
 * method of another class of the compilation.
 */
public final class TaskCode {
  /** How the name of a task says where its code is; the number of the line follows. */
  public static final String AT_LINE = " at line ";

  private static final Set<String> RUN = Set.of(JdkMethod.RUNNABLE_RUN.methodName());

  /** A body and the index of the class that it is in. */
  public record Part(ClassIndex index, Body body) {}

  /** A method of another class, which is read on demand. */
  private record Elsewhere(String type, Set<String> methods) {}

  private final ClassIndex index;
  private final Set<Body> here = new LinkedHashSet<>();
  private final Set<Elsewhere> elsewhere = new LinkedHashSet<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final Set<At<Event.Call>> unwrapped = new HashSet<>();
  private boolean isUnseen;
  private @Nullable Set<Part> roots;
  private @Nullable Set<Part> all;

  private TaskCode(ClassIndex index) {
    this.index = index;
  }

  /** The code that runs if the value is run as a task. */
  public static TaskCode of(ClassIndex index, Value task) {
    TaskCode code = new TaskCode(index);
    code.addTask(task);
    return code;
  }

  /** The code of each argument of a call that is a task. */
  public static List<TaskCode> givenBy(ClassIndex index, Event.Call call) {
    return call.arguments().stream()
        .filter(argument -> isTask(index, argument))
        .map(argument -> of(index, argument))
        .toList();
  }

  /** The code of one method or lambda. */
  public static TaskCode of(ClassIndex index, Body body) {
    TaskCode code = new TaskCode(index);
    code.here.add(body);
    return code;
  }

  /** The code that a created thread runs: the task that it was created with, or its run method. */
  public static TaskCode ofThread(ClassIndex index, Event.Call creation) {
    TaskCode code = new TaskCode(index);
    code.addThread(creation);
    return code;
  }

  /**
   * The code that a thread runs.
   *
   * @param creations the calls that may have created it; if there are none, the type of the value
   *     decides
   */
  public static TaskCode ofThread(ClassIndex index, Value thread, List<At<Event.Call>> creations) {
    TaskCode code = new TaskCode(index);
    creations.forEach(creation -> code.addThread(creation.event()));
    if (creations.isEmpty()) {
      code.addTask(thread);
    }
    return code;
  }

  /** Returns whether some of the code is not visible. */
  public boolean isUnseen() {
    return isUnseen(roots());
  }

  private boolean isUnseen(Set<Part> found) {
    return isUnseen || found.isEmpty() || found.stream().anyMatch(part -> part.body().isOpaque());
  }

  /** Returns how a report names the code. */
  public String name() {
    return names.isEmpty() ? "code that is not visible here" : String.join(" or ", names);
  }

  /** Returns the code in this class that runs first; reads no other class. */
  public List<Body> rootsHere() {
    return List.copyOf(here);
  }

  /** Returns the code that runs first. */
  public Set<Part> roots() {
    if (roots == null) {
      roots = new LinkedHashSet<>();
      here.forEach(body -> roots.add(new Part(index, body)));
      for (Elsewhere method : elsewhere) {
        Optional<Part> part = find(method);
        part.ifPresent(roots::add);
        isUnseen |= part.isEmpty();
      }
    }
    return roots;
  }

  /** Returns the roots and the code of the same class that they call directly. */
  public Set<Part> all() {
    if (all == null) {
      all = new LinkedHashSet<>();
      roots().forEach(root -> reach(root, all));
    }
    return all;
  }

  /** Returns the same for this class only; reads no other class. */
  public List<Body> allHere() {
    Set<Part> parts = new LinkedHashSet<>();
    here.forEach(body -> reach(new Part(index, body), parts));
    return parts.stream().map(Part::body).toList();
  }

  private static void reach(Part start, Set<Part> into) {
    Deque<Part> work = new ArrayDeque<>();
    work.push(start);
    while (!work.isEmpty()) {
      Part part = work.pop();
      if (into.add(part)) {
        List<Part> next = new ArrayList<>();
        for (Node node : part.body().flow().nodes()) {
          if (node.event() instanceof Event.Call call) {
            addCalled(part.index(), call, next);
          }
        }
        // Keep the order of the calls.
        for (int i = next.size() - 1; i >= 0; i--) {
          work.push(next.get(i));
        }
      }
    }
  }

  private static void addCalled(ClassIndex index, Event.Call call, List<Part> into) {
    index.calledMethod(call).ifPresent(callee -> into.add(new Part(index, callee)));
    for (int i = 0; i < call.arguments().size(); i++) {
      if (call.arguments().get(i) instanceof Value.Lambda lambda
          && index.library().runs(call, i, TaskRun.NOW)) {
        into.add(new Part(index, index.facts().body(lambda.body())));
      }
    }
  }

  private void addThread(Event.Call creation) {
    // The subclass overrides run(), so arguments of its constructor do not run.
    if (creation.isNew()
        && !creation.createdType().equals("java.lang.Thread")
        && declares(creation.createdType(), RUN)) {
      addMethod(creation.createdType(), RUN);
      names.add(nameOf(creation.createdType()));
      return;
    }
    boolean hasTask = false;
    for (int i = 0; i < creation.arguments().size(); i++) {
      Value argument = creation.arguments().get(i);
      if (isTask(index, argument)
          && (!creation.method().isConstructor()
              || index.library().runs(creation, i, TaskRun.LATER))) {
        hasTask = true;
        addTask(argument);
      }
    }
    if (!hasTask) {
      addRunOf(creation.isNew() ? creation.createdType() : creation.resultType());
    }
  }

  /** Returns whether a value may be a task; other arguments are names or thread groups. */
  public static boolean isTask(ClassIndex index, Value value) {
    return value instanceof Value.Lambda
        || value instanceof Value.MethodReference
        || value instanceof Value.Choice
        || value.typeName().filter(type -> TaskMethods.areOf(type, index.hierarchy())).isPresent();
  }

  private void addTask(Value task) {
    index.get(ValueFlow.KEY).of(task).all().forEach(this::add);
  }

  private void add(Source source) {
    if (source instanceof Source.Code code) {
      addFunction(code.function());
    } else if (source instanceof Source.Created created) {
      addCreated(created.by());
    } else if (source instanceof Source.Self self) {
      addRunOf(self.object().type());
    } else if (source instanceof Source.Returned returned) {
      names.add("what " + returned.by().event().method().name() + "() returns");
      addUnseen(returned.by().event().resultType());
    } else if (source instanceof Source.HandedIn handed) {
      names.add(handed.parameter().name() + ", passed in");
      addUnseen(handed.parameter().type());
    } else if (source instanceof Source.Unseen unseen) {
      names.add(
          unseen.value() instanceof Value.Local local
              ? local.name() + ", passed in"
              : "a task passed in");
      addUnseen(unseen.value().typeName().orElse(""));
    }
  }

  private void addFunction(Value function) {
    if (function instanceof Value.Lambda lambda) {
      Body body = index.facts().body(lambda.body());
      names.add("a lambda" + (body.site().line() > 0 ? AT_LINE + body.site().line() : ""));
      here.add(body);
    } else if (function instanceof Value.MethodReference reference) {
      names.add(simpleName(reference.method().owner()) + "." + reference.method().name() + "()");
      if (reference.body().isPresent()) {
        here.add(index.facts().body(reference.body().getAsInt()));
      } else {
        addMethod(reference.method().owner(), Set.of(reference.method().name()));
      }
    }
  }

  /** A created task runs its task method or, like {@code new FutureTask<>(task)}, another task. */
  private void addCreated(At<Event.Call> at) {
    Event.Call creation = at.event();
    boolean isWrapper = false;
    for (int i = 0; i < creation.arguments().size(); i++) {
      if (index.library().runs(creation, i, TaskRun.LATER)) {
        isWrapper = true;
        if (unwrapped.add(at)) {
          addTask(creation.arguments().get(i));
        }
      }
    }
    if (!isWrapper) {
      addRunOf(creation.isNew() ? creation.createdType() : creation.resultType());
    }
  }

  /**
   * A class that is declared here shows the code of its instances, unless they are of a subclass.
   */
  private void addUnseen(String type) {
    isUnseen = true;
    if (index.facts().type(type).isPresent() && declares(type, TaskMethods.NAMES)) {
      addMethod(type, TaskMethods.NAMES);
    }
  }

  private void addRunOf(String type) {
    names.add(nameOf(type));
    addMethod(type, TaskMethods.NAMES);
  }

  private static String nameOf(String type) {
    return simpleName(type).isEmpty() ? "an anonymous class" : simpleName(type);
  }

  private void addMethod(String type, Set<String> methods) {
    if (index.facts().type(type).isEmpty()) {
      elsewhere.add(new Elsewhere(type, methods));
      return;
    }
    Optional<Body> method = method(index, type, methods);
    if (method.isPresent()) {
      here.add(method.get());
    } else {
      String superclass = superclass(index, type);
      isUnseen |= superclass.isEmpty();
      if (!superclass.isEmpty()) {
        addMethod(superclass, methods);
      }
    }
  }

  /** The class that a type inherits its methods from; "" if it is the last one. */
  private static String superclass(ClassIndex index, String type) {
    return index
        .facts()
        .type(type)
        .map(TypeFacts::superclass)
        .filter(name -> !name.equals("java.lang.Object") && !name.equals("java.lang.Thread"))
        .orElse("");
  }

  private boolean declares(String type, Set<String> methods) {
    return index.facts().type(type).isPresent()
        ? method(index, type, methods).isPresent()
        : find(new Elsewhere(type, methods)).isPresent();
  }

  private Optional<Part> find(Elsewhere wanted) {
    return index.declaring(wanted.type()).flatMap(there -> find(there, wanted));
  }

  private Optional<Part> find(ClassIndex there, Elsewhere wanted) {
    Optional<Body> own = method(there, wanted.type(), wanted.methods());
    if (own.isPresent()) {
      return own.map(body -> new Part(there, body));
    }
    String superclass = superclass(there, wanted.type());
    return superclass.isEmpty()
        ? Optional.empty()
        : find(new Elsewhere(superclass, wanted.methods()));
  }

  private static Optional<Body> method(ClassIndex index, String type, Set<String> methods) {
    return index.declarations().bodiesOf(type).stream()
        .filter(body -> body.kind() == Body.Kind.METHOD && body.hasCode())
        .filter(body -> methods.contains(body.key().name()))
        // A method reference names its method, which may have parameters.
        .filter(body -> methods != TaskMethods.NAMES || body.parameters().isEmpty())
        .findFirst();
  }

  /** Returns the last part of a binary name; "" for an anonymous class, which has a number. */
  public static String simpleName(String type) {
    String last = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    return last.isEmpty() || Character.isDigit(last.charAt(0)) ? "" : last;
  }
}
