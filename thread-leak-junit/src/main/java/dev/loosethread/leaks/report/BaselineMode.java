package dev.loosethread.leaks.report;

/** The ways in which a run uses the baseline file. */
public enum BaselineMode {
  /** Known leaks pass. A known leak that is gone fails the run. */
  CHECK,
  /** Known leaks pass. A known leak that is gone is removed from the file. */
  SHRINK,
  /** All leaks are added to the file and pass. */
  RECORD
}
