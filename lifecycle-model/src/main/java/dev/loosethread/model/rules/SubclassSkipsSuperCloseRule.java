package dev.loosethread.model.rules;

import dev.loosethread.model.catalogue.OwnerKind;
import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.facts.Value;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Messages;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.flow.ExceptionPolicy;
import dev.loosethread.model.flow.Paths;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.EndMethods;
import dev.loosethread.model.ownership.FieldLeaks;
import dev.loosethread.model.ownership.FieldOrigins;
import dev.loosethread.model.ownership.OwnerUses;
import dev.loosethread.model.starts.ThreadLifetimes;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** An end method that overrides the one that ends its superclass's threads and never calls it. */
public final class SubclassSkipsSuperCloseRule implements Rule {
  @Override
  public Pattern pattern() {
    return Pattern.SUBCLASS_SKIPS_SUPER_CLOSE;
  }

  @Override
  public Stream<Finding> check(ClassIndex index) {
    return index.facts().types().stream()
        .filter(type -> !type.superclass().equals("java.lang.Object") && !index.hasOpaque())
        .flatMap(
            type ->
                index.get(EndMethods.KEY).of(type.name(), false).stream()
                    .filter(SubclassSkipsSuperCloseRule::doesSomething)
                    .flatMap(end -> check(index, type, end).stream()));
  }

  /** An empty override is meant as it is, and so is one that always throws. */
  private static boolean doesSomething(Body end) {
    return end.flow().nodes().stream().anyMatch(node -> node.event() != null)
        && Paths.reaches(end.flow(), 0, end.flow().exit());
  }

  private Optional<Finding> check(ClassIndex index, TypeFacts type, Body end) {
    String superclass = type.superclass();
    return declaring(index, superclass)
        .flatMap(
            home ->
                method(home, superclass, end.key())
                    .filter(base -> isOverridable(base, home == index))
                    .map(base -> new Overriding(index, type, end, home, base)))
        .flatMap(override -> override.leftRunning().map(field -> finding(override, field)));
  }

  private static Optional<ClassIndex> declaring(ClassIndex index, String type) {
    return index.facts().type(type).isPresent()
        ? Optional.of(index)
        : index.facts().compilation().declaring(type).map(index::indexOf);
  }

  private static Optional<Body> method(ClassIndex index, String type, MethodKey key) {
    return index.declarations().bodiesOf(type).stream()
        .filter(body -> body.key().equals(key.declaredIn(type)))
        .findFirst();
  }

  private static boolean isOverridable(Body base, boolean isInSameFile) {
    return base.kind() == Body.Kind.METHOD
        && base.hasCode()
        && !base.is(Modifier.STATIC)
        && !base.is(Modifier.PRIVATE)
        && (isInSameFile || base.is(Modifier.PUBLIC) || base.is(Modifier.PROTECTED));
  }

  private Finding finding(Overriding override, FieldFacts field) {
    Body end = override.end;
    String superclass = override.home.facts().type(override.base.owner()).get().simpleName();
    return new Finding(
        pattern(),
        end.site(),
        ("%s overrides that of %s, which ends %s, and never calls it, so that its threads stay;"
                + " call super.%s at the end")
            .formatted(Messages.name(end), superclass, field.key().name(), Messages.name(end)),
        override.allowsCall()
            ? new Remedy.CallSuper(end.id(), override.mayFail())
            : new Remedy.None(
                "the call does not fit what " + Messages.name(end) + " returns or throws"));
  }

