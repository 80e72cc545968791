package dev.loosethread.model.ownership;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** Where the values of a field come from: created here, or handed in. */
public final class FieldOrigins {
  private static final int MAX_DEPTH = 5;

  private static final AnalysisKey<Map<FieldKey, FieldOrigins>> KEY =
      AnalysisKey.of(index -> new HashMap<>());

  /** A creation: the call, and the body whose assignment stores it in the field. */
  public record Creation(Event.Call call, Body body, Body storedBy, OwnerKind kind) {
    Site site() {
      return call.site();
    }
  }

  private final ClassIndex index;
  private final Map<Integer, Creation> creations = new LinkedHashMap<>();
  private final List<Body> storingBodies = new ArrayList<>();
  private boolean handedIn;

  /** Whether what is followed at the moment leads to a creation. */
  private boolean isFresh;

  /** Where the values of a field of the class come from. */
  public static FieldOrigins of(ClassIndex index, FieldKey field) {
    Map<FieldKey, FieldOrigins> known = index.get(KEY);
    FieldOrigins origins = known.get(field);
    if (origins == null) {
      origins = new FieldOrigins(index, field);
      known.put(field, origins);
    }
    return origins;
  }

  private FieldOrigins(ClassIndex index, FieldKey field) {
    this.index = index;
    for (At<Event.Assign> at : index.assignsTo(field)) {
      isFresh = false;
      follow(at.event().value(), at.body(), at.body(), 0);
      if (isFresh) {
        storingBodies.add(at.body());
      }
    }
  }

  public List<Creation> creations() {
    return List.copyOf(creations.values());
  }

  /** Bodies that store a fresh owner in the field. */
  public List<Body> storingBodies() {
    return storingBodies;
  }

  /** Whether a value from outside may be in the field too. */
  public boolean isHandedIn() {
    return handedIn;
  }

  private void follow(Value value, Body body, Body storedBy, int depth) {
    if (depth > MAX_DEPTH) {
      handedIn = true;
    } else if (value instanceof Value.Result result && index.call(result.call()) != null) {
      call(index.call(result.call()), storedBy, depth);
    } else if (value instanceof Value.Choice choice) {
      choice.alternatives().forEach(v -> follow(v, body, storedBy, depth + 1));
    } else if (value instanceof Value.Local local) {
      local(local, body, storedBy, depth);
    } else if (!(value instanceof Value.Null)) {
      handedIn = true;
    }
  }

  private void call(At<Event.Call> at, Body storedBy, int depth) {
    Event.Call call = at.event();
    OwnerKind kind = index.created(call).orElse(null);
    if (kind != null) {
      isFresh = true;
      creations.putIfAbsent(call.id(), new Creation(call, at.body(), storedBy, kind));
      return;
    }
    Value wrapped = index.wrapped().get(call.id());
    if (wrapped != null) {
      follow(wrapped, at.body(), storedBy, depth + 1);
      return;
    }
    if (call.body().isEmpty() || call.isNew()) {
      handedIn = true;
      return;
    }
    Body factory = index.facts().body(call.body().getAsInt());
    boolean isFixed = factory.is(Modifier.PRIVATE) || factory.is(Modifier.STATIC);
    boolean returns = false;
    for (At<Event.Return> r : index.returnsOf(factory.id())) {
      returns = true;
      follow(r.event().value(), factory, storedBy, depth + 1);
    }
    // A subclass may return a shared one.
    handedIn |= !returns || !isFixed;
  }

  /** What a program's main method makes and hands in is its own to end. */
  private static boolean isProgram(Body body) {
    return body.is(Modifier.STATIC) && body.key().name().equals("main");
  }

  private void local(Value.Local local, Body body, Body storedBy, int depth) {
    List<Value> values = index.valuesOf(local);
    values.forEach(v -> follow(v, body, storedBy, depth + 1));
    Body b = index.declarations().withParameter(local);
    if (b != null) {
      int position = b.parameters().indexOf(local);
      List<At<Event.Call>> callers = index.callersOf(b);
      for (At<Event.Call> caller : callers) {
        if (position < caller.event().arguments().size() && !isProgram(caller.body())) {
          follow(caller.event().arguments().get(position), caller.body(), storedBy, depth + 1);
        }
      }
      handedIn |= callers.isEmpty() || !b.is(Modifier.PRIVATE);
      return;
    }
    handedIn |= values.isEmpty();
  }
}
