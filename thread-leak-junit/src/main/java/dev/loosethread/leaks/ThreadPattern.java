package dev.loosethread.leaks;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Which threads are meant, as {@link ThreadLeakCheck} describes it. */
final class ThreadPattern {
  private enum Part {
    NAME,
    GROUP,
    CLASS,
    TOP,
    FRAME,
    CREATED
  }

  private final Part part;
  private final Pattern regex;

  private ThreadPattern(Part part, Pattern regex) {
    this.part = part;
    this.regex = regex;
  }

  /**
   * Reads a pattern.
   *
   * @param where what to name in an error: the annotation's element or the parameter
   * @throws IllegalArgumentException with one line, if the pattern is not one
   */
  static ThreadPattern parse(String text, String where) {
    Part part = Part.NAME;
    String regex = text;
    for (Part each : Part.values()) {
      String prefix = each.name().toLowerCase(java.util.Locale.ROOT) + ":";
      if (text.startsWith(prefix)) {
        part = each;
        regex = text.substring(prefix.length());
      }
    }
    if (regex.isBlank()) {
      throw new IllegalArgumentException(where + ": the pattern \"" + text + "\" is empty");
    }
    try {
      return new ThreadPattern(part, Pattern.compile(regex));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          where
              + ": bad pattern \""
              + text
              + "\": "
              + e.getDescription()
              + " near index "
              + e.getIndex(),
          e);
    }
  }

  /**
   * Tells whether a thread is meant.
   *
   * @param start the stack that started it, empty where that is not known
   */
  boolean matches(LiveThread thread, Supplier<List<StackTraceElement>> start) {
    return texts(thread, start).anyMatch(t -> regex.matcher(t).matches());
  }

  /** Whether the stack that started a thread is asked for. */
  boolean needsStart() {
    return part == Part.CREATED;
  }

  private Stream<String> texts(LiveThread thread, Supplier<List<StackTraceElement>> start) {
    return switch (part) {
      case NAME -> Stream.of(thread.name());
      case GROUP -> Stream.of(thread.group());
      case CLASS -> Stream.of(thread.className());
      case TOP -> thread.stack().stream().limit(1).map(LiveThread::nameOf);
      case FRAME -> thread.stack().stream().map(LiveThread::nameOf);
      case CREATED -> start.get().stream().map(LiveThread::nameOf);
    };
  }
}
