package dev.loosethread.lifecycle;

import java.time.Duration;
import java.util.List;

/** Streams or other resources did not complete in time. */
public final class DrainTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ResourceTracker.OpenResource> open;

  DrainTimeoutException(String tracker, Duration timeout, List<ResourceTracker.OpenResource> open) {
    super(message(tracker, timeout, open));
    this.open = List.copyOf(open);
  }

  private static String message(
      String tracker, Duration timeout, List<ResourceTracker.OpenResource> open) {
    StringBuilder text = new StringBuilder(tracker);
    text.append(": ").append(open.size()).append(" did not complete within ");
    text.append(timeout.toMillis()).append(" ms:");
    open.forEach(
        r ->
            text.append("\n  ")
                .append(r.name())
                .append(", open since ")
                .append(r.since())
                .append(", ")
                .append(r.operations())
                .append(" operations"));
    return text.toString();
  }

  /** Returns the resources that did not complete. */
  public List<ResourceTracker.OpenResource> open() {
    return open == null ? List.of() : open;
  }
}
