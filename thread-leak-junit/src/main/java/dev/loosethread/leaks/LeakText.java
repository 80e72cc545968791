package dev.loosethread.leaks;

import java.util.List;

/** A leak in words. */
final class LeakText {
  private LeakText() {}

  /** A headline, then a paragraph for each thread. */
  static String of(Scope.Place place, List<LeakedThread> leaks, int tolerance) {
    StringBuilder text = new StringBuilder();
    text.append(leaks.size() == 1 ? "1 thread outlives " : leaks.size() + " threads outlive ");
    text.append(place.display());
    if (tolerance > 0) {
      text.append(", of which ").append(tolerance).append(" may");
    }
    text.append(':');
    int number = 0;
    for (LeakedThread leak : leaks) {
      number++;
      text.append("\n\n").append(number).append(") ").append(of(leak));
    }
    return text.toString();
  }

  /** What is known about one thread. */
  static String of(LeakedThread leak) {
    StringBuilder text = new StringBuilder();
    text.append('"').append(leak.name()).append("\" (id ").append(leak.id());
    if (!leak.state().isEmpty()) {
      text.append(", ").append(leak.state());
    }
    if (leak.isVirtual()) {
      text.append(", virtual");
    } else {
      text.append(leak.isDaemon() ? ", daemon" : "").append(", group ").append(leak.group());
    }
    text.append(")\n   started by ").append(leak.startedBy());
    if (leak.startStack().isEmpty()) {
      text.append(
          leak.isVirtual()
              ? "; the platform does not tell where"
              : "; where was not recorded, " + ThreadLeaks.PREFIX + "startSites=ON does it");
    } else {
      text.append(leak.isStartStackOfMaking() ? ", made at" : " at");
      lines(text, leak.startStack());
    }
    if (!leak.stack().isEmpty()) {
      text.append("\n   stands at");
      lines(text, leak.stack());
    }
    if (leak.endedWhenInterrupted() != null) {
      text.append("\n   was interrupted, and ")
          .append(leak.endedWhenInterrupted() ? "ended" : "did not end");
    }
    text.append("\n   looks like ");
    if (!leak.bugPattern().isEmpty()) {
      text.append(leak.bugPattern()).append(": ");
    }
    text.append(leak.suggestion());
    if (!leak.page().isEmpty()) {
      text.append("\n   see ").append(leak.page());
    }
    return text.toString();
  }

  private static void lines(StringBuilder text, List<StackTraceElement> stack) {
    Frames.shown(stack).forEach(f -> text.append("\n       ").append(f));
  }
}
