package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.MethodKey;
import dev.loosethread.model.facts.TypeFacts;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * A class whose threads some of its own methods end.
 *
 * @param end the best of these methods
 * @param methods the names of all
 * @param starts the names of what brings the threads to life, {@code <init>} for the constructor
 * @param mayEndByItself whether one of the threads runs code of the class's own, which may end for
 *     other reasons too
 * @param isEndedWithin whether the class, or a library that knows it, calls such a method
 */
public record EndedThreads(
    TypeFacts type,
    Body end,
    Set<String> methods,
    Set<String> starts,
    boolean mayEndByItself,
    boolean isEndedWithin) {
  public EndedThreads {
    methods = Set.copyOf(methods);
    starts = Set.copyOf(starts);
  }

  /** Whether an instance has no threads until it is started, and then has them for good. */
  public boolean isStarted() {
    return !starts.contains(MethodKey.CONSTRUCTOR) && !mayEndByItself;
  }

  /** The class as an owner of threads, for those who start it. */
  public ClassSummary.Made asOwner() {
    return new ClassSummary.Made(
        "owner " + type.name() + " other " + String.join(" ", methods),
        type.name(),
        MethodKey.CONSTRUCTOR);
  }

  /**
   * Whether the class that a finding is about itself starts what it does not end.
   *
   * @param starts the names of the methods that start such owners
   */
  public static boolean isStartedToo(FactsIndex index, Finding finding, Set<String> starts) {
    if (finding.remedy() instanceof Remedy.ReleaseField release) {
      return isStarted(index, index.uses(release.field()).aliases(), starts);
    }
    return index.calls().stream()
        .filter(c -> c.event().site().equals(finding.site()))
        .map(c -> Aliases.ofResult(index, index.catalogue(), c.event().id()))
        .anyMatch(aliases -> isStarted(index, aliases, starts));
  }

  private static boolean isStarted(FactsIndex index, Aliases aliases, Set<String> starts) {
    return index.calls().stream()
        .anyMatch(
            c ->
                starts.contains(c.event().method().name())
                    && aliases.contains(c.event().receiver()));
  }

  /** Whether code outside the application can name the class. */
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
            + ", but nothing in the application ever calls it; call it when the object is done"
            + " with",
        new Remedy.None());
  }
}
