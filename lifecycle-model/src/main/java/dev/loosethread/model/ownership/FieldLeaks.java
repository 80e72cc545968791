package dev.loosethread.model.ownership;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.ClassFacts;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.Flow.Node;
import dev.loosethread.model.facts.Site;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.index.Library;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Fields that hold a thread owner which their class creates and nothing releases.
 *
 * <p>Ownership follows the Resource Leak Checker's notion (Kellogg et al., ESEC/FSE 2021): a class
 * that creates a resource and keeps it in a field has to release it, unless the resource escapes.
 */
public final class FieldLeaks {
  private final ClassIndex index;
  private final ClassFacts facts;
  private final Library library;
  private final Map<Body, Siblings> siblings = new HashMap<>();
  private final EndMethods ends;

  public FieldLeaks(ClassIndex index) {
    this.index = index;
    this.facts = index.facts();
    this.library = index.library();
    this.ends = index.get(EndMethods.KEY);
  }

  /** A field whose owner leaks. */
  public record Leak(
      FieldFacts field,
      TypeFacts type,
      List<FieldOrigins.Creation> creations,
      boolean isConditional,
      Optional<Body> end,
      Optional<String> releasedSibling,
      boolean mayBeNull) {
    /** The sites of the creating expressions. */
    List<Site> creationSites() {
      return creations.stream().map(FieldOrigins.Creation::site).toList();
    }
  }

  /** Returns the leaks of this kind that are worth a finding. */
  public List<Leak> leaks(OwnerKind kind, Predicate<Leak> isWorthReporting) {
    List<Leak> leaks = new ArrayList<>();
    for (FieldFacts field : facts.fields()) {
      leak(field, kind)
          .filter(isWorthReporting)
          // Checked last, because it may read other classes.
          .filter(leak -> !isReleasedOutside(field))
          .ifPresent(leaks::add);
    }
    return leaks;
  }

  /** The kind of owner a field holds, by what is created for it or by its declared type. */
  private Optional<OwnerKind> kindOf(FieldFacts field, List<FieldOrigins.Creation> creations) {
    OwnerKind declared = library.ownerKind(field.type()).orElse(null);
    if (declared == OwnerKind.SCHEDULED_EXECUTOR) {
      return Optional.of(declared);
    }
    return creations.stream().map(FieldOrigins.Creation::kind).findFirst();
  }

  private Optional<Leak> leak(FieldFacts field, OwnerKind kind) {
    FieldOrigins origins = FieldOrigins.of(index, field.key());
    if (origins.creations().isEmpty()
        || kindOf(field, origins.creations()).filter(k -> k == kind).isEmpty()) {
      return Optional.empty();
    }
    TypeFacts type = facts.type(field.key().owner()).orElse(null);
    if (type == null
        || type.kind() == TypeFacts.Kind.INTERFACE
        || library.isManaged(field.annotations())
        || index.get(ProcessLife.KEY).isExample(type.name())) {
      return Optional.empty();
    }
    List<Body> endMethods = ends.of(type.name(), field.isStatic());
    if (endMethods.isEmpty() && !shouldHaveEndMethod(field, type)) {
      return Optional.empty();
    }
    OwnerUses uses = OwnerUses.ofField(index, field.key());
    AliasSet aliases = uses.aliases();
    // Most owners are released in the class itself; then no other class has to be read.
    if (uses.releasesHere().stream().anyMatch(r -> isFinalRelease(r, aliases, origins, endMethods))
        || uses.escapesForGood()
        || (uses.escapes() && !isResponsibleDespiteGetter(field, aliases, endMethods))
        || uses.releases().stream().anyMatch(r -> isFinalRelease(r, aliases, origins, endMethods))
        || isEndedByItself(origins, aliases, endMethods)) {
      return Optional.empty();
    }
    Optional<Body> end = bestEnd(endMethods);
    return Optional.of(
        new Leak(
            field,
            type,
            origins.creations(),
            origins.isHandedIn(),
            end,
            end.flatMap(e -> siblingReleasedBy(e, field)),
            !field.isFinal() && !isAssignedAtDeclaration(field)));
  }

  /**
   * Returns whether there are no threads, or they end by themselves. An object without an end is in
   * use until nothing refers to it, and then nothing refers to its owner either.
   */
  private boolean isEndedByItself(FieldOrigins origins, AliasSet aliases, List<Body> endMethods) {
    AliveThreads alive = index.get(AliveThreads.KEY);
    List<Event.Call> made = origins.creations().stream().map(FieldOrigins.Creation::call).toList();
    boolean isNeverAlive =
        made.stream().noneMatch(alive::isAliveWhenMade) && aliases.calls().findAny().isEmpty();
    return isNeverAlive
        || (endMethods.isEmpty()
            ? alive.endWhenForgotten(made, aliases)
            : alive.endWhenIdle(made, aliases));
  }

  /**
   * Returns whether the class only lends an owner to the callers of a getter: it has an end, and
   * uses the owner itself or ends another one. A class that does neither may just make it for them.
   */
  private boolean isResponsibleDespiteGetter(
      FieldFacts field, AliasSet aliases, List<Body> endMethods) {
    return !endMethods.isEmpty()
        && (aliases.calls().findAny().isPresent()
            || endMethods.stream().anyMatch(end -> siblingReleasedBy(end, field).isPresent()));
  }

