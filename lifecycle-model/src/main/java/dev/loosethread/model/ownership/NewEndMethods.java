package dev.loosethread.model.ownership;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.Event;
import dev.loosethread.model.facts.FieldKey;
import dev.loosethread.model.facts.JdkMethod;
import dev.loosethread.model.facts.TypeFacts;
import dev.loosethread.model.index.AnalysisKey;
import dev.loosethread.model.index.At;
import dev.loosethread.model.index.ClassIndex;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * Decides whether anybody would call an end method that a class does not have yet.
 *
 * <p>A release in a method that nothing calls ends no thread, and hides that none is ended. Users
 * elsewhere can be told to call it; the code in the same file is known, and does not.
 */
final class NewEndMethods {
  static final AnalysisKey<NewEndMethods> KEY = AnalysisKey.of(NewEndMethods::new);

  private final ClassIndex index;

  private NewEndMethods(ClassIndex index) {
    this.index = index;
  }

  /** Returns why nothing would call it; empty if code that can see the type may. */
  Optional<String> obstacle(String type) {
    return index.facts().type(type).flatMap(this::obstacle);
  }

  private Optional<String> obstacle(TypeFacts type) {
    if (type.kind() == TypeFacts.Kind.ANONYMOUS) {
      return Optional.of("nothing can call a new method of an anonymous class");
    }
    List<At<Event.Call>> made = index.creationsOf(type.name());
    boolean isUnseen = isHidden(type) || (type.outer().isPresent() && isOnlyMadeHere(type, made));
    return isUnseen && made.stream().noneMatch(this::isClosed)
        ? Optional.of("nothing would call a new close() of " + type.simpleName())
        : Optional.empty();
  }

  /** Returns whether only code of this file can name the type. */
  private boolean isHidden(TypeFacts type) {
    return type.modifiers().contains(Modifier.PRIVATE)
        || type.kind() == TypeFacts.Kind.LOCAL
        || type.kind() == TypeFacts.Kind.ANONYMOUS
        || type.outer().flatMap(index.facts()::type).filter(this::isHidden).isPresent();
  }

  /** {@code if (part instanceof AutoCloseable a) a.close();}. */
  private boolean isClosed(At<Event.Call> creation) {
    return AliasSet.ofResult(index, creation.event().id()).isCalled(JdkMethod.AUTO_CLOSEABLE_CLOSE);
  }

  private boolean isOnlyMadeHere(TypeFacts type, List<At<Event.Call>> made) {
    return !made.isEmpty()
        && made.stream().noneMatch(at -> isGivenOut(at, type))
        && !index.get(ProcessLife.KEY).isMadeElsewhere(type);
  }

  /** Returns whether code elsewhere gets the object as one of its type. */
  private boolean isGivenOut(At<Event.Call> creation, TypeFacts type) {
    AliasSet aliases = AliasSet.ofResult(index, creation.event().id());
    return aliases.in(index.values().returned()).stream()
            .map(i -> index.returns().get(i).body())
            .anyMatch(body -> isVisible(body) && body.returnType().equals(type.name()))
        || aliases.keepers().stream().anyMatch(this::isVisible);
  }

  private static boolean isVisible(Body body) {
    return body.kind() == Body.Kind.METHOD && !body.is(Modifier.PRIVATE);
  }

  private boolean isVisible(FieldKey key) {
    return index.facts().field(key).filter(field -> !field.isPrivate()).isPresent();
  }
}
