package dev.loosethread.model.tasks;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.flow.Loops.Exit;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** The boolean fields that loops of tasks poll to decide whether to exit. */
public final class StopFlags {
  public static final AnalysisKey<StopFlags> KEY = AnalysisKey.of(StopFlags::new);

  private final ClassIndex index;
  private @Nullable List<Poll> polls;

  private StopFlags(ClassIndex index) {
    this.index = index;
  }

  /**
   * One test of a flag.
   *
   * @param node the branch that leaves the loop
   */
  public record Poll(FieldFacts flag, Body body, Flow.Loop loop, LoopExits exits, Node node) {}

  public List<Poll> polls() {
    if (polls == null) {
      polls = List.copyOf(find());
    }
    return polls;
  }

  private List<Poll> find() {
    List<Poll> polls = new ArrayList<>();
    for (Body body : index.facts().bodies()) {
      if (body.hasCode()
          && !body.isOpaque()
          && !body.flow().loops().isEmpty()
          // Checked last, because finding the tasks takes time.
          && index.get(TaskBodies.KEY).contains(body)) {
        polls(body, polls);
      }
    }
    return polls;
  }

  private void polls(Body body, List<Poll> polls) {
    for (Flow.Loop loop : body.flow().loops()) {
      // It ends by itself, and the flag only makes it end earlier.
      if (loop.kind() == Flow.LoopKind.FOR_EACH) {
        continue;
      }
      LoopExits exits = index.exits(body, loop);
      for (Exit exit : exits.planned()) {
        flagOf(exit)
            .flatMap(key -> index.facts().field(key))
            .filter(StopFlags::isPlainFlag)
            .ifPresent(flag -> polls.add(new Poll(flag, body, loop, exits, exit.from())));
      }
    }
  }

  private static boolean isPlainFlag(FieldFacts field) {
    return field.type().equals("boolean")
        && !field.isFinal()
        && field.annotations().stream().noneMatch(a -> a.endsWith("GuardedBy"));
  }

  /** The field that the branch tests, directly or through a getter of the class. */
  private Optional<FieldKey> flagOf(Exit exit) {
    if (!(exit.from().event() instanceof Event.Branch branch)
        || !(branch.test() instanceof Event.Test.Truth truth)) {
      return Optional.empty();
    }
    Value value = index.callOf(truth.value()).map(this::returned).orElse(truth.value());
    return value instanceof Value.Field field && field.isOwn()
        ? Optional.of(field.key())
        : Optional.empty();
  }

  /** Returns the value that a getter returns, if it does nothing else. */
  private Value returned(Event.Call call) {
    if (call.body().isEmpty()) {
      return Value.UNKNOWN;
    }
    Body getter = index.facts().body(call.body().getAsInt());
    List<Event> events =
        getter.flow().nodes().stream().map(Node::event).filter(e -> e != null).toList();
    return !getter.is(Modifier.SYNCHRONIZED)
            && events.size() == 1
            && events.get(0) instanceof Event.Return only
        ? only.value()
        : Value.UNKNOWN;
  }

  /** The code that sets the flag, except for its declaration and constructors. */
  public List<At<Event.Assign>> writes(FieldFacts flag) {
    return index.assignsTo(flag.key()).stream()
        .filter(
            a ->
                a.body().kind() != Body.Kind.CONSTRUCTOR
                    && a.body().kind() != Body.Kind.INITIALIZER
                    && a.body().kind() != Body.Kind.STATIC_INITIALIZER)
        .toList();
  }
}
