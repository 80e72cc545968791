package dev.loosethread.leaks.report;

import dev.loosethread.leaks.judge.Leak;
import dev.loosethread.leaks.judge.Suggestion;
import dev.loosethread.leaks.judge.ThreadSnapshot;
import dev.loosethread.leaks.track.StackFrames;
import dev.loosethread.leaks.track.WatchedScope;
import java.util.ArrayList;
import java.util.List;

/** Describes leaks as text. */
public final class LeakText {
  private static final int MAX_FRAMES = 30;

  private LeakText() {}

  /** Returns a headline and a paragraph for each leak. */
  public static String of(WatchedScope.Place place, List<Leak> leaks, int tolerance) {
    StringBuilder text = new StringBuilder();
    text.append(leaks.size() == 1 ? "1 thread outlives " : leaks.size() + " threads outlive ");
    text.append(place.display());
    if (tolerance > 0) {
      text.append(" (tolerated: ").append(tolerance).append(')');
    }
    text.append(':');
    int number = 0;
    for (Leak leak : leaks) {
      number++;
      text.append("\n\n").append(number).append(") ").append(of(leak));
    }
    return text.toString();
  }

  /** Returns the paragraph for one leak. */
  public static String of(Leak leak) {
    StringBuilder text = new StringBuilder();
    ThreadSnapshot thread = leak.thread();
    text.append('"').append(thread.name()).append("\" (id ").append(thread.id());
    if (!thread.state().isEmpty()) {
      text.append(", ").append(thread.state());
    }
    if (thread.isVirtual()) {
      text.append(", virtual");
    } else {
      text.append(thread.isDaemon() ? ", daemon" : "").append(", group ").append(thread.group());
    }
    text.append(')');
    appendStart(text, leak);
    if (!thread.stack().isEmpty()) {
      text.append("\n   now at");
      appendStack(text, thread.stack());
    }
    if (leak.endedWhenInterrupted() != null) {
      text.append("\n   was interrupted and ")
          .append(leak.endedWhenInterrupted() ? "ended" : "did not end");
    }
    appendSuggestion(text, leak.suggestion());
    return text.toString();
  }

  private static void appendStart(StringBuilder text, Leak leak) {
    text.append("\n   started by ").append(leak.startedBy());
    if (!leak.start().frames().isEmpty()) {
      text.append(leak.start().isCreationStack() ? ", created at" : " at");
      appendStack(text, leak.start().frames());
    } else if (leak.thread().isVirtual()) {
      text.append("; the JVM does not tell where");
    } else {
      text.append("; set ").append(ParameterNames.START_SITES).append("=ON to record where");
    }
  }

  private static void appendSuggestion(StringBuilder text, Suggestion suggestion) {
    text.append("\n   looks like ");
    String pattern = suggestion.bugPattern();
    text.append(pattern.isEmpty() ? "" : pattern + ": ").append(suggestion.text());
    if (!pattern.isEmpty()) {
      text.append("\n   see ").append(PatternPages.builtIn().reference(pattern));
    }
  }

  private static void appendStack(StringBuilder text, List<StackTraceElement> stack) {
    lines(stack).forEach(f -> text.append("\n       ").append(f));
  }

  /** Returns a line for each frame, without the frames of the test engine below the user's code. */
  private static List<String> lines(List<StackTraceElement> stack) {
    int end = stack.size();
    while (end > 0 && !StackFrames.isOfUser(stack.get(end - 1))) {
      end--;
    }
    // A stack without user code is shown as a whole.
    List<StackTraceElement> kept = end == 0 ? stack : stack.subList(0, end);
    List<String> lines = new ArrayList<>();
    for (StackTraceElement frame : kept) {
      if (StackFrames.isOfLambdaClass(frame)) {
        continue;
      }
      if (lines.size() == MAX_FRAMES) {
        lines.add("... " + (kept.size() - MAX_FRAMES) + " more");
        break;
      }
      lines.add(line(frame));
    }
    return lines;
  }

  private static String line(StackTraceElement frame) {
    String at =
        frame.getLineNumber() >= 0
            ? frame.getFileName() + ":" + frame.getLineNumber()
            : frame.isNativeMethod() ? "Native Method" : String.valueOf(frame.getFileName());
    return StackFrames.nameOf(frame) + "(" + at + ")";
  }
}
