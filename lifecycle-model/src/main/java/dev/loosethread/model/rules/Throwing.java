package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.Loops;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Whether an unchecked exception may leave a body, and what would throw it. */
final class Throwing {
  private static final int MAX_DEPTH = 5;

  /** Whose methods throw nothing that their callers could expect. */
  private static final List<String> HARMLESS_PACKAGES =
      List.of(
          "java.time.",
          "java.util.concurrent.atomic.",
          "java.util.concurrent.locks.",
          "java.util.logging.",
          "java.lang.ref.",
          "org.slf4j.",
          "org.apache.logging.",
          "org.apache.log4j.",
          "org.apache.commons.logging.",
          "org.jboss.logging.",
          "com.google.common.flogger.");

  private static final Set<String> HARMLESS_TYPES =
      Set.of(
          "java.lang.System",
          "java.lang.System$Logger",
          "java.lang.Math",
          "java.lang.Thread",
          "java.lang.Thread$UncaughtExceptionHandler",
          "java.lang.Runtime",
          "java.lang.StringBuilder",
          "java.lang.Boolean",
          "java.lang.Number",
          "java.lang.Throwable",
          "java.io.PrintStream",
          "java.util.Date",
          "java.util.concurrent.CountDownLatch",
          "java.util.concurrent.Semaphore",
          "java.util.concurrent.Future",
          "java.util.concurrent.TimeUnit");

  /** What collections do without complaint. */
  private static final Set<String> HARMLESS_NAMES =
      Set.of(
          "size",
          "isEmpty",
          "clear",
          "get",
          "getOrDefault",
          "put",
          "putIfAbsent",
          "remove",
          "poll",
          "pollFirst",
          "peek",
          "offer",
          "contains",
          "containsKey",
          "keySet",
          "values",
          "entrySet",
          "iterator",
          "hasNext",
          "next",
          "getKey",
          "getValue",
          "setValue",
          "add",
          "addAll",
          "removeIf",
          "forEach",
          "computeIfAbsent",
          "computeIfPresent",
          "compute",
          "merge",
          "toString",
          "length",
          "equals",
          "hashCode",
          "<init>");

  private final FactsIndex index;

  Throwing(FactsIndex index) {
    this.index = index;
  }

  /** What may throw out of the body, as a message names it: a call, or a throw. */
  Optional<String> outOf(Body body) {
    return outOf(body, new HashSet<>(), 0);
  }

  private Optional<String> outOf(Body body, Set<String> seen, int depth) {
    if (!body.hasCode() && body.kind() == Body.Kind.METHOD) {
      // Whatever overrides it.
      return Optional.of(Wording.name(body) + " may throw one");
    }
    if (body.isOpaque() || depth > MAX_DEPTH || !seen.add(index.facts().name() + "#" + body.id())) {
      return Optional.empty();
    }
    for (Node node : body.flow().nodes()) {
      if (!escapes(body.flow(), node)) {
        continue;
      }
      if (node.event() instanceof Event.Throw thrown) {
        return Optional.of(Wording.name(body) + " throws " + simple(thrown.type()));
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
    return outOf(call.method(), seen, depth);
  }

  /** What may throw out of a method that is not of this class. */
  Optional<String> outOf(MethodKey method) {
    return outOf(method, new HashSet<>(), 0);
  }

  private Optional<String> outOf(MethodKey method, Set<String> seen, int depth) {
    if (isHarmless(method)) {
      return Optional.empty();
    }
    ClassFacts other = index.facts().outside().declaring(method.owner()).orElse(null);
    if (other != null) {
      for (Body body : other.bodies()) {
        if (body.key().equals(method) && body.hasCode() && !body.isOpaque()) {
          return new Throwing(new FactsIndex(other, index.catalogue()))
              .outOf(body, seen, depth + 1);
        }
      }
    }
    return Optional.of(name(method) + " may throw one");
  }

  private OptionalInt runsNow(Event.Call call, int argument) {
    boolean isNow =
        index.catalogue().runs(call.method(), argument, index.facts().hierarchy()).orElse(null)
            == TaskRun.NOW;
    Value value = call.arguments().get(argument);
    if (isNow && value instanceof Value.Lambda lambda) {
      return OptionalInt.of(lambda.body());
    }
    return isNow && value instanceof Value.MethodReference reference
        ? reference.body()
        : OptionalInt.empty();
  }

  /** Whether an unchecked exception of this node leaves the body. */
  private boolean escapes(Flow flow, Node node) {
    for (Edge edge : node.successors()) {
      if (edge.kind() != Kind.EXCEPTION || !isUnchecked(edge.exception())) {
        continue;
      }
      if (edge.target() == flow.throwExit()
          || (flow.node(edge.target()).event() == null
              && Loops.reachable(flow, edge.target(), n -> !(n.event() instanceof Event.Catch))
                  .get(flow.throwExit()))) {
        return true;
      }
    }
    return false;
  }

  private boolean isUnchecked(String exception) {
    return index.facts().hierarchy().isSubtype(exception, "java.lang.RuntimeException")
        || index.facts().hierarchy().isSubtype(exception, "java.lang.Error");
  }

  private boolean isHarmless(MethodKey method) {
    String owner = method.owner();
    if (HARMLESS_PACKAGES.stream().anyMatch(owner::startsWith)) {
      return true;
    }
    if (HARMLESS_NAMES.contains(method.name())
        && (owner.startsWith("java.util.") || owner.startsWith("java.lang."))) {
      return true;
    }
    return owner.startsWith("java.")
        && (owner.equals("java.lang.Object")
            || index.facts().hierarchy().supertypes(owner).stream()
                .anyMatch(HARMLESS_TYPES::contains));
  }

  private static String name(MethodKey method) {
    String owner = simple(method.owner());
    return method.isConstructor()
        ? "new " + owner + "()"
        : (owner.isEmpty() ? "" : owner + ".") + method.name() + "()";
  }

  private static String simple(String type) {
    return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
  }
}
