package dev.loosethread.bench.judges;

import java.util.List;

/** An analyser, warm in this process. */
public interface Judge extends AutoCloseable {
  /**
   * All that it finds in one file.
   *
   * @throws Exception if it fails on this file; it can go on with others
   */
  List<Finding> judge(Unit unit) throws Exception;

  @Override
  default void close() {}
}
