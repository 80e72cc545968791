package dev.loosethread.application;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.FieldFacts;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.finding.Finding;
import dev.loosethread.model.finding.Pattern;
import dev.loosethread.model.finding.Remedy;
import dev.loosethread.model.index.ClassIndex;
import dev.loosethread.model.ownership.AliasSet;
import dev.loosethread.model.ownership.OwnerUses;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * A class whose threads some of its own methods end.
 *
 * @param end the best of these methods
 * @param methods the names of all, the best first
 * @param starts the names of what brings the threads to life, {@code <init>} for the constructor
 * @param mayEndByItself whether one of the threads runs code of the class's own, which may end for
 *     other reasons too
 * @param isEndedWithin whether the class, or a library that knows it, calls such a method
 */
public record EndMethodUse(
    TypeFacts type,
    Body end,
    List<String> methods,
    List<String> starts,
    boolean mayEndByItself,
    boolean isEndedWithin) {
  public EndMethodUse {
    methods = List.copyOf(methods);
    starts = List.copyOf(starts);
  }

  /** Returns whether an instance has no threads until it is started, and then has them for good. */
  public boolean isStarted() {
    return !starts.contains(MethodKey.CONSTRUCTOR) && !mayEndByItself;
  }

  /** The class as an owner of threads, for those who start it. */
  public ClassSummary.Made asOwner() {
    return ClassSummary.Made.ofType(type.name(), methods);
  }

  /**
   * Returns whether the class that a finding is about itself starts what it does not end.
   *
   * @param starts the names of the methods that start such owners
   */
  public static boolean isStartedToo(ClassIndex index, Finding finding, Set<String> starts) {
    Optional<FieldFacts> field =
        index.facts().fields().stream().filter(f -> f.site().equals(finding.site())).findFirst();
    if (field.isPresent()) {
      return OwnerUses.ofField(index, field.get().key()).aliases().isCalled(starts);
    }
    return index.calls().stream()
        .filter(c -> c.event().site().equals(finding.site()))
        .map(c -> AliasSet.ofResult(index, c.event().id()))
        .anyMatch(aliases -> aliases.isCalled(starts));
  }

  /** Returns whether code outside the application can name the class. */
  public boolean isOpen() {
    return type.modifiers().contains(Modifier.PUBLIC)
        || type.modifiers().contains(Modifier.PROTECTED);
  }

  /** The finding for an application in which nobody calls any of the methods. */
  public Finding neverCalled() {
    String name = end.key().name() + "()";
    return new Finding(
        Pattern.END_METHOD_NEVER_CALLED,
        end.site(),
        name
            + " ends the threads of "
            + type.simpleName()
            + ", but nothing in the application ever calls it; call it when the object is no"
            + " longer needed",
        new Remedy.None("the place for the call is in the code that uses it"));
  }
}
