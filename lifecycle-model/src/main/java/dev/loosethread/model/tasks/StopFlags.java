package dev.loosethread.model.tasks;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.LoopExits;
import dev.loosethread.model.flow.Loops.Exit;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Mentions.Atom;
import dev.loosethread.model.index.ValueIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** The flags in fields that loops of tasks poll to decide whether to exit. */
public final class StopFlags {
  public static final AnalysisKey<StopFlags> KEY = AnalysisKey.of(StopFlags::new);

  private static final String ATOMIC = "java.util.concurrent.atomic.AtomicBoolean";
  private static final Set<String> READS =
      Set.of("get", "getPlain", "getAcquire", "getOpaque", "toString");

  private final ClassIndex index;
  private @Nullable List<Poll> polls;
  private @Nullable List<Poll> pollsElsewhere;

  private StopFlags(ClassIndex index) {
    this.index = index;
  }

  /**
   * One test of a flag.
   *
   * @param node the branch that leaves the loop
   */
  public record Poll(FieldFacts flag, Body body, Flow.Loop loop, LoopExits exits, Node node) {
    /** Returns the value of the flag at which the branch leaves the loop. */
    public boolean endingValue() {
      return node.successors().stream()
          .anyMatch(e -> !exits.contains(e.target()) && e.kind() == Kind.TRUE);
    }
  }

  /** Returns the tests in loops of tasks. */
  public List<Poll> polls() {
    if (polls == null) {
      polls = find(true);
    }
    return polls;
  }

  /** Returns the tests in loops of code that does not run as a task, as far as is visible. */
  public List<Poll> pollsElsewhere() {
    if (pollsElsewhere == null) {
      pollsElsewhere = find(false);
    }
    return pollsElsewhere;
  }

  private List<Poll> find(boolean inTasks) {
    List<Poll> polls = new ArrayList<>();
    for (Body body : index.facts().bodies()) {
      if (body.hasCode()
          && !body.isOpaque()
          && !body.flow().loops().isEmpty()
          // Checked last, because finding the tasks takes time.
          && index.get(TaskBodies.KEY).contains(body) == inTasks) {
        polls(body, polls);
      }
    }
    return List.copyOf(polls);
  }

  private void polls(Body body, List<Poll> polls) {
    for (Flow.Loop loop : body.flow().loops()) {
      // It ends by itself, and the flag only makes it end earlier.
      if (loop.kind() == Flow.LoopKind.FOR_EACH) {
        continue;
      }
      LoopExits exits = index.exits(body, loop);
      for (Exit exit : exits.planned()) {
        flagOf(exit).ifPresent(flag -> polls.add(new Poll(flag, body, loop, exits, exit.from())));
      }
    }
  }

  private static boolean isPlainFlag(FieldFacts field) {
    return field.type().equals("boolean")
        && !field.isFinal()
        && field.annotations().stream().noneMatch(a -> a.endsWith("GuardedBy"));
  }

  /** Returns whether the flag is an AtomicBoolean: what changes is its value, not the field. */
  private static boolean isAtomic(FieldFacts field) {
    return field.type().equals(ATOMIC) && field.isFinal();
  }

  /** The flag that the branch tests, directly or through a getter of the class. */
  Optional<FieldFacts> flagOf(Exit exit) {
    if (!(exit.from().event() instanceof Event.Branch branch)
        || !(branch.test() instanceof Event.Test.Truth truth)) {
      return Optional.empty();
    }
    Value value = read(truth.value());
    return value instanceof Value.Field field && field.isOwn()
        ? index.facts().field(field.key()).filter(flag -> isPlainFlag(flag) || isAtomic(flag))
        : Optional.empty();
  }

  /** The field behind a value: {@code running}, {@code isRunning()}, {@code running.get()}. */
  private Value read(Value value) {
    Event.Call call = index.callOf(value).orElse(null);
    if (call == null) {
      return value;
    }
    return isAtomicRead(call) ? call.receiver() : read(returned(call));
  }

  private static boolean isAtomicRead(Event.Call call) {
    return call.method().owner().equals(ATOMIC) && READS.contains(call.method().name());
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
            && !events.isEmpty()
            && events.get(events.size() - 1) instanceof Event.Return last
            && (events.size() == 1
                || (events.size() == 2
                    && events.get(0) instanceof Event.Call read
                    && isAtomicRead(read)))
        ? last.value()
        : Value.UNKNOWN;
  }

  /**
   * Returns whether nothing gives the flag the value that ends the loop, once it has got its first
   * value. Code that starts the loop may set it to the other one, again and again.
   */
  public boolean isNeverEnding(Poll poll) {
    return isAtomic(poll.flag())
        ? isNeverChanged(poll.flag())
        : writes(poll.flag()).stream()
            .map(write -> write.event().value())
            .allMatch(new Value.Constant(!poll.endingValue())::equals);
  }

  /** Returns whether a constructor or an initialiser in braces sets the flag. */
  public boolean isSetAtFirst(FieldFacts flag) {
    return index.assignsTo(flag.key()).stream()
        .anyMatch(
            at ->
                at.body().kind() == Body.Kind.CONSTRUCTOR
                    || !(at.event().value() instanceof Value.Constant));
  }

  private boolean isNeverChanged(FieldFacts flag) {
    Atom atom = new Atom.Field(flag.key());
    ValueIndex values = index.values();
    // Whatever else has the flag may change it.
    return index.assignsTo(flag.key()).stream().allMatch(at -> isNew(at.event().value()))
        && Stream.of(values.assigned(), values.returned(), values.references(), values.wrapped())
            .allMatch(uses -> uses.of(atom).isEmpty())
        && values.calls().of(atom).stream()
            .map(i -> index.calls().get(i).event())
            .allMatch(call -> isAtomicRead(call) && call.arguments().isEmpty());
  }

  private boolean isNew(Value value) {
    return index.callOf(value).filter(Event.Call::isNew).isPresent();
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