  /**
   * An end method and the one it overrides.
   *
   * @param index of the class that has the {@code end} method of {@code type}
   * @param home of the class that has the {@code base} method of its superclass
   */
  private record Overriding(
      ClassIndex index, TypeFacts type, Body end, ClassIndex home, Body base) {

    /** Returns a field of the superclass whose threads nothing ends; empty if there is none. */
    Optional<FieldFacts> leftRunning() {
      if (mayCall(base)) {
        return Optional.empty();
      }
      return home.declarations().fieldsOf(base.owner()).stream()
          .filter(field -> !field.isStatic() && isAlive(field) && isEndedByBaseOnly(field))
          .findFirst();
    }

    private boolean isAlive(FieldFacts field) {
      FieldOrigins origins = FieldOrigins.of(home, field.key());
      return !origins.creations().isEmpty()
          && !origins.isHandedIn()
          && !home.library().isManaged(field.annotations())
          && origins.creations().stream().allMatch(creation -> isAlive(field, creation))
          && origins.storingBodies().stream().noneMatch(this::isReplaced);
    }

    private boolean isAlive(FieldFacts field, FieldOrigins.Creation creation) {
      ThreadLifetimes lives = new ThreadLifetimes(home);
      At<Event.Call> made = home.call(creation.call().id());
      return creation.kind() != OwnerKind.THREAD
          || (made != null
              && lives.untilInterrupted(made).isPresent()
              && lives.isStarted(made, OwnerUses.ofField(home, field.key()).aliases()));
    }

    /** Returns whether the subclass replaces a method that stores the owner. */
    private boolean isReplaced(Body storing) {
      return home.declarations().bodiesOf(base.owner()).stream()
          .filter(body -> home.reach(body).get(storing.id()))
          .anyMatch(body -> isOverridden(body) && !mayCall(body));
    }

    private boolean isEndedByBaseOnly(FieldFacts field) {
      OwnerUses uses = OwnerUses.ofField(home, field.key());
      return !uses.releases().isEmpty()
          && !uses.escapes()
          && uses.releases().stream().allMatch(r -> isRunByBaseOnly(r.body(), new HashSet<>()))
          // Last, since it may have other classes read.
          && !mayBeEndedBySubclasses(field)
          && !new FieldLeaks(home).isReleasedOutside(field);
    }

    private boolean isRunByBaseOnly(Body body, Set<Body> seen) {
      if (body == base || !seen.add(body)) {
        return true;
      }
      if (body.kind() == Body.Kind.LAMBDA) {
        return isRunByBaseOnly(home.facts().body(body.enclosing().getAsInt()), seen);
      }
      return (body.is(Modifier.PRIVATE) || (body.is(Modifier.PROTECTED) && !mayCall(body)))
          && !home.callersOf(body).isEmpty()
          && home.references().stream().noneMatch(r -> refersTo(r.value(), body))
          && home.callersOf(body).stream().allMatch(at -> isRunByBaseOnly(at.body(), seen));
    }

    private boolean mayBeEndedBySubclasses(FieldFacts field) {
      OwnerUses uses = OwnerUses.ofField(index, field.key());
      return (!field.isPrivate() && type.modifiers().contains(Modifier.ABSTRACT))
          || (index != home && (uses.escapes() || !uses.releases().isEmpty()));
    }

    private boolean isOverridden(Body method) {
      return isOverridable(method, home == index)
          && method(index, type.name(), method.key()).isPresent();
    }

    /** Returns whether any code of the subclass may run this method of the superclass. */
    private boolean mayCall(Body method) {
      return index.callsNamed(method.key().name()).stream()
              .filter(at -> isOfSubclass(at.body()))
              .anyMatch(at -> at.event().isSuper() || !isOverridden(method))
          || index.references().stream()
              .anyMatch(r -> isOfSubclass(r.body()) && refersTo(r.value(), method));
    }

    private boolean isOfSubclass(Body body) {
      return body.owner().equals(type.name()) || body.owner().startsWith(type.name() + "$");
    }

    private static boolean refersTo(Value value, Body method) {
      return value instanceof Value.MethodReference reference
          && reference.method().name().equals(method.key().name());
    }

    boolean allowsCall() {
      return end.returnType().equals("void")
          && base.thrown().stream()
              .allMatch(
                  thrown ->
                      index.hierarchy().isUnchecked(thrown)
                          || end.thrown().stream()
                              .anyMatch(caught -> index.hierarchy().isSubtype(thrown, caught)));
    }

    boolean mayFail() {
      BitSet entry = new BitSet();
      entry.set(0);
      return Paths.reachable(
              end.flow(), entry, node -> true, ExceptionPolicy.expected(index.hierarchy()))
          .get(end.flow().throwExit());
    }
  }
}