  /** Returns whether a class without an end method should have one because of this field. */
  private boolean shouldHaveEndMethod(FieldFacts field, TypeFacts type) {
    if (field.isStatic()) {
      return false;
    }
    // Invisible code may release it: users of the object, or subclasses
    // of an abstract class.
    if (type.isNonPrivatelyExtended()
        && !field.isPrivate()
        && (!field.modifiers().contains(Modifier.PROTECTED)
            || type.modifiers().contains(Modifier.ABSTRACT))) {
      return false;
    }
    return !index.get(ProcessLife.KEY).needsNoEnd(type) && !isTest(index, type);
  }

  static boolean isTest(ClassIndex index, TypeFacts type) {
    return index.declarations().bodiesOf(type.name()).stream()
        .flatMap(b -> b.annotations().stream())
        .anyMatch(a -> a.endsWith(".Test") || a.endsWith(".ParameterizedTest"));
  }

  /**
   * A release before the field gets a new owner only replaces it, and one in a handler of the
   * method that creates it only undoes a failed start: neither releases the last one.
   */
  private boolean isFinalRelease(
      OwnerUses.Release release, AliasSet aliases, FieldOrigins origins, List<Body> endMethods) {
    for (Body end : endMethods) {
      if (index.reach(end).get(release.body().id())) {
        return true;
      }
    }
    if (endMethods.isEmpty() || isTakenOver(release)) {
      return true;
    }
    boolean createsToo =
        origins.storingBodies().contains(release.body()) || aliases.isMadeBy(release.body());
    if (createsToo && release.node().handler().isPresent() && !release.node().inFinally()) {
      return false;
    }
    return !createsToo || !isStoredAfter(release, aliases);
  }

  /** The new object, or the part of this one that a superclass declares, ends it from then on. */
  private static boolean isTakenOver(OwnerUses.Release release) {
    return release.node().event() instanceof Event.Call call && call.method().isConstructor();
  }

  private static boolean isStoredAfter(OwnerUses.Release release, AliasSet aliases) {
    BitSet after = Paths.reachable(release.body().flow(), release.node().id(), n -> true);
    for (Node node : release.body().flow().nodes()) {
      if (after.get(node.id())
          && node.event() instanceof Event.Assign assign
          && assign.target() instanceof Value.Field field
          && aliases.contains(field)
          && !(assign.value() instanceof Value.Null)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether a subclass, superclass or another class of the compilation ends it, as a field
   * of its own or as what a getter returns.
   */
  public boolean isReleasedOutside(FieldFacts field) {
    List<ClassFacts> others =
        new ArrayList<>(facts.compilation().superclassesOf(field.key().owner()));
    if (!field.isPrivate()) {
      others.addAll(facts.compilation().accessesTo(field.key()));
    }
    for (ClassFacts other : others) {
      OwnerUses uses = OwnerUses.ofField(index.indexOf(other), field.key());
      if (uses.escapes() || !uses.releases().isEmpty()) {
        return true;
      }
    }
    return OwnerUses.ofField(index, field.key()).isReleasedThroughGetter();
  }

  private Optional<Body> bestEnd(List<Body> endMethods) {
    return endMethods.stream()
        .filter(e -> siblingReleasedBy(e, null).isPresent())
        .findFirst()
        .or(() -> endMethods.stream().findFirst());
  }

  /** Another owner of the class that the end method does release. */
  private Optional<String> siblingReleasedBy(Body end, @Nullable FieldFacts self) {
    return siblings
        .computeIfAbsent(end, Siblings::new)
        .find(field -> !field.equals(self))
        .map(field -> field.key().name());
  }

  /** The owners that one end method releases, computed lazily. */
  private final class Siblings {
    private final BitSet reach;
    private final Iterator<FieldFacts> left;
    private final List<FieldFacts> released = new ArrayList<>();

    Siblings(Body end) {
      reach = index.reach(end);
      left = index.declarations().fieldsOf(end.owner()).iterator();
    }

    Optional<FieldFacts> find(Predicate<FieldFacts> wanted) {
      Optional<FieldFacts> found = released.stream().filter(wanted).findFirst();
      while (found.isEmpty() && left.hasNext()) {
        FieldFacts field = left.next();
        if (library.ownerKind(field.type()).isPresent()
            && OwnerUses.ofField(index, field.key()).releases().stream()
                .anyMatch(r -> reach.get(r.body().id()))) {
          released.add(field);
          found = Optional.of(field).filter(wanted);
        }
      }
      return found;
    }
  }

  private boolean isAssignedAtDeclaration(FieldFacts field) {
    boolean inInitializer = false;
    for (At<Event.Assign> at : index.assignsTo(field.key())) {
      if (at.body().kind() != Body.Kind.INITIALIZER) {
        return false;
      }
      inInitializer = !(at.event().value() instanceof Value.Null);
    }
    return inInitializer;
  }
}
