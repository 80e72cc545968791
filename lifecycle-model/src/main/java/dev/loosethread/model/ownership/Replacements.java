package dev.loosethread.model.ownership;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Event.Test;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.ExceptionPolicy;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Decides whether a field may still hold a live owner when it is assigned another. */
public final class Replacements {
  private final ClassIndex index;
  private final FieldKey field;
  private final AliasSet aliases;
  private final StartMethods starts;
  private final EndMethods ends;
  private final Set<Body> releasing = new HashSet<>();
  private final Set<Object> releaseNodes = new HashSet<>();

  public Replacements(ClassIndex index, FieldKey field, OwnerUses uses) {
    this.index = index;
    this.field = field;
    this.aliases = uses.aliases();
    this.starts = index.get(StartMethods.KEY);
    this.ends = index.get(EndMethods.KEY);
    for (OwnerUses.Release release : uses.releases()) {
      releasing.add(release.body());
      releaseNodes.add(release.node());
    }
  }

  /**
   * Returns whether a path from the assignment back to it neither releases nor tests the old value.
   */
  public boolean isRepeated(At<Event.Assign> at) {
    if (isKept(at.body())) {
      return false;
    }
    return reach(at.body(), Paths.targets(at.node(), e -> true)).get(at.node().id());
  }

  /**
   * Returns whether such a path leads from the start of the method, or of its callers, to the
   * assignment.
   */
  public boolean mayBeLive(At<Event.Assign> at) {
    return !isKept(at.body()) && isReachedLive(at.body(), at.node().id(), new HashSet<>());
  }

  private boolean isReachedLive(Body body, int node, Set<Body> seen) {
    BitSet entry = new BitSet();
    entry.set(0);
    if (!reach(body, entry).get(node)) {
      return false;
    }
    List<At<Event.Call>> callers = index.callersOf(body);
    boolean isInternal =
        !callers.isEmpty() && !body.is(Modifier.PUBLIC) && !body.is(Modifier.PROTECTED);
    if (!isInternal) {
      return true;
    }
    return seen.add(body)
        && callers.stream()
            .filter(c -> c.body().kind() == Body.Kind.METHOD && !starts.contains(c.body()))
            .anyMatch(c -> !isKept(c.body()) && isReachedLive(c.body(), c.node().id(), seen));
  }

  /** Returns whether the old value is copied into a variable first. */
  private boolean isKept(Body body) {
    return body.flow().nodes().stream()
        .anyMatch(
            n ->
                n.event() instanceof Event.Assign assign
                    && assign.target() instanceof Value.Local
                    && assign.value() instanceof Value.Field f
                    && f.key().equals(field));
  }

  /** Returns the nodes that a path without a release or test reaches. */
  private BitSet reach(Body body, BitSet starts) {
    return Paths.reachable(body.flow(), starts, n -> !ends(n), ExceptionPolicy.thrown());
  }

  private boolean ends(Node node) {
    if (releaseNodes.contains(node)) {
      return true;
    }
    if (node.event() instanceof Event.Call call) {
      return mayRelease(call);
    }
    if (node.event() instanceof Event.Assign assign
        && assign.target() instanceof Value.Field target) {
      return target.key().equals(field) && assign.value() instanceof Value.Null;
    }
    return node.event() instanceof Event.Branch branch && asksState(branch.test());
  }

  /**
   * Returns whether the call is a release: a helper of the class, an inherited method, or a method
   * whose name says so.
   */
  private boolean mayRelease(Event.Call call) {
    boolean isOwn = call.receiver() instanceof Value.This || call.isSuper();
    if (call.isNew()) {
      return false;
    }
    if (call.body().isPresent()) {
      Body callee = index.facts().body(call.body().getAsInt());
      BitSet reached = index.reach(callee);
      return ends.isEnd(callee) || releasing.stream().anyMatch(b -> reached.get(b.id()));
    }
    return isOwn && index.library().promisesRelease(call.method().name());
  }

  /**
   * Returns whether a test may show that there is no live owner: a test of the field itself, or of
   * a flag or state of the object, but not of a number or a parameter.
   */
  private boolean asksState(Test test) {
    if (test instanceof Test.Truth truth) {
      return isState(truth.value());
    }
    if (test instanceof Test.Compare compare) {
      return (compare.operator().equals("==") || compare.operator().equals("!="))
          && (isState(compare.left()) || isState(compare.right()));
    }
    return false;
  }

  private boolean isState(Value value) {
    if (aliases.contains(value)) {
      return true;
    }
    if (value instanceof Value.Field f) {
      return f.isOwn() && !isNumber(f.type());
    }
    if (value instanceof Value.Result result && index.call(result.call()) != null) {
      Event.Call call = index.call(result.call()).event();
      return index.library().isEndTest(call.method())
          || call.receiver() instanceof Value.This
          || (call.receiver() instanceof Value.Field f && f.isOwn());
    }
    return value instanceof Value.Local local
        && index.valuesOf(local).stream().anyMatch(v -> !(v instanceof Value.Local) && isState(v));
  }

  private static boolean isNumber(String type) {
    return type.equals("int") || type.equals("long") || type.equals("short");
  }
}
