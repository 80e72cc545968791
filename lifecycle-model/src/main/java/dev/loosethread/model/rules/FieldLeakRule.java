package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.TypeHierarchy;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import dev.loosethread.model.ownership.ContainerLeaks;
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.ownership.FieldLeaks;
import dev.loosethread.model.ownership.FieldLeaks.Leak;
import dev.loosethread.model.ownership.MapReleases;
import dev.loosethread.model.ownership.ReleaseSafety;
import dev.loosethread.model.starts.SkippedReleases;
import java.util.stream.Stream;

/** The base class of the rules about owners in fields. */
abstract class FieldLeakRule implements Rule {
  private final Pattern pattern;
  private final OwnerKind kind;
  private final Remedy.Release release;

  /** How the message says that nothing releases it: {@code shuts it down}. */
  private final String releases;

  /** What the message asks for: {@code shut it down}. */
  private final String releaseIt;

  FieldLeakRule(
      Pattern pattern, OwnerKind kind, Remedy.Release release, String releases, String releaseIt) {
    this.pattern = pattern;
    this.kind = kind;
    this.release = release;
    this.releases = releases;
    this.releaseIt = releaseIt;
  }

  @Override
  public final Pattern pattern() {
    return pattern;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    Stream<Finding> foreign = findingsOnOwnersOfOthers(index);
    if (!index.createsOwners()) {
      return foreign;
    }
    return Stream.of(
            inFields(index),
            inContainers(index),
            passedBy(index),
            findingsOutsideFields(index),
            foreign)
        .flatMap(findings -> findings);
  }

  private Stream<Finding> passedBy(ClassIndex index) {
    if (!index.creates(kind)) {
      return Stream.empty();
    }
    return new SkippedReleases(index).of(kind).stream().map(this::finding);
  }

  private Finding finding(SkippedReleases.Skipped skipped) {
    String field = skipped.owner().key().name();
    String end = skipped.end().key().name() + "()";
    return new Finding(
        pattern(),
        skipped.owner().site(),
        end
            + " passes by what ends "
            + field
            + " while "
            + skipped.unset().name()
            + " is not set, but "
            + creator(skipped.start())
            + " already gives it work; "
            + releaseIt.replace(" it", " " + field)
            + " in any case",
        new Remedy.None("what may run before it is not known"));
  }

  private Stream<Finding> inContainers(ClassIndex index) {
    if (!index.creates(kind)) {
      return Stream.empty();
    }
    return new ContainerLeaks(index)
        .leaks(kind).stream()
            .filter(leak -> isWorthReporting(index, leak))
            .map(leak -> finding(index, leak));
  }

  /** Returns whether the leak is worth a finding. */
  boolean isWorthReporting(ClassIndex index, ContainerLeaks.Leak leak) {
    return true;
  }

  private Finding finding(ClassIndex index, ContainerLeaks.Leak leak) {
    String end = leak.end().key().name() + "()";
    return new Finding(
        pattern(),
        leak.container().site(),
        leak.container().key().name()
            + " keeps what "
            + creator(leak.creator())
            + " creates, but "
            + end
            + " ends none of it; "
            + releaseIt.replace(" it", " each")
            + " in "
            + end,
        new MapReleases(index).remedy(leak));
  }

  private Stream<Finding> inFields(ClassIndex index) {
    // A field for scheduled executors may hold one that was created as a plain executor.
    if (kind != OwnerKind.SCHEDULED_EXECUTOR && !index.creates(kind)) {
      return Stream.empty();
    }
    return new FieldLeaks(index)
        .leaks(kind, leak -> isWorthReporting(index, leak)).stream()
            .map(leak -> finding(index, leak));
  }

  /** Returns whether the leak is worth a finding. */
  boolean isWorthReporting(ClassIndex index, Leak leak) {
    return true;
  }

  /** Findings about tasks that a class leaves behind on owners of others. */
  Stream<Finding> findingsOnOwnersOfOthers(ClassIndex index) {
    return Stream.empty();
  }

  /** Findings about owners that no field keeps. */
  Stream<Finding> findingsOutsideFields(ClassIndex index) {
    return Stream.empty();
  }

  private Finding finding(ClassIndex index, Leak leak) {
    String call = release == Remedy.Release.CALL ? call(index, leak) : "";
    return new Finding(
        pattern(),
        leak.field().site(),
        message(index, leak),
        index.get(ReleaseSafety.KEY).release(leak, release, call));
  }

  /**
   * Returns the release call of the owner: that of the field's type or, if the created type is more
   * specific, that of the created type if the field's type has the method too. Empty if there is
   * none.
   */
  private static String call(ClassIndex index, Leak leak) {
    Library library = index.library();
    TypeHierarchy hierarchy = index.facts().hierarchy();
    String type = leak.field().type();
    return library
        .releaseCall(type)
        .or(
            () ->
                library
                    .releaseCall(leak.creations().get(0).call().resultType())
                    .filter(call -> call.endsWith("()"))
                    .filter(
                        call -> hierarchy.hasMethod(type, call.substring(0, call.indexOf('(')))))
        .orElse("");
  }

  private String message(ClassIndex index, Leak leak) {
    String field = leak.field().key().name();
    String created =
        field
            + " is created by "
            + creator(leak.creations().get(0).storedBy())
            + (leak.isConditional() ? " when none is passed in" : "");
    if (leak.end().isEmpty()) {
      return created
          + " and nothing "
          + releases
          + "; "
          + index.get(EndMethods.KEY).adviceWithout(leak.type(), releaseIt);
    }
    String end = leak.end().get().key().name() + "()";
    String forgets =
        leak.releasedSibling()
            .map(s -> " and " + end + " releases " + s + " but not " + field)
            .orElse(" but " + end + " never " + releases);
    return created + forgets + "; " + releaseIt + " in " + end;
  }

  private static String creator(Body body) {
    return switch (body.kind()) {
      case INITIALIZER, STATIC_INITIALIZER -> "its initializer";
      default -> Messages.name(body);
    };
  }
}
