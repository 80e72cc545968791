package dev.loosethread.model.starts;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Event.Test;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Kind;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The boolean fields by which start methods recognise a second call. */
public final class GuardFlags {
  private static final String ATOMIC = "java.util.concurrent.atomic.AtomicBoolean";

  private final ClassIndex index;

  public GuardFlags(ClassIndex index) {
    this.index = index;
  }

  /**
   * A guard in a start method.
   *
   * @param started the flag's value once started
   * @param branch the test at which a second call takes another path
   * @param set the assignment of the started value
   * @param launch the guarded launch
   */
  public record Guard(
      FieldKey flag, boolean started, Node branch, Node set, ThreadStarts.ThreadStart launch) {}

  /** The first guard in the method, in one atomic step or in two. */
  public Optional<Guard> guardIn(Body body) {
    List<ThreadStarts.ThreadStart> launches = index.get(ThreadStarts.KEY).andTasksIn(body);
    for (Node node : body.flow().nodes()) {
      if (!(node.event() instanceof Event.Branch branch)) {
        continue;
      }
      FieldKey plain = asked(branch.test());
      At<Event.Call> transition = transition(branch.test());
      for (ThreadStarts.ThreadStart launch : launches) {
        Boolean value = startedValue(body.flow(), node, launch.node().id());
        if (value == null) {
          continue;
        }
        if (plain != null) {
          Node set = set(body, plain, value, node, launch.node().id());
          if (set != null) {
            return Optional.of(new Guard(plain, value, node, set, launch));
          }
        } else if (transition != null) {
          FieldKey flag = ((Value.Field) transition.event().receiver()).key();
          return Optional.of(new Guard(flag, newValue(transition.event()), node, node, launch));
        }
      }
    }
    return Optional.empty();
  }

  private @Nullable At<Event.Call> transition(Test test) {
    if (!(test instanceof Test.Truth truth) || !(truth.value() instanceof Value.Result result)) {
      return null;
    }
    At<Event.Call> at = index.call(result.call());
    boolean isTransition =
        at != null
            && (JdkMethod.ATOMIC_BOOLEAN_COMPARE_AND_SET.is(at.event().method())
                || JdkMethod.ATOMIC_BOOLEAN_GET_AND_SET.is(at.event().method()))
            && at.event().receiver() instanceof Value.Field field
            && field.isOwn()
            && !field.isStatic()
            && last(at.event()) instanceof Value.Constant constant
            && constant.value() instanceof Boolean;
    return isTransition ? at : null;
  }

  private static Value last(Event.Call call) {
    return call.arguments().isEmpty()
        ? Value.UNKNOWN
        : call.arguments().get(call.arguments().size() - 1);
  }

  private static boolean newValue(Event.Call call) {
    return (Boolean) ((Value.Constant) last(call)).value();
  }

  /** Returns the boolean field that a test reads, directly or through {@code get()}; else null. */
  public @Nullable FieldKey asked(Test test) {
    if (!(test instanceof Test.Truth truth)) {
      return null;
    }
    Value value = truth.value();
    if (value instanceof Value.Result result) {
      At<Event.Call> at = index.call(result.call());
      if (at == null || !JdkMethod.ATOMIC_BOOLEAN_GET.is(at.event().method())) {
        return null;
      }
      value = at.event().receiver();
    }
    if (!(value instanceof Value.Field field) || field.isStatic() || !field.isOwn()) {
      return null;
    }
    FieldFacts facts = index.facts().field(field.key()).orElse(null);
    boolean isFlag =
        facts != null
            && (facts.type().equals("boolean") || facts.type().equals(ATOMIC))
            && facts.annotations().stream().noneMatch(a -> a.endsWith("GuardedBy"));
    return isFlag ? field.key() : null;
  }

  /** Returns whether the node is a test of the flag, be it one that sets it as well. */
  public boolean asks(Node node, FieldKey flag) {
    if (!(node.event() instanceof Event.Branch branch)) {
      return false;
    }
    At<Event.Call> transition = transition(branch.test());
    return flag.equals(asked(branch.test()))
        || (transition != null
            && transition.event().receiver() instanceof Value.Field field
            && field.key().equals(flag));
  }

  /** Returns the flag's value that skips the launch, or null if the test does not decide. */
  public static @Nullable Boolean startedValue(Flow flow, Node branch, int launch) {
    Boolean started = null;
    for (Edge edge : branch.successors()) {
      boolean value = edge.kind() == Kind.TRUE;
      boolean launches = Paths.reaches(flow, edge.target(), launch, branch.id());
      boolean avoids =
          Paths.reaches(flow, edge.target(), flow.exit(), launch)
              || Paths.reaches(flow, edge.target(), flow.throwExit(), launch);
      if (!launches && avoids) {
        started = value;
      } else if (!launches) {
        return null;
      }
    }
    return started;
  }

  /** Returns the node that sets the flag on a path through the launching branch, or null. */
  public @Nullable Node set(Body body, FieldKey flag, boolean started, Node branch, int launch) {
    for (Node node : body.flow().nodes()) {
      boolean isWithLaunch =
          Paths.reaches(body.flow(), node.id(), launch)
              || Paths.reaches(body.flow(), launch, node.id());
      // An atomic test-and-set is not a second step.
      if (sets(node, flag, started)
          && isWithLaunch
          && Paths.reaches(body.flow(), branch.id(), node.id())) {
        return node;
      }
    }
    return null;
  }

  /** Returns whether the node assigns this value to the flag without a test of the old one. */
  private static boolean sets(Node node, FieldKey flag, boolean value) {
    if (node.event() instanceof Event.Assign assign) {
      return assign.target() instanceof Value.Field field
          && field.key().equals(flag)
          && assign.value().equals(new Value.Constant(value));
    }
    return isCall(node, flag, value, JdkMethod.ATOMIC_BOOLEAN_SET);
  }

  /** Returns whether the node assigns this value to the flag in any way. */
  public static boolean gives(Node node, FieldKey flag, boolean value) {
    return sets(node, flag, value)
        || isCall(
            node,
            flag,
            value,
            JdkMethod.ATOMIC_BOOLEAN_LAZY_SET,
            JdkMethod.ATOMIC_BOOLEAN_COMPARE_AND_SET,
            JdkMethod.ATOMIC_BOOLEAN_GET_AND_SET);
  }

  private static boolean isCall(Node node, FieldKey flag, boolean value, JdkMethod... methods) {
    return node.event() instanceof Event.Call call
        && call.receiver() instanceof Value.Field field
        && field.key().equals(flag)
        && Stream.of(methods).anyMatch(method -> method.is(call.method()))
        && last(call).equals(new Value.Constant(value));
  }

  /** Returns whether the node assigns any value to the flag. */
  public static boolean writes(Node node, FieldKey flag) {
    if (node.event() instanceof Event.Assign assign) {
      return assign.target() instanceof Value.Field field && field.key().equals(flag);
    }
    return node.event() instanceof Event.Call call
        && call.receiver() instanceof Value.Field field
        && field.key().equals(flag)
        && !JdkMethod.ATOMIC_BOOLEAN_GET.isNamesake(call.method());
  }

  public static Site siteOf(Node set) {
    if (set.event() instanceof Event.Call call) {
      return call.site();
    }
    if (set.event() instanceof Event.Assign assign) {
      return assign.site();
    }
    if (set.event() instanceof Event.Branch branch) {
      return branch.site();
    }
    throw new IllegalArgumentException("sets no flag: " + set);
  }
}
