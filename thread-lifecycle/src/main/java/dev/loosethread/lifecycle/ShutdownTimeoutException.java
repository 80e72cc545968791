package dev.loosethread.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Some tasks did not stop in time, although they were cancelled and interrupted. */
public final class ShutdownTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, List<StackTraceElement>> stacks;

  ShutdownTimeoutException(
      String lifecycle, Duration timeout, Map<String, List<StackTraceElement>> stacks) {
    super(message(lifecycle, timeout, stacks));
    this.stacks = Map.copyOf(stacks);
  }

  private static String message(
      String lifecycle, Duration timeout, Map<String, List<StackTraceElement>> stacks) {
    StringBuilder text = new StringBuilder();
    text.append(lifecycle).append(" did not stop within ").append(timeout.toMillis());
    text.append(" ms; these tasks still run: ").append(String.join(", ", stacks.keySet()));
    stacks.forEach(
        (task, stack) -> {
          text.append("\n  ").append(task).append(" is at");
          stack.forEach(frame -> text.append("\n    ").append(frame));
        });
    return text.toString();
  }

  /**
   * Returns the stack of each task that did not stop, by name of the task, innermost frame first.
   */
  public Map<String, List<StackTraceElement>> stacks() {
    return stacks == null ? Map.of() : stacks;
  }
}
