package dev.loosethread.leaks.track;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** A pattern {@code part:regex} that selects threads. */
public final class ThreadPattern {
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
   * Parses a pattern.
   *
   * @param where what an error message names: the element of the annotation, or the parameter
   * @throws IllegalArgumentException with a message of one line, if the pattern is malformed
   */
  public static ThreadPattern parse(String text, String where) {
    Part part = Part.NAME;
    String regex = text;
    for (Part each : Part.values()) {
      String prefix = each.name().toLowerCase(Locale.ROOT) + ":";
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
   * Returns true if a thread matches.
   *
   * @param start the stack that started the thread; empty if it is not known
   */
  boolean matches(LiveThread thread, Supplier<List<StackTraceElement>> start) {
    return texts(thread, start).anyMatch(t -> regex.matcher(t).matches());
  }

  /** Returns true if the pattern asks for the stack that started a thread. */
  boolean needsStart() {
    return part == Part.CREATED;
  }

  private Stream<String> texts(LiveThread thread, Supplier<List<StackTraceElement>> start) {
    return switch (part) {
      case NAME -> Stream.of(thread.name());
      case GROUP -> Stream.of(thread.group());
      case CLASS -> Stream.of(thread.className());
      case TOP -> thread.stack().stream().limit(1).map(StackFrames::nameOf);
      case FRAME -> thread.stack().stream().map(StackFrames::nameOf);
      case CREATED -> start.get().stream().map(StackFrames::nameOf);
    };
  }
}
