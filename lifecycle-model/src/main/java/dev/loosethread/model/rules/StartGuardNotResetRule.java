package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow;
import dev.loosethread.model.facts.Flow.Edge;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.ownership.OwnerUses;
import dev.loosethread.model.ownership.StartMethods;
import dev.loosethread.model.starts.GuardFlags;
import dev.loosethread.model.starts.GuardFlags.Guard;
import dev.loosethread.model.starts.ThreadStarts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * A start guard that stays set when nothing runs: after a start that failed, or after a stop. Every
 * further start then silently does nothing.
 */
public final class StartGuardNotResetRule implements Rule {
  @Override
  public Pattern pattern() {
    return Pattern.START_GUARD_NOT_RESET;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    GuardFlags flags = new GuardFlags(index);
    List<Finding> findings = new ArrayList<>();
    for (Body body : index.get(StartMethods.KEY).all()) {
      flags
          .guardIn(body)
          .filter(guard -> isSilent(body, guard))
          .ifPresent(
              guard ->
                  afterFailure(index, body, guard)
                      .or(() -> afterStop(index, body, guard))
                      .ifPresent(findings::add));
    }
    return findings.stream();
  }

  /** Returns whether a second call just returns; if it throws, the object is meant for one use. */
  private static boolean isSilent(Body body, Guard guard) {
    for (Edge edge : guard.branch().successors()) {
      boolean launches =
          Paths.reaches(
              body.flow(), edge.target(), guard.launch().node().id(), guard.branch().id());
      if (!launches && !Paths.reaches(body.flow(), edge.target(), body.flow().exit())) {
        return false;
      }
    }
    return true;
  }

  private Optional<Finding> afterFailure(ClassIndex index, Body body, Guard guard) {
    int launching = guard.set().id();
    if (guard.set() == guard.branch()) {
      for (Edge edge : guard.branch().successors()) {
        if (Paths.reaches(body.flow(), edge.target(), guard.launch().node().id(), launching)) {
          launching = edge.target();
        }
      }
    }
    // Once something runs, the next start after a reset would create a second one.
    Set<Node> launches =
        index.get(ThreadStarts.KEY).andTasksIn(body).stream()
            .map(ThreadStarts.ThreadStart::node)
            .collect(Collectors.toSet());
    Predicate<Node> isDone = n -> launches.contains(n) || resets(index, n, guard);
    return Paths.failing(body.flow(), launching, isDone, index.hierarchy())
        .map(
            failing ->
                new Finding(
                    pattern(),
                    body.site(),
                    Messages.name(body)
                        + " sets "
                        + guard.flag().name()
                        + " and can fail afterwards at "
                        + Messages.name(failing.event())
                        + ", after which every further start does nothing; reset "
                        + guard.flag().name()
                        + " if the start fails",
                    endThatAsks(index, body, guard, isDone)
                        .<Remedy>map(
                            end ->
                                new Remedy.None(
                                    Messages.name(end) + " would release nothing after the reset"))
                        .orElseGet(
                            () ->
                                new Remedy.UndoOnFailure(
                                    GuardFlags.siteOf(guard.set()),
                                    new Remedy.Undo(guard.flag(), resetting(index, guard))))));
  }

  /**
   * An end method that does something only if the guard is set, where a start may fail after it has
   * kept something that has to be released.
   *
   * @param isDone whether a path needs no reset from this node on
   */
  private static Optional<Body> endThatAsks(
      ClassIndex index, Body start, Guard guard, Predicate<Node> isDone) {
    boolean keepsSomething =
        index.assignsIn(start).stream()
            .filter(at -> at.event().target() instanceof Value.Field field && field.isOwn())
            .filter(at -> isReleasable(index, at.event().value()))
            .filter(at -> Paths.reaches(start.flow(), guard.set().id(), at.node().id()))
            .anyMatch(
                at ->
                    Paths.failing(start.flow(), at.node().id(), isDone, index.hierarchy())
                        .isPresent());
    if (!keepsSomething) {
      return Optional.empty();
    }
    GuardFlags flags = new GuardFlags(index);
    return index.get(EndMethods.KEY).of(start.owner(), false).stream()
        .filter(end -> end.flow().nodes().stream().anyMatch(n -> flags.asks(n, guard.flag())))
        .findFirst();
  }

