package dev.loosethread.model.index;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Follows values of a class back to where they come from: through variables, fields, conditionals,
 * containers, decorators, the returns of the methods it calls and the arguments of its callers.
 *
 * <p>{@code ValueFlow} goes back from a use to what created the value. {@code AliasSet} goes
 * forward from a creation or field to all its uses.
 *
 * <p>It is a may-analysis that ignores the order of the code: a value may stand for each of its
 * sources, and for nothing else that this class shows. Sources come in the order of the code.
 */
public final class ValueFlow {
  public static final AnalysisKey<ValueFlow> KEY =
      AnalysisKey.of(index -> new ValueFlow(index, true, true, caller -> true, null));

  private final ClassIndex index;
  private final boolean followsFields;
  private final boolean followsMethods;
  private final Predicate<At<Event.Call>> followedCallers;

  /** The only body whose assignments count; null for all. */
  private final @Nullable Body only;

  private ValueFlow(
      ClassIndex index,
      boolean followsFields,
      boolean followsMethods,
      Predicate<At<Event.Call>> followedCallers,
      @Nullable Body only) {
    this.index = index;
    this.followsFields = followsFields;
    this.followsMethods = followsMethods;
    this.followedCallers = followedCallers;
    this.only = only;
  }

  /** The same flow, in which a field is a source, whatever it is assigned. */
  public ValueFlow upToFields() {
    return new ValueFlow(index, false, followsMethods, followedCallers, only);
  }

  /** The same flow, in which fields, parameters and the results of calls are sources. */
  public ValueFlow withinMethods() {
    return new ValueFlow(index, false, false, followedCallers, only);
  }

  /**
   * The same flow, in which only the assignments of one body count, and parameters and the results
   * of calls are sources: where a value comes from in one run of the body.
   */
  public ValueFlow within(Body body) {
    return new ValueFlow(index, followsFields, false, followedCallers, body);
  }

  /** The same flow, in which an argument only counts if its call passes the test. */
  public ValueFlow fromCallers(Predicate<At<Event.Call>> followed) {
    return new ValueFlow(index, followsFields, followsMethods, followed, only);
  }

  /**
   * The sources of a value.
   *
   * @param all each once; empty for {@code null}
   * @param isShared whether other code keeps it too or may replace it: a container that it is taken
   *     from, or a method that a subclass may override
   */
  public record Sources(List<Source> all, boolean isShared) {
    public Sources {
      all = List.copyOf(all);
    }

    /** The calls that create the value. */
    public Stream<At<Event.Call>> creations() {
      return all.stream()
          .filter(Source.Created.class::isInstance)
          .map(source -> ((Source.Created) source).by());
    }
  }

  /** Returns where the value comes from. */
  public Sources of(Value value) {
    Walk walk = new Walk();
    walk.follow(value);
    return new Sources(new ArrayList<>(walk.sources), walk.isShared);
  }

  private final class Walk {
    private final Set<Value> seen = new HashSet<>();
    private final Set<Source> sources = new LinkedHashSet<>();
    private boolean isShared;

    void follow(Value value) {
      if (!seen.add(value)) {
        return;
      }
      if (value instanceof Value.Local local) {
        local(local);
      } else if (value instanceof Value.Field field) {
        field(field);
      } else if (value instanceof Value.Result result) {
        result(result);
      } else if (value instanceof Value.Choice choice) {
        choice.alternatives().forEach(this::follow);
      } else if (value instanceof Value.Element element) {
        element(element);
      } else if (value instanceof Value.Lambda || value instanceof Value.MethodReference) {
        sources.add(new Source.Code(value));
      } else if (value instanceof Value.This self) {
        sources.add(new Source.Self(self));
      } else if (!(value instanceof Value.Null)) {
        sources.add(new Source.Unseen(value));
      }
    }

    private void local(Value.Local local) {
      List<Value> assigned = only == null ? index.valuesOf(local) : assignedIn(only, local);
      assigned.forEach(this::follow);
      Body callee = index.declarations().withParameter(local);
      if (callee != null) {
        parameter(local, callee);
      } else if (assigned.isEmpty()) {
        sources.add(new Source.Unseen(local));
      }
    }

    private List<Value> assignedIn(Body body, Value.Local local) {
      return index.assignsIn(body).stream()
          .map(At::event)
          .filter(assign -> assign.target().equals(local))
          .map(Event.Assign::value)
          .toList();
    }

    private void parameter(Value.Local parameter, Body callee) {
      List<At<Event.Call>> callers = followsMethods ? index.callersOf(callee) : List.of();
      int position = callee.parameters().indexOf(parameter);
      for (At<Event.Call> caller : callers) {
        if (position < caller.event().arguments().size() && followedCallers.test(caller)) {
          follow(caller.event().arguments().get(position));
        }
      }
      if (callers.isEmpty() || !callee.is(Modifier.PRIVATE) || index.isReferenced(callee)) {
        sources.add(new Source.HandedIn(parameter));
      }
    }

    private void field(Value.Field field) {
      List<At<Event.Assign>> assigned =
          index.assignsTo(field.key()).stream()
              .filter(at -> only == null || at.body() == only)
              .toList();
      if (!followsFields || assigned.isEmpty()) {
        sources.add(new Source.Unseen(field));
        return;
      }
      assigned.forEach(at -> follow(at.event().value()));
    }

    private void result(Value.Result result) {
      At<Event.Call> at = index.call(result.call());
      if (at == null) {
        sources.add(new Source.Unseen(result));
        return;
      }
      Value handedBack = index.wrapped().get(at.event().id());
      if ((at.event().isNew() && handedBack == null) || index.created(at.event()).isPresent()) {
        sources.add(new Source.Created(at));
      } else if (handedBack != null) {
        follow(handedBack);
      } else if (followsMethods && index.callee(at.event()).isPresent()) {
        returnsOf(index.callee(at.event()).get(), at);
      } else {
        sources.add(new Source.Returned(at));
      }
    }

    private void returnsOf(Body method, At<Event.Call> call) {
      List<At<Event.Return>> returns = index.returnsOf(method.id());
      returns.forEach(at -> follow(at.event().value()));
      if (returns.isEmpty()) {
        sources.add(new Source.Returned(call));
      }
      isShared |= index.declarations().mayBeOverridden(method);
    }

    private void element(Value.Element element) {
      List<Value> put = index.elementsOf(element.container());
      isShared = true;
      put.forEach(this::follow);
      if (put.isEmpty()) {
        sources.add(new Source.Unseen(element));
      }
    }
  }
}
