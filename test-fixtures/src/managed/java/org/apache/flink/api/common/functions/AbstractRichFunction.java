package org.apache.flink.api.common.functions;

public abstract class AbstractRichFunction {
  public void open() throws Exception {}

  public void close() throws Exception {}
}
