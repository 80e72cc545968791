package org.apache.kafka.connect.connector;

public interface Task {
  void stop();
}
