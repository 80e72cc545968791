package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.Catalogue;
import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.rules.FactsIndex.At;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javax.lang.model.element.Modifier;

/** Owners that only a local variable or a temporary ever holds. */
final class LocalOwners {
  private final FactsIndex index;
  private final Catalogue catalogue;

  LocalOwners(FactsIndex index, Catalogue catalogue) {
    this.index = index;
    this.catalogue = catalogue;
  }

  /** Findings about the owners of this kind that no path releases and nobody else gets. */
  List<Finding> leaks(
      OwnerKind kind, Pattern pattern, Remedy.Release release, String type, String releases) {
    List<Finding> findings = new ArrayList<>();
    for (At<Event.Call> at : index.calls()) {
      if (isLocal(at, kind)) {
        findings.add(finding(at, pattern, release, type, releases));
      }
    }
    return findings.stream().distinct().toList();
  }

  private boolean isLocal(At<Event.Call> at, OwnerKind kind) {
    Body body = at.body();
    if (index.created(at.event()).filter(k -> k == kind).isEmpty()
        || at.event().isDiscarded()
        || body.kind() == Body.Kind.STATIC_INITIALIZER
        || body.kind() == Body.Kind.LAMBDA
        || isMain(body)
        || at.node().inFinally()) {
      return false;
    }
    Aliases aliases = Aliases.ofResult(index, catalogue, at.event().id());
    if (aliases.isStored()) {
      return false;
    }
    Uses uses = new Uses(index, catalogue, aliases);
    return !uses.escapes() && uses.releases().isEmpty() && !isReturned(body, aliases);
  }

  /** A factory hands it on, even a private one. */
  private boolean isReturned(Body body, Aliases aliases) {
    return index.returnsOf(body.id()).stream().anyMatch(r -> aliases.contains(r.event().value()));
  }

  private static boolean isMain(Body body) {
    return body.is(Modifier.STATIC) && body.key().name().equals("main");
  }

  private Finding finding(
      At<Event.Call> at, Pattern pattern, Remedy.Release release, String type, String releases) {
    Body body = at.body();
    boolean isInstance = !body.is(Modifier.STATIC);
    OptionalInt end =
        new EndMethods(index, catalogue)
            .of(body.owner(), false).stream().mapToInt(Body::id).findFirst();
    return new Finding(
        pattern,
        at.event().site(),
        "the "
            + (pattern == Pattern.TIMER_NOT_CANCELLED ? "timer" : "scheduled executor")
            + " that "
            + Wording.name(body)
            + " creates is kept nowhere and nothing "
            + releases
            + ", so its thread outlives the object; keep it in a field and end it with the object",
        isInstance
            ? new Remedy.KeepInField(type, at.event().site(), body.owner(), release, end)
            : new Remedy.None());
  }
}