  private static boolean isReleasable(ClassIndex index, Value value) {
    return value instanceof Value.Result
        && value
            .typeName()
            .filter(
                type ->
                    index.library().ownerKind(type).isPresent()
                        || index.hierarchy().isSubtype(type, "java.lang.AutoCloseable"))
            .isPresent();
  }

  private static String resetting(ClassIndex index, Guard guard) {
    boolean isPlain =
        index.facts().field(guard.flag()).filter(f -> f.type().equals("boolean")).isPresent();
    return isPlain ? " = " + !guard.started() : ".set(" + !guard.started() + ")";
  }

  /** Returns whether the node resets the guard, or calls a method that may reset it. */
  private static boolean resets(ClassIndex index, Node node, Guard guard) {
    if (GuardFlags.gives(node, guard.flag(), !guard.started())) {
      return true;
    }
    if (!(node.event() instanceof Event.Call call)) {
      return false;
    }
    if (index.library().promisesRelease(call.method().name())
        || call.method().name().startsWith("fail")) {
      return true;
    }
    return call.body().isPresent()
        && !call.isNew()
        && mayReset(index, index.facts().body(call.body().getAsInt()), guard);
  }

  private static boolean mayReset(ClassIndex index, Body callee, Guard guard) {
    BitSet reached = index.reach(callee);
    return index.facts().bodies().stream()
        .filter(b -> reached.get(b.id()))
        .flatMap(b -> b.flow().nodes().stream())
        .anyMatch(n -> GuardFlags.gives(n, guard.flag(), !guard.started()));
  }

  /** A stop method that stops what every start creates, but does not reset the guard. */
  private Optional<Finding> afterStop(ClassIndex index, Body body, Guard guard) {
    FieldFacts flag = index.facts().field(guard.flag()).orElse(null);
    FieldKey kept = guard.launch().field().orElse(null);
    if (flag == null
        || kept == null
        || !flag.isPrivate()
        || guard.launch().owner().isPresent()
        || isWrittenElsewhere(index, body, guard)
        || asksOtherFlags(index, body, guard.flag())) {
      return Optional.empty();
    }
    EndMethods ends = index.get(EndMethods.KEY);
    OwnerUses uses = OwnerUses.ofField(index, kept);
    return ends.of(body.owner(), false).stream()
        // A close or a shutdown is final.
        .filter(e -> e.key().name().startsWith("stop") && !e.is(Modifier.PRIVATE))
        .filter(e -> e.parameters().isEmpty())
        .filter(e -> ends(uses, index.reach(e)))
        .findFirst()
        .map(
            stop ->
                new Finding(
                    pattern(),
                    stop.site(),
                    Messages.name(stop)
                        + " ends "
                        + kept.name()
                        + " but leaves "
                        + guard.flag().name()
                        + " unchanged, so "
                        + Messages.name(body)
                        + " does nothing afterwards; reset "
                        + guard.flag().name()
                        + " in "
                        + Messages.name(stop),
                    new Remedy.ResetGuard(guard.flag(), resetting(index, guard), stop.id())));
  }

  private static boolean ends(OwnerUses uses, BitSet reached) {
    return uses.releases().stream().anyMatch(r -> reached.get(r.body().id()));
  }

  private static boolean isWrittenElsewhere(ClassIndex index, Body start, Guard guard) {
    return index.facts().bodies().stream()
        .filter(b -> b != start && b.kind() != Body.Kind.INITIALIZER)
        .filter(b -> b.kind() != Body.Kind.CONSTRUCTOR)
        .flatMap(b -> b.flow().nodes().stream())
        .anyMatch(n -> GuardFlags.writes(n, guard.flag()));
  }

  /** With another flag in the start method, the object has more than two states. */
  private static boolean asksOtherFlags(ClassIndex index, Body start, FieldKey flag) {
    GuardFlags flags = new GuardFlags(index);
    Flow flow = start.flow();
    return flow.nodes().stream()
        .anyMatch(
            n ->
                n.event() instanceof Event.Throw
                    || (n.event() instanceof Event.Branch branch
                        && flags.asked(branch.test()) != null
                        && !flag.equals(flags.asked(branch.test()))));
  }
}
