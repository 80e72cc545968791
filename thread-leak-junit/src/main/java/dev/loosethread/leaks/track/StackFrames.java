package dev.loosethread.leaks.track;

import java.util.List;

/** Questions about a single stack frame. */
public final class StackFrames {
  private static final List<String> OF_THE_JDK =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private static final List<String> OF_TEST_ENGINES =
      List.of(
          "org.junit.",
          "org.testng.",
          "org.apache.maven.surefire.",
          "org.gradle.",
          "com.intellij.rt.");

  /** The entry point that runs user code; its frames stand between the user's own. */
  private static final String ENTRY_POINT = "dev.loosethread.leaks.ThreadLeaks";

  private StackFrames() {}

  /** Returns the frame as patterns and reports write it: {@code package.Class.method}. */
  public static String nameOf(StackTraceElement frame) {
    return frame.getClassName() + "." + frame.getMethodName();
  }

  /** Returns true if a frame belongs neither to the JDK, nor to a test engine, nor to the check. */
  public static boolean isOfUser(StackTraceElement frame) {
    String type = frame.getClassName();
    return !isOfLambdaClass(frame)
        && !isOfEntryPoint(type)
        && OF_THE_JDK.stream().noneMatch(type::startsWith)
        && OF_TEST_ENGINES.stream().noneMatch(type::startsWith);
  }

  /** Returns true if a class is the plain entry point of the check or nested in it. */
  public static boolean isOfEntryPoint(String type) {
    return type.equals(ENTRY_POINT) || type.startsWith(ENTRY_POINT + "$");
  }

  /**
   * Returns true for a frame of the class that the JVM generates for a lambda. The frame of the
   * lambda's body follows, so this one adds nothing.
   */
  public static boolean isOfLambdaClass(StackTraceElement frame) {
    return frame.getClassName().contains("$$Lambda");
  }
}
