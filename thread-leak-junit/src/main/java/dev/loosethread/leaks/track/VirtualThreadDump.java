package dev.loosethread.leaks.track;

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
 * Lists the virtual threads of JDK 21 and newer. Neither thread groups nor {@code
 * getAllStackTraces} contain them; only the thread dump of {@code
 * HotSpotDiagnosticMXBean.dumpThreads} does.
 */
final class VirtualThreadDump {
  private static final boolean IS_SUPPORTED = Runtime.version().feature() >= 21;
  private static final Pattern HEAD = Pattern.compile("#(\\d+) \"(.*)\"(.*)");
  private static final Pattern FRAME =
      Pattern.compile("\\s+(?:at )?(?:[\\w.@-]*/)*([\\w.$/]+)\\.([\\w$<>]+)\\((.*)\\)");
  private static final Pattern SOURCE = Pattern.compile("(.*):(\\d+)");

  private VirtualThreadDump() {}

  /** Takes a dump; returns an empty list if the JVM has no virtual threads or no such dump. */
  static List<LiveThread> take() {
    if (!IS_SUPPORTED) {
      return List.of();
    }
    try (TemporaryFile file = new TemporaryFile(".txt")) {
      // The JVM refuses to overwrite a file.
      Files.delete(file.path());
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
              "dumpThreads",
              new Object[] {file.path().toString(), "TEXT_PLAIN"},
              new String[] {String.class.getName(), String.class.getName()});
      return parse(Files.readAllLines(file.path()));
    } catch (IOException | JMException e) {
      Log.debug("the virtual threads cannot be listed", e);
      return List.of();
    }
  }

  /**
   * Parses the text of a dump. Everything but identifier, name and stack differs between releases
   * and is skipped.
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
