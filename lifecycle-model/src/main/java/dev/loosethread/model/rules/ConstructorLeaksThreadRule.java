package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.ReleaseSafety;
import dev.loosethread.model.starts.LiveOwners;
import dev.loosethread.model.starts.LiveOwners.Live;
import dev.loosethread.model.tasks.TaskBodies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A constructor that can still fail after it started a thread: its caller gets no object and cannot
 * stop the thread.
 */
public final class ConstructorLeaksThreadRule implements Rule {
  @Override
  public Pattern pattern() {
    return Pattern.CONSTRUCTOR_LEAKS_THREAD;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    List<Finding> findings = new ArrayList<>();
    if (!index.createsOwners() && index.get(TaskBodies.KEY).isEmpty()) {
      return findings.stream();
    }
    for (Body body : index.facts().bodies()) {
      if (body.kind() == Body.Kind.CONSTRUCTOR && body.hasCode() && !body.isOpaque()) {
        finding(index, body).ifPresent(findings::add);
      }
    }
    return findings.stream();
  }

  private Optional<Finding> finding(ClassIndex index, Body body) {
    List<Live> lives = new LiveOwners(index).startedIn(body);
    for (Live live : lives) {
      Optional<Node> failing =
          Paths.failing(
              body.flow(), live.node().id(), node -> undoes(index, node), index.hierarchy());
      if (failing.isPresent() && !isHandedOut(index, body)) {
        return Optional.of(
            new Finding(
                pattern(),
                live.site(),
                "the constructor "
                    + live.action()
                    + " and can fail afterwards at "
                    + Messages.name(failing.get().event())
                    + ", so no caller gets an object to stop it; do it last, or undo it if the"
                    + " rest fails",
                lives.size() == 1 && live.undo().isPresent()
                    ? index.get(ReleaseSafety.KEY).undoOnFailure(live.site(), live.undo().get())
                    : new Remedy.None(
                        lives.size() == 1
                            ? "no field of its own holds it"
                            : "the constructor starts several")));
      }
    }
    return Optional.empty();
  }

  /** Any call that looks like a release, whatever it releases. */
  private static boolean undoes(ClassIndex index, Node node) {
    if (node.event() instanceof Event.Call call) {
      return index.library().promisesRelease(call.method().name())
          || JdkMethod.THREAD_INTERRUPT.isNamesake(call.method())
          || JdkMethod.EXECUTOR_SERVICE_SHUTDOWN_NOW.isNamesake(call.method());
    }
    return node.handler().isPresent()
        && node.event() instanceof Event.Assign assign
        && assign.target() instanceof Value.Field;
  }

  /**
   * Returns whether other code gets the object before the constructor returns, and may release it.
   */
  private static boolean isHandedOut(ClassIndex index, Body body) {
    for (Node node : body.flow().nodes()) {
      if (node.event() instanceof Event.Call call && !call.isSuper()) {
        for (int i = 0; i < call.arguments().size(); i++) {
          if (call.arguments().get(i) instanceof Value.This self
              && self.type().equals(body.owner())
              && !call.isNew()
              && index.library().runs(call.method(), i).isEmpty()) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
