package dev.loosethread.leaks;

import java.util.ArrayList;
import java.util.List;

/** What is worth showing of a stack. */
final class Frames {
  private static final int MAX = 30;

  private static final List<String> OF_THE_JDK =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private static final List<String> OF_TEST_ENGINES =
      List.of(
          "org.junit.",
          "org.testng.",
          "org.apache.maven.surefire.",
          "org.gradle.",
          "com.intellij.rt.");

  private Frames() {}

  /** Whether a frame is neither the JDK's nor a test engine's. */
  static boolean isOfUser(StackTraceElement frame) {
    String type = frame.getClassName();
    return !isOfLambda(frame)
        && !isOfPlainCall(type)
        && OF_THE_JDK.stream().noneMatch(type::startsWith)
        && OF_TEST_ENGINES.stream().noneMatch(type::startsWith);
  }

  /** Whether a class is {@link ThreadLeaks} or within it. */
  static boolean isOfPlainCall(String type) {
    String own = ThreadLeaks.class.getName();
    return type.equals(own) || type.startsWith(own + "$");
  }

  /** The class that the JVM makes for a lambda says nothing that the lambda's body does not. */
  private static boolean isOfLambda(StackTraceElement frame) {
    return frame.getClassName().contains("$$Lambda");
  }

  /** A stack without what the test engine has below the code of the user, one frame a line. */
  static List<String> shown(List<StackTraceElement> stack) {
    int end = stack.size();
    while (end > 0 && !isOfUser(stack.get(end - 1))) {
      end--;
    }
    // Nothing but the JDK and the engine: it has to be shown then.
    List<StackTraceElement> kept = end == 0 ? stack : stack.subList(0, end);
    List<String> lines = new ArrayList<>();
    for (StackTraceElement frame : kept) {
      if (isOfLambda(frame)) {
        continue;
      }
      if (lines.size() == MAX) {
        lines.add("... " + (kept.size() - MAX) + " more");
        break;
      }
      lines.add(text(frame));
    }
    return lines;
  }

  private static String text(StackTraceElement frame) {
    String at =
        frame.getLineNumber() >= 0
            ? frame.getFileName() + ":" + frame.getLineNumber()
            : frame.isNativeMethod() ? "Native Method" : String.valueOf(frame.getFileName());
    return LiveThread.nameOf(frame) + "(" + at + ")";
  }
}
