package dev.loosethread.leaks.judge;

import dev.loosethread.leaks.track.StackFrames;
import dev.loosethread.leaks.track.ThreadStart;
import java.util.List;

/**
 * A thread that outlived the scope that started it.
 *
 * @param thread the thread when it was found
 * @param start how it was started
 * @param startedBy the test, class or block that started it, or those that may have
 * @param suggestion the likely cause
 * @param endedWhenInterrupted whether an interrupt ended the thread; null if it was not interrupted
 */
public record Leak(
    ThreadSnapshot thread,
    ThreadStart start,
    String startedBy,
    Suggestion suggestion,
    Boolean endedWhenInterrupted) {

  Leak interrupted(boolean hasEnded) {
    Suggestion likely = hasEnded ? suggestion : Suggestion.IGNORES_INTERRUPT;
    return new Leak(thread, start, startedBy, likely, hasEnded);
  }

  /**
   * Returns the innermost frame of user code in the stack that started the thread. If that stack is
   * not known, returns the outermost frame of user code in the stack of the thread. Returns null if
   * there is none.
   */
  public StackTraceElement startFrame() {
    List<StackTraceElement> stack = thread.stack();
    if (!start.frames().isEmpty()) {
      return start.frames().stream().filter(StackFrames::isOfUser).findFirst().orElse(null);
    }
    for (int i = stack.size() - 1; i >= 0; i--) {
      if (StackFrames.isOfUser(stack.get(i))) {
        return stack.get(i);
      }
    }
    return null;
  }
}
