package dev.loosethread.fixes.text;

import com.sun.source.tree.ClassTree;
import dev.loosethread.model.facts.TypeFacts;
import org.jspecify.annotations.Nullable;

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
            } catch (${java.lang.InterruptedException} ${exception}) {
              executor.shutdownNow();
              ${java.lang.Thread}.currentThread().interrupt();
            }
          }
          """);

  private static final String GUAVA = "com.google.common.util.concurrent.MoreExecutors";

  /** Waits for half of the time, interrupts the tasks, and waits for the other half. */
  private static final CodeTemplate GUAVA_CALL =
      CodeTemplate.of(
          "MoreExecutors.shutdownAndAwaitTermination("
              + "${executor}, 20, ${java.util.concurrent.TimeUnit}.SECONDS)");

  public ShutdownMethod(TypeFacts type, ClassTree tree, SourceEdit edit) {
    super("shutdownAndAwaitTermination", type, tree, edit);
  }

  @Override
  boolean isOurs(String parameterType, String parameter, String body) {
    return parameterType.endsWith("ExecutorService")
        && !parameterType.endsWith("ScheduledExecutorService")
        && body.contains(parameter + ".shutdown()")
        && body.contains(parameter + ".shutdownNow()")
        && body.contains(parameter + ".awaitTermination(")
        && !body.contains("MAX_VALUE");
  }

  @Override
  @Nullable String libraryCall(String argument, SourceEdit edit) {
    return edit.imports(GUAVA) && edit.hasMethod(GUAVA, "shutdownAndAwaitTermination")
        ? GUAVA_CALL.with("executor", argument).line(edit)
        : null;
  }

  @Override
  CodeTemplate declaration() {
    return DECLARATION;
  }
}
