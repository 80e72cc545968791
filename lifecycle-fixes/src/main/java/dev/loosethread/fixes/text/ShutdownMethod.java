package dev.loosethread.fixes.text;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import dev.loosethread.model.facts.TypeFacts;

/**
 * The method that shuts an executor down in two phases, as the usage example in the javadoc of
 * ExecutorService does.
 */
public final class ShutdownMethod extends HelperMethod {
  private static final CodeTemplate DECLARATION =
      CodeTemplate.of(
          """
          ${modifiers} void ${name}(${java.util.concurrent.ExecutorService} executor) {
            executor.shutdown();
            try {
              if (!executor.awaitTermination(10, ${java.util.concurrent.TimeUnit}.SECONDS)) {
                executor.shutdownNow();
                executor.awaitTermination(10, ${java.util.concurrent.TimeUnit}.SECONDS);
              }
            } catch (InterruptedException e) {
              executor.shutdownNow();
              ${java.lang.Thread}.currentThread().interrupt();
            }
          }
          """);

  public ShutdownMethod(TypeFacts type, ClassTree tree) {
    super("shutdownAndAwaitTermination", type, tree);
  }

  @Override
  boolean isOurs(Tree parameterType, String body) {
    return parameterType.toString().endsWith("ExecutorService")
        && body.contains(".awaitTermination(");
  }

  @Override
  CodeTemplate declaration() {
    return DECLARATION;
  }
}
