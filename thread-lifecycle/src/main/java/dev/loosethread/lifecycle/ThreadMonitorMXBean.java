package dev.loosethread.lifecycle;

import java.util.Map;

/** The attributes of a running {@link ThreadMonitor} in JMX. */
public interface ThreadMonitorMXBean {
  /** Returns the number of live platform threads in the last sample; -1 before the first. */
  int getThreads();

  /** Returns the number of threads of each group in the last sample. */
  Map<String, Integer> getGroups();

  /** Returns the growth over the window in percent per hour; 0 until the window is full. */
  double getGrowthPercentPerHour();

  /** Returns the number of samples in the history. */
  int getSamples();
}
