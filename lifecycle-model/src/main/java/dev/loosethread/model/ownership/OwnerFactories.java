package dev.loosethread.model.ownership;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Methods that make a thread owner for their caller, who then is the only one to have it. */
public final class OwnerFactories {
  public static final AnalysisKey<OwnerFactories> KEY = AnalysisKey.of(OwnerFactories::new);

  private static final int MAX_DEPTH = 3;

  private final ClassIndex index;
  private final Map<Integer, Optional<OwnerKind>> known = new HashMap<>();
  private Map<OwnerKind, List<At<Event.Call>>> obtaining;

  private OwnerFactories(ClassIndex index) {
    this.index = index;
  }

  /**
   * The calls that give their caller a new owner: of the library's methods, or of a factory that is
   * declared here.
   */
  public List<At<Event.Call>> obtaining(OwnerKind kind) {
    if (obtaining == null) {
      obtaining = new EnumMap<>(OwnerKind.class);
      if (index.createsOwners()) {
        for (At<Event.Call> at : index.calls()) {
          obtained(at.event())
              .ifPresent(k -> obtaining.computeIfAbsent(k, o -> new ArrayList<>()).add(at));
        }
      }
    }
    return obtaining.getOrDefault(kind, List.of());
  }

  private Optional<OwnerKind> obtained(Event.Call call) {
    Optional<OwnerKind> kind = index.created(call);
    return kind.isPresent() ? kind : index.calledMethod(call).flatMap(this::madeBy);
  }

  /** The kind of owner that every call of the method makes, if it does. */
  public Optional<OwnerKind> madeBy(Body method) {
    Optional<OwnerKind> kind = known.get(method.id());
    if (kind == null) {
      // Of a method that calls itself, the other ways tell.
      known.put(method.id(), Optional.empty());
      kind = isFixed(method) ? returned(method) : Optional.empty();
      known.put(method.id(), kind);
    }
    return kind;
  }

  /** Whether a call of the method runs this code: a subclass may return what others share. */
  private boolean isFixed(Body method) {
    boolean isFinal =
        method.is(Modifier.STATIC)
            || method.is(Modifier.PRIVATE)
            || method.is(Modifier.FINAL)
            || index.facts().type(method.owner()).filter(OwnerFactories::isFinal).isPresent();
    return isFinal && method.kind() == Body.Kind.METHOD && !method.isOpaque();
  }

  private static boolean isFinal(TypeFacts type) {
    return type.modifiers().contains(Modifier.FINAL);
  }

  private Optional<OwnerKind> returned(Body method) {
    OwnerKind kind = null;
    for (At<Event.Return> at : index.returnsOf(method.id())) {
      if (at.event().value() instanceof Value.Null) {
        continue;
      }
      OwnerKind made = made(at.event().value(), method, 0).orElse(null);
      if (made == null || (kind != null && kind != made)) {
        return Optional.empty();
      }
      kind = made;
    }
    // Its caller cannot tell that it is a scheduled one.
    boolean isPlain =
        kind == OwnerKind.SCHEDULED_EXECUTOR
            && index
                .library()
                .ownerKind(method.returnType())
                .filter(k -> k == OwnerKind.EXECUTOR)
                .isPresent();
    return isPlain ? Optional.of(OwnerKind.EXECUTOR) : Optional.ofNullable(kind);
  }

  private Optional<OwnerKind> made(Value value, Body method, int depth) {
    if (depth > MAX_DEPTH) {
      return Optional.empty();
    }
    if (value instanceof Value.Result result && index.call(result.call()) != null) {
      return made(index.call(result.call()).event(), method, depth);
    }
    if (value instanceof Value.Local local && !method.parameters().contains(local)) {
      return agreed(index.valuesOf(local), method, depth);
    }
    return value instanceof Value.Choice choice
        ? agreed(choice.alternatives(), method, depth)
        : Optional.empty();
  }

  private Optional<OwnerKind> agreed(List<Value> values, Body method, int depth) {
    Set<OwnerKind> kinds = new HashSet<>();
    for (Value value : values) {
      if (!(value instanceof Value.Null)) {
        Optional<OwnerKind> made = made(value, method, depth + 1);
        if (made.isEmpty()) {
          return Optional.empty();
        }
        kinds.add(made.get());
      }
    }
    return kinds.size() == 1 ? Optional.of(kinds.iterator().next()) : Optional.empty();
  }

  private Optional<OwnerKind> made(Event.Call call, Body method, int depth) {
    Integer wrapped = index.library().decoratedArgument(call.method()).orElse(null);
    if (wrapped != null && wrapped < call.arguments().size()) {
      return made(call.arguments().get(wrapped), method, depth + 1);
    }
    Optional<OwnerKind> kind = index.created(call);
    if (kind.isEmpty() && call.body().isPresent() && !call.isNew()) {
      kind = madeBy(index.facts().body(call.body().getAsInt()));
    }
    return kind.filter(k -> isKeptByNobody(call, method));
  }

  /** Whether the method does nothing with what it makes that would let others end it. */
  private boolean isKeptByNobody(Event.Call creation, Body method) {
    Set<Integer> locals = locals(creation, method);
    for (Body body : index.declarations().withEnclosed(method)) {
      for (Node node : body.flow().nodes()) {
        if (keeps(node.event(), creation, locals)
            || (body != method
                && node.event() instanceof Event.Call call
                && isIt(call.receiver(), creation, locals))) {
          return false;
        }
      }
    }
    return true;
  }

  private Set<Integer> locals(Event.Call creation, Body method) {
    Set<Integer> locals = new HashSet<>();
    boolean grows = true;
    while (grows) {
      grows = false;
      for (At<Event.Assign> at : index.assignsIn(method)) {
        if (at.event().target() instanceof Value.Local local
            && isIt(at.event().value(), creation, locals)) {
          grows |= locals.add(local.id());
        }
      }
    }
    return locals;
  }

  private boolean keeps(Event event, Event.Call creation, Set<Integer> locals) {
    if (event instanceof Event.Assign assign) {
      return !(assign.target() instanceof Value.Local) && isIt(assign.value(), creation, locals);
    }
    if (!(event instanceof Event.Call call)) {
      return false;
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      Value argument = call.arguments().get(i);
      if ((isIt(argument, creation, locals)
              || (argument instanceof Value.MethodReference reference
                  && isIt(reference.receiver(), creation, locals)))
          && !isLent(call, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean isLent(Event.Call call, int argument) {
    return Library.isNullCheck(call.method())
        || index.library().decoratedArgument(call.method()).filter(d -> d == argument).isPresent()
        || index.library().borrowsArgument(call.method(), argument);
  }

  private static boolean isIt(Value value, Event.Call creation, Set<Integer> locals) {
    if (value instanceof Value.Choice choice) {
      return choice.alternatives().stream().anyMatch(v -> isIt(v, creation, locals));
    }
    return (value instanceof Value.Result result && result.call() == creation.id())
        || (value instanceof Value.Local local && locals.contains(local.id()));
  }
}
