package dev.loosethread.leaks;

import java.util.List;

/**
 * A thread that outlived what started it.
 *
 * @param name its name
 * @param id its identifier, as in a thread dump
 * @param state its state
 * @param group the name of its thread group
 * @param isDaemon whether the JVM ends without waiting for it; a service leaks it nevertheless
 * @param isVirtual whether it is a virtual thread
 * @param stack where it stands, its first frame first
 * @param startStack the stack that started it, its first frame first; empty if it was not recorded
 * @param isStartStackOfMaking whether {@code startStack} is the one that made the thread, since
 *     only Flight Recorder knows the one that started it
 * @param startedBy the test, class or block that started it, or those that may have
 * @param bugPattern the name of the bug pattern that it looks like; empty if like none
 * @param suggestion what is probably missing, in one sentence
 * @param endedWhenInterrupted {@code null} unless it was interrupted after it was found
 */
public record LeakedThread(
    String name,
    long id,
    String state,
    String group,
    boolean isDaemon,
    boolean isVirtual,
    List<StackTraceElement> stack,
    List<StackTraceElement> startStack,
    boolean isStartStackOfMaking,
    String startedBy,
    String bugPattern,
    String suggestion,
    Boolean endedWhenInterrupted) {

  LeakedThread startedBy(Start start, String starter, Suggestion guess) {
    return with(start.frames(), start.isOfMaking(), starter, guess, endedWhenInterrupted);
  }

  LeakedThread interrupted(boolean ended) {
    Suggestion guess = ended ? new Suggestion(bugPattern, suggestion) : Suggestion.DEAF;
    return with(startStack, isStartStackOfMaking, startedBy, guess, ended);
  }

  private LeakedThread with(
      List<StackTraceElement> starts,
      boolean isOfMaking,
      String starter,
      Suggestion guess,
      Boolean ended) {
    return new LeakedThread(
        name,
        id,
        state,
        group,
        isDaemon,
        isVirtual,
        stack,
        starts,
        isOfMaking,
        starter,
        guess.bugPattern(),
        guess.text(),
        ended);
  }

  /**
   * Where to read about its bug pattern: an address if the build of this library knows one, else
   * the page and the jar that has it, {@code UnownedThread.md in loosethread-docs-1.0.jar}; empty
   * if it looks like no pattern.
   */
  public String page() {
    return bugPattern.isEmpty() ? "" : Pages.builtIn().reference(bugPattern);
  }

  /**
   * The first frame of the code under test in the stack that started it, or, where that was not
   * recorded, in the stack that it stands at, outermost first; null if there is none.
   */
  public StackTraceElement startFrame() {
    if (!startStack.isEmpty()) {
      return startStack.stream().filter(Frames::isOfUser).findFirst().orElse(null);
    }
    for (int i = stack.size() - 1; i >= 0; i--) {
      if (Frames.isOfUser(stack.get(i))) {
        return stack.get(i);
      }
    }
    return null;
  }
}
