package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.Catalogue.TaskRun;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.AliasSet;
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.starts.GuardFlags;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * A callback that a class with a stop flag passes to another thread, and that does not check the
 * flag when it runs: an object that has been stopped notifies its listener.
 */
public final class CallbackAfterStopRule implements Rule {
  private static final String ATOMIC = "java.util.concurrent.atomic.AtomicBoolean";

  @Override
  public Pattern pattern() {
    return Pattern.CALLBACK_AFTER_STOP;
  }

  /**
   * A flag that an end method sets.
   *
   * @param ended its value afterwards
   */
  private record Flag(FieldKey key, boolean ended, boolean isAtomic) {}

  @Override
  public Stream<Finding> check(ClassIndex index) {
    List<Finding> findings = new ArrayList<>();
    EndMethods ends = index.get(EndMethods.KEY);
    for (At<Event.Call> at : index.callsThatMayRunArguments()) {
      for (int i = 0; i < at.event().arguments().size(); i++) {
        if (at.event().arguments().get(i) instanceof Value.Lambda lambda
            && index
                .library()
                .runs(at.event().method(), i)
                .filter(r -> r == TaskRun.LATER)
                .isPresent()
            && at.event().receiver() instanceof Value.Field executor) {
          finding(index, ends, at, lambda, executor.key()).ifPresent(findings::add);
        }
      }
    }
    return findings.stream().distinct();
  }

  private Optional<Finding> finding(
      ClassIndex index,
      EndMethods ends,
      At<Event.Call> at,
      Value.Lambda lambda,
      FieldKey executor) {
    Body method = index.declarations().aroundLambdas(at.body());
    Body task = index.facts().body(lambda.body());
    Optional<String> callback = callback(index, task);
    // The rarest property first.
    if (callback.isEmpty() || method.kind() != Body.Kind.METHOD || ends.isEnd(method)) {
      return Optional.empty();
    }
    List<Body> endMethods = ends.of(method.owner(), false);
    Optional<Flag> flag = flag(index, endMethods);
    if (flag.isEmpty()
        || looksAt(index, index.reach(task), flag.get().key())
        || endsItsTasks(index, endMethods, executor)) {
      return Optional.empty();
    }
    String test =
        (flag.get().ended() ? "" : "!")
            + flag.get().key().name()
            + (flag.get().isAtomic() ? ".get()" : "");
    return Optional.of(
        new Finding(
            pattern(),
            at.event().site(),
            callback.get()
                + " is called on another thread, possibly after "
                + endMethods.get(0).key().name()
                + "() has ended the object; check "
                + flag.get().key().name()
                + " first",
            new Remedy.CheckFlagFirst(lambda.body(), test)));
  }

  /**
   * A volatile or atomic flag to which an end method assigns a constant that differs from its
   * initial value.
   */
  private static Optional<Flag> flag(ClassIndex index, List<Body> endMethods) {
    for (Body end : endMethods) {
      List<FieldFacts> flags =
          index.declarations().fieldsOf(end.owner()).stream()
              .filter(CallbackAfterStopRule::mayBeFlag)
              .toList();
      for (Node node : end.flow().nodes()) {
        for (FieldFacts field : flags) {
          boolean isAtomic = field.type().equals(ATOMIC);
          if (GuardFlags.gives(node, field.key(), true)) {
            return Optional.of(new Flag(field.key(), true, isAtomic));
          }
          if (GuardFlags.gives(node, field.key(), false)) {
            return Optional.of(new Flag(field.key(), false, isAtomic));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean mayBeFlag(FieldFacts field) {
    boolean isVolatile =
        field.type().equals("boolean") && field.modifiers().contains(Modifier.VOLATILE);
    return (field.type().equals(ATOMIC) || isVolatile) && !field.isStatic();
  }

  private static Optional<String> callback(ClassIndex index, Body task) {
    for (Node node : task.flow().nodes()) {
      if (node.event() instanceof Event.Call call
          && !call.isStatic()
          && (call.body().isEmpty() || !index.facts().body(call.body().getAsInt()).hasCode())
          && !(call.receiver() instanceof Value.This)
          && index.library().isListener(call.method().owner())) {
        return Optional.of(call.method().name() + "()");
      }
    }
    return Optional.empty();
  }

  private static boolean looksAt(ClassIndex index, BitSet reached, FieldKey flag) {
    Set<FieldKey> read = new HashSet<>();
    for (int id = reached.nextSetBit(0); id >= 0; id = reached.nextSetBit(id + 1)) {
      for (Node node : index.facts().body(id).flow().nodes()) {
        if (node.event() instanceof Event.Branch branch) {
          add(branch.test(), read);
        } else if (node.event() instanceof Event.Call call
            && call.receiver() instanceof Value.Field field) {
          read.add(field.key());
        } else if (node.event() instanceof Event.Call call
            && call.receiver() instanceof Value.This
            && call.body().isEmpty()) {
          // An inherited method may check it.
          return true;
        } else if (node.event() instanceof Event.Return result
            && result.value() instanceof Value.Field field) {
          read.add(field.key());
        }
      }
    }
    return read.contains(flag);
  }

  private static void add(Event.Test test, Set<FieldKey> read) {
    for (Value value : test.values()) {
      if (value instanceof Value.Field field) {
        read.add(field.key());
      }
    }
  }

  /**
   * Returns whether the end method discards the queued tasks of the executor, or waits for them.
   */
  private static boolean endsItsTasks(ClassIndex index, List<Body> endMethods, FieldKey executor) {
    List<At<Event.Call>> calls =
        AliasSet.ofField(index, executor)
            .calls()
            .filter(at -> !JdkMethod.EXECUTOR_SERVICE_SHUTDOWN.isNamesake(at.event().method()))
            .toList();
    return !calls.isEmpty()
        && endMethods.stream()
            .map(index::reach)
            .anyMatch(reached -> calls.stream().anyMatch(at -> reached.get(at.body().id())));
  }
}
