package dev.loosethread.fixes.text;

import com.sun.source.tree.ClassTree;
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
            } catch (${java.lang.InterruptedException} ${exception}) {
              ${java.lang.Thread}.currentThread().interrupt();
            }
          }
          """);

  public InterruptAndJoinMethod(TypeFacts type, ClassTree tree, SourceEdit edit) {
    super("interruptAndJoin", type, tree, edit);
  }

  @Override
  boolean isOurs(String parameterType, String parameter, String body) {
    return parameterType.endsWith("Thread")
        && body.contains(parameter + ".interrupt()")
        && body.contains(parameter + ".join(")
        && !body.contains(parameter + ".join()");
  }

  @Override
  CodeTemplate declaration() {
    return DECLARATION;
  }
}
