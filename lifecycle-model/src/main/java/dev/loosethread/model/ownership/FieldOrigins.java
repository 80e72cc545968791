package dev.loosethread.model.ownership;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Source;
import dev.loosethread.model.index.ValueFlow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The origins of the values of a field: created here, or passed in. */
public final class FieldOrigins {
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

  /** Returns where the values of a field of the class come from. */
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
    // An owner that another field holds too belongs to that field, and one that the main method
    // creates and passes in to the program.
    ValueFlow flow =
        index.get(ValueFlow.KEY).upToFields().fromCallers(caller -> !caller.body().isMainMethod());
    for (At<Event.Assign> at : index.assignsTo(field)) {
      add(flow.of(at.event().value()), at.body());
    }
  }

  private void add(ValueFlow.Sources sources, Body storedBy) {
    boolean isFresh = false;
    for (Source source : sources.all()) {
      Optional<Creation> creation =
          source instanceof Source.Created created
              ? index
                  .created(created.by().event())
                  .map(
                      kind ->
                          new Creation(created.by().event(), created.by().body(), storedBy, kind))
              : Optional.empty();
      creation.ifPresent(made -> creations.putIfAbsent(made.call().id(), made));
      isFresh |= creation.isPresent();
      handedIn |= creation.isEmpty();
    }
    handedIn |= sources.isShared();
    if (isFresh) {
      storingBodies.add(storedBy);
    }
  }

  public List<Creation> creations() {
    return List.copyOf(creations.values());
  }

  /** Bodies that store a new owner in the field. */
  public List<Body> storingBodies() {
    return storingBodies;
  }

  /** Returns whether a value from outside may be in the field too. */
  public boolean isHandedIn() {
    return handedIn;
  }
}
