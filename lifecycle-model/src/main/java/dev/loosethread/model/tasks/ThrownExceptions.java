package dev.loosethread.model.tasks;

import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an unchecked exception may leave a body, and names its source.
 *
 * <p>It looks only a few calls deep. That a call may throw is a guess where its code is not
 * visible, and the further away such a call is, the less it has to do with the task that is judged.
 */
public final class ThrownExceptions {
  private static final int MAX_DEPTH = 3;

  /** Whoever throws it wants the task to end. */
  private static final String CANCELLATION = "java.util.concurrent.CancellationException";

  private final ClassIndex index;
  private final boolean isOtherClass;
  private final Suspicion suspicion;

  /** Which calls of invisible code may throw. */
  private enum Suspicion {
    /** Those that run a callback. */
    CALLBACKS,
    /** Those that declare checked exceptions too. */
    DECLARED,
    /** All of them. */
    ALL
  }

  public ThrownExceptions(ClassIndex index) {
    this(index, false, Suspicion.DECLARED);
  }

  private ThrownExceptions(ClassIndex index, boolean isOtherClass, Suspicion suspicion) {
    this.index = index;
    this.isOtherClass = isOtherClass;
    this.suspicion = suspicion;
  }

  /**
   * Returns a variant in which every call of invisible code may throw, except for harmless
   * libraries.
   */
  public static ThrownExceptions suspicious(ClassIndex index) {
    return new ThrownExceptions(index, false, Suspicion.ALL);
  }

  /** Returns a variant that knows of throw statements and callbacks only. */
  public static ThrownExceptions certain(ClassIndex index) {
    return new ThrownExceptions(index, false, Suspicion.CALLBACKS);
  }

  /** Returns the name of the code that may throw out of the event. */
  public Optional<String> outOf(@Nullable Event event) {
    if (event instanceof Event.Throw thrown) {
      return Optional.of("a throw of " + Library.simpleName(thrown.type()));
    }
    return event instanceof Event.Call call ? culprit(call, new HashSet<>(), 0) : Optional.empty();
  }

  /** Returns the name of the call or throw statement that may throw out of the body. */
  public Optional<String> outOf(Body body) {
    return outOf(body, new HashSet<>(), 0);
  }

  private Optional<String> outOf(Body body, Set<String> seen, int depth) {
    if (!body.hasCode() && body.kind() == Body.Kind.METHOD) {
      // An override throws; for other classes, which override runs would be a guess.
      return isOtherClass ? Optional.empty() : Optional.of(Messages.name(body) + " may throw");
    }
    if (body.isOpaque() || depth > MAX_DEPTH || !seen.add(index.facts().name() + "#" + body.id())) {
      return Optional.empty();
    }
    for (Node node : body.flow().nodes()) {
      if (!escapes(body.flow(), node)) {
        continue;
      }
      // A task need not catch an Error.
      if (node.event() instanceof Event.Throw thrown
          && !isThrownOnPurpose(body.flow(), node)
          && !index.facts().hierarchy().isSubtype(thrown.type(), CANCELLATION)
          && !index.facts().hierarchy().isSubtype(thrown.type(), "java.lang.Error")
          && (depth == 0 || !index.library().isMistake(thrown.type()))) {
        return Optional.of(Messages.name(body) + " throws " + Library.simpleName(thrown.type()));
      }
      if (node.event() instanceof Event.Call call) {
        Optional<String> culprit = culprit(call, seen, depth);
        if (culprit.isPresent()) {
          return culprit;
        }
      }
    }
    return Optional.empty();
  }

  /** Whoever logs what is caught and then throws it on wants the task to end with it. */
  private boolean isThrownOnPurpose(Flow flow, Node thrown) {
    return thrown.handler().isPresent()
        && flow.nodes().stream()
            .anyMatch(
                node ->
                    node.handler().equals(thrown.handler())
                        && node.event() instanceof Event.Call call
                        && index.library().isLogging(call.method())
                        && Paths.reaches(flow, node.id(), thrown.id()));
  }

