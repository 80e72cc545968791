package dev.loosethread.lifecycle;

import java.util.Map;

/** What a running {@link ThreadMonitor} shows through JMX. */
public interface ThreadMonitorMXBean {
  /** The live platform threads of the last sample; -1 before the first. */
  int getThreads();

  /** The threads of each group in the last sample. */
  Map<String, Integer> getGroups();

  /** The growth over the window in per cent an hour; 0 until the window is full. */
  double getGrowthPercentPerHour();

  /** How many samples are kept. */
  int getSamples();
}
