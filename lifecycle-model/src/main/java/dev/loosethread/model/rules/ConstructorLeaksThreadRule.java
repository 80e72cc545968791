package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.rules.LiveOwners.Live;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A constructor that can still fail after it started a thread: its caller gets no object, and so
 * nothing to stop the thread with.
 */
public final class ConstructorLeaksThreadRule implements Rule {
  @Override
  public Pattern pattern() {
    return Pattern.CONSTRUCTOR_LEAKS_THREAD;
  }

  @Override
  public Stream<Finding> check(FactsIndex index) {
    List<Finding> findings = new ArrayList<>();
    for (Body body : index.facts().bodies()) {
      if (body.kind() == Body.Kind.CONSTRUCTOR && body.hasCode() && !body.isOpaque()) {
        finding(index, body).ifPresent(findings::add);
      }
    }
    return findings.stream();
  }

  private Optional<Finding> finding(FactsIndex index, Body body) {
    List<Live> lives = new LiveOwners(index).startedIn(body);
    for (Live live : lives) {
      Optional<Node> failing = failing(index, body, live.node().id());
      if (failing.isPresent() && !isHandedOut(index, body)) {
        return Optional.of(
            new Finding(
                pattern(),
                live.site(),
                "the constructor "
                    + live.what()
                    + " and can fail after that, at "
                    + name(failing.get().event())
                    + ", so that nobody gets an object to stop it with; do it last, or undo it"
                    + " when the rest fails",
                lives.size() == 1 && live.undo().isPresent()
                    ? new Remedy.UndoOnFailure(live.site(), live.undo().get())
                    : new Remedy.None()));
      }
    }
    return Optional.empty();
  }

  private static String name(Event event) {
    if (event instanceof Event.Call call) {
      return call.isNew()
          ? "the creation of "
              + call.createdType().substring(call.createdType().lastIndexOf('.') + 1)
          : call.method().name() + "()";
    }
    return "a throw statement";
  }

  /** What throws, as the code expects, on a way from the start out of the constructor. */
  private static Optional<Node> failing(FactsIndex index, Body body, int started) {
    BitSet seen = new BitSet();
    Deque<Integer> work = new ArrayDeque<>();
    for (Edge edge : body.flow().node(started).successors()) {
      if (edge.kind() != Kind.EXCEPTION) {
        work.add(edge.target());
      }
    }
    Node last = null;
    while (!work.isEmpty()) {
      int id = work.poll();
      if (seen.get(id)) {
        continue;
      }
      seen.set(id);
      Node node = body.flow().node(id);
      if (undoes(node)) {
        continue;
      }
      for (Edge edge : node.successors()) {
        boolean isExpected =
            edge.kind() != Kind.EXCEPTION
                || node.event() instanceof Event.Throw
                || node.event() == null
                || !isUnchecked(index, edge.exception());
        if (!isExpected) {
          continue;
        }
        if (edge.kind() == Kind.EXCEPTION && node.event() != null) {
          last = node;
        }
        if (edge.target() == body.flow().throwExit()) {
          return Optional.ofNullable(node.event() == null ? last : node);
        }
        work.add(edge.target());
      }
    }
    return Optional.empty();
  }

  private static boolean isUnchecked(FactsIndex index, String exception) {
    return index.facts().hierarchy().isSubtype(exception, "java.lang.RuntimeException")
        || index.facts().hierarchy().isSubtype(exception, "java.lang.Error");
  }

  /** Whatever looks like an end of something: which one is not for a guess. */
  private static boolean undoes(Node node) {
    if (node.event() instanceof Event.Call call) {
      return Uses.hasReleaseWord(call.method().name())
          || call.method().name().equals("interrupt")
          || call.method().name().equals("shutdownNow");
    }
    return node.handler().isPresent()
        && node.event() instanceof Event.Assign assign
        && assign.target() instanceof Value.Field;
  }

  /** Whether somebody else gets the object before it is made, and may end it. */
  private static boolean isHandedOut(FactsIndex index, Body body) {
    for (Node node : body.flow().nodes()) {
      if (node.event() instanceof Event.Call call && !call.isSuper()) {
        for (int i = 0; i < call.arguments().size(); i++) {
          if (call.arguments().get(i) instanceof Value.This self
              && self.type().equals(body.owner())
              && !call.isNew()
              && index.catalogue().runs(call.method(), i, index.facts().hierarchy()).isEmpty()) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
