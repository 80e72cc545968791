package org.apache.storm.topology;

public interface IBolt {
  void prepare();

  void cleanup();
}
