package dev.loosethread.model.index;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of a class by their kinds, in the order of the code, and by what they concern.
 *
 * <p>Every step of a compilation's code goes through the constructor, so it only sorts by kind: the
 * more such a loop does, the longer the JVM's compiler takes over it, which costs a build more than
 * running it. The rest is computed on demand.
 */
final class EventLists {
  private final List<At<Event.Call>> calls = new ArrayList<>();
  private final List<At<Event.Return>> returns = new ArrayList<>();
  private final List<At<Event.AutoClose>> autoCloses = new ArrayList<>();

  /** Includes the repeated ones in copies of a finally block. */
  private final List<At<Event.Assign>> allAssigns = new ArrayList<>();

  private final List<At<Event.Assign>> assigns;
  private boolean hasFinally;
  private @Nullable List<@Nullable At<Event.Call>> callsById;
  private @Nullable List<ReferenceAt> references;
  private @Nullable Map<FieldKey, List<At<Event.Assign>>> assignsByField;
  private @Nullable ListsById<Value> localValues;
  private @Nullable ListsById<At<Event.Return>> returnsByBody;
  private @Nullable Map<String, List<At<Event.Call>>> creationsByType;
  private @Nullable ListsById<At<Event.Call>> callsByLambda;
  private @Nullable ListsById<At<Event.Call>> callsByBody;
  private @Nullable ListsById<At<Event.Assign>> assignsByBody;
  private @Nullable Map<String, List<At<Event.Call>>> callsByName;
  private @Nullable Map<FieldKey, List<At<Event.Call>>> callsByField;

  EventLists(ClassFacts facts) {
    for (Body body : facts.bodies()) {
      for (Node node : body.flow().nodes()) {
        sort(body, node);
      }
    }
    assigns = hasFinally ? withoutCopies(allAssigns) : allAssigns;
  }

  private void sort(Body body, Node node) {
    Event event = node.event();
    hasFinally |= node.inFinally();
    if (event instanceof Event.Call call) {
      calls.add(new At<>(body, node, call));
    } else if (event instanceof Event.Assign assign) {
      allAssigns.add(new At<>(body, node, assign));
    } else if (event instanceof Event.Return result) {
      returns.add(new At<>(body, node, result));
    } else if (event instanceof Event.AutoClose close) {
      autoCloses.add(new At<>(body, node, close));
    }
  }

  /** Copies of a finally block repeat an assignment's site. */
  private static List<At<Event.Assign>> withoutCopies(List<At<Event.Assign>> all) {
    List<At<Event.Assign>> kept = new ArrayList<>(all.size());
    Set<Object> seen = new HashSet<>();
    for (At<Event.Assign> at : all) {
      if (seen.add(at.event().site()) || !at.node().inFinally()) {
        kept.add(at);
      }
    }
    return kept;
  }

  List<At<Event.Call>> calls() {
    return calls;
  }

  /** The call with this id, or null. */
  @Nullable At<Event.Call> call(int id) {
    if (callsById == null) {
      callsById = new ArrayList<>();
      for (At<Event.Call> at : calls) {
        while (callsById.size() <= at.event().id()) {
          callsById.add(null);
        }
        callsById.set(at.event().id(), at);
      }
    }
    return id >= 0 && id < callsById.size() ? callsById.get(id) : null;
  }

  /** The calls that create an instance of the type itself. */
  List<At<Event.Call>> creationsOf(String type) {
    if (creationsByType == null) {
      creationsByType = new HashMap<>();
      for (At<Event.Call> at : calls) {
        if (at.event().isNew()) {
          creationsByType
              .computeIfAbsent(at.event().createdType(), t -> new ArrayList<>(2))
              .add(at);
        }
      }
    }
    return creationsByType.getOrDefault(type, List.of());
  }

