package dev.loosethread.model.ownership;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.tasks.EndlessLoops;
import dev.loosethread.model.tasks.TaskCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what an end method must have done before it releases an owner: what it still hands to the
 * owner's tasks, such as a last element of a queue or a stop flag, and the release of other objects
 * that use the owner. A release of what the tasks use comes after that of the owner.
 */
final class ReleaseOrder {
  private final ClassIndex index;
  private final AliasSet aliases;
  private final List<TaskCode> tasks;

  /** The fields that the owner's tasks test, wait for or take their work from. */
  private final Set<FieldKey> read = new HashSet<>();

  /** The fields with objects that got the owner when they were created. */
  private final Set<FieldKey> users = new HashSet<>();

  /** The fields whose change, release or interrupt ends other code that hands the owner tasks. */
  private final Set<FieldKey> feeding = new HashSet<>();

  /** The fields through which the owner's tasks say that they are done. */
  private final Set<FieldKey> signalled = new HashSet<>();

  private final List<Feeder> feeders = new ArrayList<>();

  private final boolean isUnseen;

  /**
   * A thread of this class that hands tasks to the owner.
   *
   * @param ends the fields that keep it, or that it signals when it is done
   * @param sources the fields that it tests, waits for or takes its work from
   */
  private record Feeder(
      At<Event.Call> creation, TaskCode code, Set<FieldKey> ends, Set<FieldKey> sources) {}

  private ReleaseOrder(ClassIndex index, AliasSet aliases, Stream<Event.Call> creations) {
    this.index = index;
    this.aliases = aliases;
    this.tasks = findTasks(creations);
    this.isUnseen = tasks.isEmpty() || tasks.stream().anyMatch(TaskCode::isUnseen);
    tasks.stream()
        .flatMap(task -> task.allHere().stream())
        .flatMap(body -> body.flow().nodes().stream())
        .forEach(node -> addRead(node, read));
    tasks.forEach(task -> addSignalled(task, signalled));
    findUsers();
    findFeeding();
  }

  /** Returns the order for the owner that a field holds. */
  static ReleaseOrder of(ClassIndex index, FieldKey field) {
    return new ReleaseOrder(
        index,
        OwnerUses.ofField(index, field).aliases(),
        FieldOrigins.of(index, field).creations().stream().map(FieldOrigins.Creation::call));
  }

  /** Returns the order for an owner that a new field is to keep. */
  static ReleaseOrder of(ClassIndex index, At<Event.Call> creation) {
    return new ReleaseOrder(
        index, AliasSet.ofResult(index, creation.event().id()), Stream.of(creation.event()));
  }

  /** What stands for the owner. */
  AliasSet aliases() {
    return aliases;
  }

  /** The code that the owner runs, as far as this class hands it over. */
  List<TaskCode> tasks() {
    return tasks;
  }

  private List<TaskCode> findTasks(Stream<Event.Call> creations) {
    List<TaskCode> found = new ArrayList<>();
    aliases.tasks().forEach(found::add);
    creations
        .filter(call -> index.created(call).filter(k -> k == OwnerKind.THREAD).isPresent())
        .forEach(call -> found.add(TaskCode.ofThread(index, call)));
    return found;
  }

  private void addRead(Node node, Set<FieldKey> into) {
    if (node.event() instanceof Event.Call call) {
      if (index.library().isSource(call.method()) || index.library().waits(call.method())) {
        addField(call.receiver(), into);
      }
    } else if (node.event() instanceof Event.Branch branch) {
      branch.test().values().forEach(value -> addTested(value, into));
    }
  }

  private void addSignalled(TaskCode code, Set<FieldKey> into) {
    code.allHere().stream()
        .flatMap(body -> index.callsIn(body.id()).stream())
        .map(At::event)
        .filter(call -> index.library().isSignal(call.method()))
        .forEach(call -> addField(call.receiver(), into));
  }

  /** {@code running}, {@code running.get()}. */
  private void addTested(Value value, Set<FieldKey> into) {
    index.callOf(value).ifPresent(call -> addField(call.receiver(), into));
    addField(value, into);
  }

  private static void addField(Value value, Set<FieldKey> into) {
    if (value instanceof Value.Field used) {
      into.add(used.key());
    } else if (value instanceof Value.Element element) {
      addField(element.container(), into);
    } else if (value instanceof Value.Choice choice) {
      choice.alternatives().forEach(alternative -> addField(alternative, into));
    }
  }

  private void findUsers() {
    aliases
        .calls()
        .map(At::event)
        .filter(call -> call.arguments().stream().anyMatch(aliases::contains))
        .flatMap(call -> AliasSet.ofResult(index, call.id()).keepers().stream())
        .filter(keeper -> !aliases.contains(keeper))
        .forEach(users::add);
  }

  /**
   * A thread of this class that hands tasks to the owner has to end first: after the shutdown, its
   * next task would be rejected.
   */
  private void findFeeding() {
    Set<Body> giving =
        aliases
            .callsOn()
            .filter(at -> !TaskCode.givenBy(index, at.event()).isEmpty())
            .map(At::body)
            .collect(Collectors.toSet());
    if (giving.isEmpty()) {
      return;
    }
    for (At<Event.Call> at : index.calls()) {
      if (index.created(at.event()).filter(k -> k == OwnerKind.THREAD).isEmpty()) {
        continue;
      }
      TaskCode code = TaskCode.ofThread(index, at.event());
      if (code.allHere().stream().anyMatch(giving::contains)) {
        Set<FieldKey> ends = new HashSet<>(AliasSet.ofResult(index, at.event().id()).keepers());
        addSignalled(code, ends);
        Set<FieldKey> sources = new HashSet<>();
        code.allHere().stream()
            .flatMap(body -> body.flow().nodes().stream())
            .forEach(node -> addRead(node, sources));
        feeders.add(new Feeder(at, code, ends, sources));
        feeding.addAll(ends);
        feeding.addAll(sources);
      }
    }
    feeding.removeIf(aliases::contains);
  }

