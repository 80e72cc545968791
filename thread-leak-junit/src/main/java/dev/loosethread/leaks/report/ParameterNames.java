package dev.loosethread.leaks.report;

/** The full names of the configuration parameters that messages mention. */
public final class ParameterNames {
  /** The prefix of the names of all parameters. */
  public static final String PREFIX = "loosethread.leaks.";

  static final String BASELINE = PREFIX + "baseline";
  static final String BASELINE_MODE = PREFIX + "baselineMode";
  static final String REPORT = PREFIX + "report";
  static final String START_SITES = PREFIX + "startSites";

  private ParameterNames() {}
}
