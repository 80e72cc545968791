package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.OwnerFactories;
import dev.loosethread.model.ownership.AliasSet;
import dev.loosethread.model.ownership.AliveThreads;
import dev.loosethread.model.ownership.OwnerUses;
import dev.loosethread.model.ownership.ProcessLife;
import dev.loosethread.model.ownership.ReleasePaths;
import dev.loosethread.model.ownership.ReleasePaths.Way;
import dev.loosethread.model.ownership.ReleaseSafety;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An executor that only a method's own variable holds, and that some path leaves running. */
public final class LocalExecutorNotShutDownRule implements Rule {
  @Override
  public Pattern pattern() {
    return Pattern.LOCAL_EXECUTOR_NOT_SHUT_DOWN;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    List<Finding> findings = new ArrayList<>();
    if (!index.createsOwners()) {
      return findings.stream();
    }
    Set<Integer> seen = new HashSet<>();
    for (At<Event.Call> at : index.get(OwnerFactories.KEY).obtaining(OwnerKind.EXECUTOR)) {
      if (isJudged(index, at) && seen.add(at.event().id())) {
        finding(index, at).ifPresent(findings::add);
      }
    }
    return findings.stream();
  }

  private static boolean isJudged(ClassIndex index, At<Event.Call> at) {
    Body body = at.body();
    return body.kind() != Body.Kind.INITIALIZER
        && body.kind() != Body.Kind.LAMBDA
        && !at.node().inFinally()
        && !index.get(ProcessLife.KEY).runsOnce(body);
  }

  private Optional<Finding> finding(ClassIndex index, At<Event.Call> at) {
    Body body = at.body();
    AliasSet aliases = AliasSet.ofResult(index, at.event().id());
    OwnerUses uses = new OwnerUses(index, aliases);
    if (aliases.isStored()
        || aliases.isReturned()
        || uses.escapes()
        || index.get(AliveThreads.KEY).endWhenIdle(List.of(at.event()), aliases)
        // A release in code that runs at another time, if it runs at all.
        || uses.releases().stream().anyMatch(r -> r.body() != body)) {
      return Optional.empty();
    }
    if (uses.releases().isEmpty()) {
      return Optional.of(finding(index, at, aliases, "nothing shuts it down"));
    }
    BitSet releases = new BitSet();
    uses.releases().forEach(r -> releases.set(r.node().id()));
    ReleasePaths paths = new ReleasePaths(index, body.flow());
    return firstUses(index, at, aliases, releases)
        .flatMap(node -> paths.open(node.id(), releases, aliases).stream())
        .min(Comparator.naturalOrder())
        .map(
            way ->
                finding(
                    index,
                    at,
                    aliases,
                    way == Way.ON_RETURN
                        ? "the method can return without shutting it down"
                        : "an expected exception skips its shutdown"));
  }

  /**
   * The places from which on there may be threads: an executor starts them when tasks arrive
   * (ThreadPoolExecutor javadoc). Its creation, if the method itself gives it none.
   */
  private static Stream<Node> firstUses(
      ClassIndex index, At<Event.Call> creation, AliasSet aliases, BitSet releases) {
    List<At<Event.Call>> uses =
        aliases
            .calls()
            // Whoever is given it to end it gives it its tasks.
            .filter(at -> !releases.get(at.node().id()))
            .filter(at -> !aliases.contains(at.event().receiver()) || handsOver(index, at))
            .toList();
    return uses.isEmpty() || uses.stream().anyMatch(at -> at.body() != creation.body())
        ? Stream.of(creation.node())
        : uses.stream().map(At::node);
  }

  private static boolean handsOver(ClassIndex index, At<Event.Call> at) {
    return index.library().handsOverATask(at.event());
  }

  private Finding finding(ClassIndex index, At<Event.Call> at, AliasSet aliases, String how) {
    Remedy remedy = index.get(ReleaseSafety.KEY).inFinally(at, aliases, "shutdown()");
    return new Finding(
        pattern(),
        at.event().site(),
        "the executor that "
            + Messages.name(at.body())
            + " creates is not used elsewhere, and "
            + how
            + ", so its threads keep running; shut it down "
            + ReleaseSafety.when(remedy),
        remedy);
  }
}