  private Optional<String> culprit(Event.Call call, Set<String> seen, int depth) {
    if (call.body().isPresent()) {
      return outOf(index.facts().body(call.body().getAsInt()), seen, depth + 1);
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      OptionalInt code = runsNow(call, i);
      if (code.isPresent()) {
        Optional<String> inside = outOf(index.facts().body(code.getAsInt()), seen, depth + 1);
        if (inside.isPresent()) {
          return inside;
        }
      }
    }
    return outOf(call.method(), seen, depth, isRisky(call));
  }

  /** Returns the name of the code that may throw out of a method of another class. */
  public Optional<String> outOf(MethodKey method) {
    return outOf(method, new HashSet<>(), 0, false);
  }

  private Optional<String> outOf(MethodKey method, Set<String> seen, int depth, boolean isRisky) {
    if (isHarmless(method)) {
      return Optional.empty();
    }
    ClassFacts other = index.facts().compilation().declaring(method.owner()).orElse(null);
    if (other != null) {
      for (Body body : other.bodies()) {
        if (body.key().equals(method) && body.hasCode() && !body.isOpaque()) {
          return new ThrownExceptions(index.indexOf(other), true, suspicion)
              .outOf(body, seen, depth + 1);
        }
      }
    }
    if (isAccessorOfRecord(other == null ? index.facts() : other, method)) {
      return Optional.empty();
    }
    return isRisky || suspicion == Suspicion.ALL
        ? Optional.of(name(method) + " may throw")
        : Optional.empty();
  }

  /** Without code of its own, such a method only returns the component (JLS 8.10.3). */
  private static boolean isAccessorOfRecord(ClassFacts facts, MethodKey method) {
    return method.parameters().isEmpty()
        && facts.type(method.owner()).filter(t -> t.kind() == TypeFacts.Kind.RECORD).isPresent()
        && facts.field(new FieldKey(method.owner(), method.name())).isPresent()
        && facts.bodies().stream().noneMatch(body -> body.key().equals(method));
  }

  /**
   * Returns whether a call of invisible code is expected to fail: it declares checked exceptions,
   * or runs a callback. For any other call it would be a guess; a static method of a callback's
   * type, such as {@code Function.identity()}, runs none.
   */
  private boolean isRisky(Event.Call call) {
    return (suspicion != Suspicion.CALLBACKS
            && call.checked().stream()
                .anyMatch(e -> !e.equals(LoopExits.INTERRUPTED) && !saysThatTheCallerIsWrong(e)))
        || (index.library().isCallback(call.method().owner()) && !call.isStatic());
  }

  /** A method that declares such an exception only says what it asks for. */
  private boolean saysThatTheCallerIsWrong(String exception) {
    return index.hierarchy().supertypes(exception).stream().anyMatch(index.library()::isMistake);
  }

  private OptionalInt runsNow(Event.Call call, int argument) {
    boolean isNow = index.library().runs(call.method(), argument).orElse(null) == TaskRun.NOW;
    Value value = call.arguments().get(argument);
    if (isNow && value instanceof Value.Lambda lambda) {
      return OptionalInt.of(lambda.body());
    }
    return isNow && value instanceof Value.MethodReference reference
        ? reference.body()
        : OptionalInt.empty();
  }

  /** Returns whether an unchecked exception of this node leaves the body. */
  private boolean escapes(Flow flow, Node node) {
    for (Edge edge : node.successors()) {
      if (edge.kind() != Kind.EXCEPTION
          || !index.facts().hierarchy().isUnchecked(edge.exception())) {
        continue;
      }
      if (edge.target() == flow.throwExit()
          || (flow.node(edge.target()).event() == null
              && Paths.reachable(flow, edge.target(), n -> !(n.event() instanceof Event.Catch))
                  .get(flow.throwExit()))) {
        return true;
      }
    }
    return false;
  }

  private boolean isHarmless(MethodKey method) {
    Library library = index.library();
    return library.isLogging(method)
        || (library.isHarmless(method.owner())
            && (method.isConstructor() || !library.isCallback(method.owner())));
  }

  private static String name(MethodKey method) {
    String owner = Library.simpleName(method.owner());
    return method.isConstructor()
        ? "new " + owner + "()"
        : (owner.isEmpty() ? "" : owner + ".") + method.name() + "()";
  }
}