  /** The calls that take the lambda with this body as an argument. */
  List<At<Event.Call>> callsGiven(int lambda) {
    if (callsByLambda == null) {
      callsByLambda = new ListsById<>();
      for (At<Event.Call> at : calls) {
        for (Value argument : at.event().arguments()) {
          if (argument instanceof Value.Lambda given) {
            callsByLambda.add(given.body(), at);
          }
        }
      }
    }
    return callsByLambda.get(lambda);
  }

  /** The calls on the value of a field. */
  List<At<Event.Call>> callsOn(FieldKey field) {
    if (callsByField == null) {
      callsByField = new HashMap<>();
      for (At<Event.Call> at : calls) {
        if (at.event().receiver() instanceof Value.Field receiver) {
          callsByField.computeIfAbsent(receiver.key(), k -> new ArrayList<>(2)).add(at);
        }
      }
    }
    return callsByField.getOrDefault(field, List.of());
  }

  /** The calls of methods of one name. */
  List<At<Event.Call>> callsNamed(String name) {
    if (callsByName == null) {
      callsByName = new HashMap<>();
      for (At<Event.Call> at : calls) {
        callsByName.computeIfAbsent(at.event().method().name(), n -> new ArrayList<>(2)).add(at);
      }
    }
    return callsByName.getOrDefault(name, List.of());
  }

  /** The assignments of one body, each once. */
  List<At<Event.Assign>> assignsIn(int body) {
    if (assignsByBody == null) {
      assignsByBody = new ListsById<>();
      assigns.forEach(at -> assignsByBody.add(at.body().id(), at));
    }
    return assignsByBody.get(body);
  }

  /** The calls of one body. */
  List<At<Event.Call>> callsIn(int body) {
    if (callsByBody == null) {
      callsByBody = new ListsById<>();
      calls.forEach(at -> callsByBody.add(at.body().id(), at));
    }
    return callsByBody.get(body);
  }

  /** Each assignment once. */
  List<At<Event.Assign>> assigns() {
    return assigns;
  }

  List<At<Event.Assign>> assignsTo(FieldKey field) {
    if (assignsByField == null) {
      assignsByField = new HashMap<>();
      for (At<Event.Assign> at : assigns) {
        if (at.event().target() instanceof Value.Field target) {
          assignsByField.computeIfAbsent(target.key(), k -> new ArrayList<>(2)).add(at);
        }
      }
    }
    return assignsByField.getOrDefault(field, List.of());
  }

  /** Everything that is assigned to the local; empty for a parameter that keeps its argument. */
  List<Value> valuesOf(Value.Local local) {
    if (localValues == null) {
      localValues = new ListsById<>();
      for (At<Event.Assign> at : allAssigns) {
        if (at.event().target() instanceof Value.Local target) {
          localValues.add(target.id(), at.event().value());
        }
      }
    }
    return localValues.get(local.id());
  }

  List<At<Event.Return>> returns() {
    return returns;
  }

  List<At<Event.Return>> returnsOf(int body) {
    if (returnsByBody == null) {
      ListsById<At<Event.Return>> found = new ListsById<>();
      returnsByBody = found;
      returns.forEach(at -> found.add(at.body().id(), at));
    }
    return returnsByBody.get(body);
  }

  List<At<Event.AutoClose>> autoCloses() {
    return autoCloses;
  }

  /** Returns the values that may be method references, wherever they are passed to. */
  List<ReferenceAt> references() {
    if (references == null) {
      List<ReferenceAt> found = new ArrayList<>();
      references = found;
      for (At<Event.Call> at : calls) {
        reference(found, at, at.event().receiver());
        at.event().arguments().forEach(argument -> reference(found, at, argument));
      }
      allAssigns.forEach(at -> reference(found, at, at.event().value()));
      returns.forEach(at -> reference(found, at, at.event().value()));
    }
    return references;
  }

  private static void reference(List<ReferenceAt> references, At<?> at, Value value) {
    if (value instanceof Value.MethodReference || value instanceof Value.Choice) {
      references.add(new ReferenceAt(at.body(), at.node(), value));
    }
  }
}
