package dev.loosethread.bench.judges;

import java.util.List;

/**
 * The result of judging one unit.
 *
 * @param status {@code ok}, or in one line what went wrong
 * @param millis that it took
 * @param findings none if something went wrong
 */
public record Result(String status, long millis, List<Finding> findings) {
  private static final String OK = "ok";

  public Result {
    findings = List.copyOf(findings);
  }

  static Result of(List<Finding> findings, long millis) {
    return new Result(OK, millis, findings);
  }

  static Result error(String what, long millis) {
    return new Result("error: " + what.replaceAll("\\s+", " ").strip(), millis, List.of());
  }

  /** Returns whether the judge has said all that it has to say. */
  public boolean isOk() {
    return status.equals(OK);
  }
}
