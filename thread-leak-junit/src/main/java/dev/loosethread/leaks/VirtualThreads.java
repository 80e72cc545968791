package dev.loosethread.leaks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The virtual threads of a JDK 21 or newer, which no group and no {@code getAllStackTraces} shows:
 * only the platform's own thread dump does ({@code HotSpotDiagnosticMXBean.dumpThreads}).
 */
final class VirtualThreads {
  private static final boolean EXIST = Runtime.version().feature() >= 21;
  private static final Pattern HEAD = Pattern.compile("#(\\d+) \"(.*)\"(.*)");
  private static final Pattern FRAME =
      Pattern.compile("\\s+(?:at )?(?:[\\w.@-]*/)*([\\w.$/]+)\\.([\\w$<>]+)\\((.*)\\)");
  private static final Pattern SOURCE = Pattern.compile("(.*):(\\d+)");

  private VirtualThreads() {}

  /** Finds all that live; none if the platform has no such dump. */
  static List<LiveThread> dump() {
    if (!EXIST) {
      return List.of();
    }
    try (TemporaryFile file = new TemporaryFile(".txt")) {
      // The platform writes to new files only.
      Files.delete(file.path());
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
              "dumpThreads",
              new Object[] {file.path().toString(), "TEXT_PLAIN"},
              new String[] {String.class.getName(), String.class.getName()});
      return parse(Files.readAllLines(file.path()));
    } catch (IOException | JMException e) {
      Log.LOG.log(System.Logger.Level.DEBUG, "no dump of virtual threads", e);
      return List.of();
    }
  }

  /**
   * Reads the text of a dump. What it has beside identifier, name and stack differs by release and
   * is skipped.
   */
  static List<LiveThread> parse(List<String> lines) {
    List<LiveThread> threads = new ArrayList<>();
    List<StackTraceElement> stack = null;
    for (String line : lines) {
      Matcher head = HEAD.matcher(line);
      if (head.matches()) {
        String[] words = head.group(3).strip().split(" ");
        stack = null;
        if (words[0].equals("virtual")) {
          stack = new ArrayList<>();
          String state = words.length > 1 ? words[1] : "";
          threads.add(
              new LiveThread(Long.parseLong(head.group(1)), head.group(2), null, state, stack));
        }
      } else if (stack != null) {
        Matcher frame = FRAME.matcher(line);
        if (frame.matches()) {
          stack.add(element(frame));
        }
      }
    }
    return threads;
  }

  private static StackTraceElement element(Matcher frame) {
    Matcher source = SOURCE.matcher(frame.group(3));
    return source.matches()
        ? new StackTraceElement(
            frame.group(1), frame.group(2), source.group(1), Integer.parseInt(source.group(2)))
        : new StackTraceElement(frame.group(1), frame.group(2), frame.group(3), -1);
  }
}
