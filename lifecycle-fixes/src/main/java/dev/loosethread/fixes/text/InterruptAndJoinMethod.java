package dev.loosethread.fixes.text;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import dev.loosethread.model.facts.TypeFacts;

/** The method that interrupts a thread and waits for its end, with a limit. */
public final class InterruptAndJoinMethod extends HelperMethod {
  // A thread that ends its own object cannot wait for its own end.
  private static final CodeTemplate DECLARATION =
      CodeTemplate.of(
          """
          ${modifiers} void ${name}(${java.lang.Thread} thread) {
            thread.interrupt();
            if (thread == ${java.lang.Thread}.currentThread()) {
              return;
            }
            try {
              thread.join(10_000);
            } catch (InterruptedException e) {
              ${java.lang.Thread}.currentThread().interrupt();
            }
          }
          """);

  public InterruptAndJoinMethod(TypeFacts type, ClassTree tree) {
    super("interruptAndJoin", type, tree);
  }

  @Override
  boolean isOurs(Tree parameterType, String body) {
    return parameterType.toString().endsWith("Thread") && body.contains(".join(");
  }

  @Override
  CodeTemplate declaration() {
    return DECLARATION;
  }
}
