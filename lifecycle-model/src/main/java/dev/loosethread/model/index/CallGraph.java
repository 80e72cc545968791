package dev.loosethread.model.index;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The calls between the bodies of a class. */
final class CallGraph {
  private final List<At<Event.Call>> calls = new ArrayList<>();
  private final ListsById<At<Event.Call>> callers = new ListsById<>();
  private final ListsById<Integer> called = new ListsById<>();
  private final Map<Integer, BitSet> reaches = new HashMap<>();

  CallGraph(ClassFacts facts, List<At<Event.Call>> all) {
    for (Body body : facts.bodies()) {
      body.enclosing().ifPresent(e -> called.add(e, body.id()));
    }
    for (At<Event.Call> at : all) {
      if (at.event().body().isPresent()) {
        int callee = at.event().body().getAsInt();
        calls.add(at);
        callers.add(callee, at);
        called.add(at.body().id(), callee);
      }
    }
  }

  /** The calls whose code is in the same top-level class. */
  List<At<Event.Call>> calls() {
    return calls;
  }

  /** The bodies that a body calls, and those in it. */
  List<Integer> calleesAndEnclosed(int body) {
    return called.get(body);
  }

  /** The calls of a body from within the same top-level class. */
  List<At<Event.Call>> callersOf(Body body) {
    return callers.get(body.id());
  }

  /**
   * The bodies that run when this one does: the ones it calls, and the lambdas it makes. The caller
   * must not change the set.
   */
  BitSet reach(Body start) {
    BitSet known = reaches.get(start.id());
    if (known != null) {
      return known;
    }
    BitSet seen = new BitSet();
    Deque<Integer> work = new ArrayDeque<>();
    work.push(start.id());
    while (!work.isEmpty()) {
      int id = work.pop();
      if (!seen.get(id)) {
        seen.set(id);
        called.get(id).forEach(work::push);
      }
    }
    reaches.put(start.id(), seen);
    return seen;
  }
}
