package dev.loosethread.model.rules;

import dev.loosethread.model.facts.Body;
import dev.loosethread.model.facts.TypeFacts;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * A class whose threads one of its own methods ends, though nothing in the class calls it.
 *
 * @param end the best of these methods
 * @param methods the names of all
 */
public record EndedThreads(TypeFacts type, Body end, Set<String> methods) {
  public EndedThreads {
    methods = Set.copyOf(methods);
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