  /** Returns the places in the end method that have to come before the release. */
  List<Site> before(Body end) {
    List<Site> sites = new ArrayList<>();
    for (Node node : end.flow().nodes()) {
      if (node.event() instanceof Event.Call call && comesBefore(call, new HashSet<>())) {
        sites.add(call.site());
      } else if (node.event() instanceof Event.Assign assign && comesBefore(assign)) {
        sites.add(assign.site());
      }
    }
    return sites;
  }

  /**
   * Returns whether an end method tells the tasks to end, as far as it shows: it sets or signals
   * what they test or wait for, or hands them a last element.
   */
  boolean tells(Body end) {
    BitSet reach = index.reach(end);
    return index
            .callsIn(reach)
            .map(At::event)
            .anyMatch(
                call ->
                    call.receiver() instanceof Value.Field target
                        && read.contains(target.key())
                        && (!call.arguments().isEmpty() || index.library().isSignal(call.method())))
        || read.stream()
            .flatMap(target -> index.assignsTo(target).stream())
            .anyMatch(at -> reach.get(at.body().id()));
  }

  /** Returns why there is no place for the release in the end method; empty if there is one. */
  Optional<String> conflictIn(Body end) {
    int last = before(end).stream().mapToInt(Site::line).max().orElse(0);
    return index.assignsIn(end).stream()
        .filter(at -> at.event().target() instanceof Value.Field f && aliases.contains(f))
        .filter(at -> at.event().site().line() < last)
        .findFirst()
        .map(at -> "line " + at.event().site().line() + " forgets it before line " + last);
  }

  /**
   * Returns a thread that may still hand tasks to the owner after the end method, which only tells
   * it to end once it has done what there is to do. One that only an interrupt ends is a leak of
   * its own, whose fix waits.
   */
  Optional<String> feederAfter(Optional<Body> end) {
    return feeders.stream()
        .filter(feeder -> index.get(EndlessLoops.KEY).in(feeder.code()).isEmpty())
        .filter(feeder -> end.filter(body -> ends(body, feeder)).isEmpty())
        .findFirst()
        .map(Feeder::creation)
        .map(at -> "the thread of line " + at.event().site().line() + " may still hand it tasks");
  }

  private boolean ends(Body end, Feeder feeder) {
    return index
        .callsIn(index.reach(end))
        .map(At::event)
        .anyMatch(call -> call.receiver() instanceof Value.Field f && ends(call, f.key(), feeder));
  }

  /** It is awaited, interrupted, or loses what it takes its work from. */
  private boolean ends(Event.Call call, FieldKey receiver, Feeder feeder) {
    if (feeder.ends().contains(receiver)) {
      return index.library().isAwait(call.method())
          || isWait(call)
          || JdkMethod.THREAD_INTERRUPT.isNamesake(call.method());
    }
    return feeder.sources().contains(receiver)
        && index.library().promisesRelease(call.method().name());
  }

  private boolean isWait(Event.Call call) {
    return index.library().waits(call.method()) || index.library().isSource(call.method());
  }

  /** The fields with objects that use the owner. */
  Set<FieldKey> users() {
    return users;
  }

  private boolean comesBefore(Event.Assign assign) {
    return assign.target() instanceof Value.Field target
        && !aliases.contains(target)
        && mayBeRead(target.key());
  }

  /** Tasks that are not visible may read any field of this class. */
  private boolean mayBeRead(FieldKey used) {
    return read.contains(used)
        || feeding.contains(used)
        || (isUnseen && index.facts().field(used).isPresent());
  }

  private boolean comesBefore(Event.Call call, Set<Body> seen) {
    if (index.library().releasesReceiver(call.method()) && aliases.contains(call.receiver())) {
      return false;
    }
    Set<FieldKey> named = new HashSet<>();
    addField(call.receiver(), named);
    call.arguments().forEach(argument -> addField(argument, named));
    if (aliases.contains(call.receiver())
        || call.arguments().stream().anyMatch(aliases::contains)
        || named.stream().anyMatch(users::contains)
        || named.stream().anyMatch(feeding::contains)) {
      return true;
    }
    if (named.stream().anyMatch(signalled::contains) && isWait(call)) {
      return true;
    }
    boolean isRelease = index.library().promisesRelease(call.method().name());
    if (!isRelease && named.stream().anyMatch(this::mayBeRead)) {
      return true;
    }
    return index.calledMethod(call).filter(callee -> comesBefore(callee, seen)).isPresent();
  }

  private boolean comesBefore(Body callee, Set<Body> seen) {
    BitSet reach = index.reach(callee);
    return reach.stream()
        .mapToObj(index.facts()::body)
        .filter(seen::add)
        .flatMap(body -> body.flow().nodes().stream())
        .map(Node::event)
        .anyMatch(
            event ->
                (event instanceof Event.Call call && comesBefore(call, seen))
                    || (event instanceof Event.Assign assign && comesBefore(assign)));
  }
}
